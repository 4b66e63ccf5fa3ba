import { fileURLToPath } from 'node:url';
import { systemClock, systemScheduler } from '@pipwright/kernel';
import { PipwrightError, type Instrument, type Timeframe } from '@pipwright/model';
import type { JobMessage } from '@pipwright/protocol';
import { pino, type Logger } from 'pino';
import type { Configuration } from './configuration.ts';
import { errors } from './errors.ts';
import { lockHome } from './home-lock.ts';
import { createApplication } from './http/application.ts';
import { VERSION } from './package-version.ts';
import type { JobProgram } from './jobs/job-process.ts';
import type { JobService } from './jobs/job-service.ts';
import { openJobs } from './jobs/open-jobs.ts';
import { openPlatform, type OpenedPlatform } from './paper/open-platform.ts';
import type { TradingChoices } from './pipeline/trading-parameters.ts';
import type { Stores } from './stores.ts';

export interface ServeOptions {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Host names beside loopback that are answered to. */
  readonly allowedHosts: readonly string[];
  readonly instrument: Instrument | undefined;
  readonly timeframe: Timeframe | undefined;
  readonly candlesPerSecond: number;
  readonly paused: boolean;
  readonly newRun: boolean;
  /** How a new account trades; a continued one trades as it was opened. */
  readonly choices: TradingChoices;
  readonly logLevel: string;
  /** The command of the platform, which does jobs in processes of their own. */
  readonly jobProgram: JobProgram;
  /** Ends the platform in good order. */
  readonly signal: AbortSignal;
  readonly onNote: (text: string) => void;
  /** How far the training of a first model is. */
  readonly onTraining: (doneFraction: number, step: string) => void;
  readonly onListening: (listening: { readonly address: string; readonly description: string }) => void;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const EXPOSED =
  'The platform has no log-in: whoever reaches this address can see and steer the account. Put a proxy with a log-in before it.';
const PAGE = fileURLToPath(new URL('../../web/dist/page', import.meta.url));

function describe({ start }: OpenedPlatform): string {
  const market = start.simulated ? 'simulated market, not real prices' : 'imported candles';
  return `Pipwright ${VERSION}  PAPER  ${start.symbol} ${start.timeframe}, ${market}  (${start.runId})`;
}

/** What a command says of its own accord is no trouble of the platform. */
function logJobFailure(logger: Logger, error: unknown, job: JobMessage | null): void {
  if (job === null) logger.error({ err: error }, 'the jobs of the page have a problem');
  else {
    const isOwnWords = error instanceof PipwrightError && error.code === 'JOB_FAILED';
    const text = `the ${job.request.kind} ${job.title} failed`;
    logger[isOwnWords ? 'warn' : 'error']({ err: error, job: job.id }, text);
  }
}

async function listen(
  application: Awaited<ReturnType<typeof createApplication>>,
  host: string,
  port: number,
): Promise<string> {
  try {
    return await application.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw errors.PORT_IN_USE({ host, port }, { cause: error });
    throw error;
  }
}

async function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/**
 * Runs the platform until the signal: opens stores and the paper account, serves the page, stops in good order.
 * Throws `HOME_IN_USE`, `PORT_IN_USE`, `PAGE_NOT_BUILT` and what opening throws.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { configuration, signal } = options;
  const logger = pino(
    { level: options.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    pino.destination(2),
  );
  const scheduler = systemScheduler(systemClock);
  const release = await lockHome(configuration.home, scheduler);
  let opened: OpenedPlatform | undefined;
  let jobs: JobService | undefined;
  try {
    opened = await openPlatform({
      ...options,
      scheduler,
      onFailure: (error) => logger.error({ err: error }, 'the paper account has stopped'),
      onLedgerFailure: (error) =>
        logger.error(
          { err: error },
          'the ledger cannot be written; the journal is complete, and writing is tried again',
        ),
    });
    jobs = await openJobs({
      configuration,
      stores: options.stores,
      scheduler,
      program: options.jobProgram,
      onFailure: (error, job) => logJobFailure(logger, error, job),
    });
    const application = await createApplication({
      platform: opened.platform,
      jobs,
      logger,
      version: VERSION,
      pageDirectory: PAGE,
      allowedHosts: options.allowedHosts,
    });
    const address = await listen(application, options.host, options.port);
    if (!LOOPBACK.has(options.host)) options.onNote(EXPOSED);
    try {
      if (!options.paused) opened.platform.play();
      options.onListening({ address, description: describe(opened) });
      await until(signal);
    } finally {
      await application.close();
    }
  } finally {
    await jobs?.close();
    await opened?.close();
    release();
  }
}
