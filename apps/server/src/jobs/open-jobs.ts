import { findInstrument, PipwrightError } from '@pipwright/model';
import type { Scheduler } from '@pipwright/kernel';
import type { JobMessage, JobRequest, ModelSeriesMessage, SeriesStatusMessage } from '@pipwright/protocol';
import type { Configuration } from '../configuration.ts';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { jobArguments } from './job-command.ts';
import { blobJobList } from './job-list.ts';
import type { JobChoices } from './job-port.ts';
import { runJobProcess, type JobControl, type JobProgram } from './job-process.ts';
import type { JobResult } from './job-result.ts';
import { JobService } from './job-service.ts';
import { OwnStrategies } from './own-strategies.ts';
import { shippedStrategies, type RunnableStrategy } from './runnable-strategies.ts';

export interface OpenJobsOptions {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly scheduler: Scheduler;
  /** The command of the platform, which does the work. */
  readonly program: JobProgram;
  /** Told of every failure, for the log; `job` is null where it is the platform's own. */
  readonly onFailure: (error: unknown, job: JobMessage | null) => void;
}

/** An import that runs beside has the candles; jobs wait for it so long. */
const BUSY_MS_MAX = 600_000;
const BUSY_AGAIN_MS = 2000;
const MODELS_MAX = 1000;

const isBusy = (error: unknown): boolean =>
  error instanceof PipwrightError &&
  (error.code === 'CANDLE_STORE_BUSY' || error.details['code'] === 'CANDLE_STORE_BUSY');

/** Stored series; while another command has the store, those that were there before. */
function seriesLister(stores: Stores): () => Promise<readonly SeriesStatusMessage[]> {
  let known: readonly SeriesStatusMessage[] = [];
  return async () => {
    try {
      const stored = await stores.candles((store) => store.listSeries());
      // Reference markets are stored too, and not traded.
      known = stored
        .filter(({ symbol }) => findInstrument(symbol) !== undefined)
        .map((one) => ({ ...one, sources: [...one.sources] }));
    } catch (error) {
      if (!isBusy(error) || known.length === 0) throw error;
    }
    return known;
  };
}

async function modelledSeries(stores: Stores): Promise<readonly ModelSeriesMessage[]> {
  const models = await (await stores.ledger()).listModels({ limit: MODELS_MAX });
  const real = models.filter(({ summary }) => summary['simulated'] !== true);
  const byKey = new Map(real.map(({ symbol, timeframe }) => [`${symbol} ${timeframe}`, { symbol, timeframe }]));
  return [...byKey.values()];
}

/** Runs a job again while the candles are open in another command. */
async function whenFree(
  scheduler: Scheduler,
  { onProgress, signal }: JobControl,
  run: () => Promise<JobResult>,
): Promise<JobResult> {
  const until = scheduler.clock.now() + BUSY_MS_MAX;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || scheduler.clock.now() >= until) throw error;
      onProgress(0, 'waiting for the candles: another command has them');
      await scheduler.delay(BUSY_AGAIN_MS, signal);
    }
  }
}

/** Opens the jobs of the page as they were left. */
export function openJobs(options: OpenJobsOptions): Promise<JobService> {
  const { configuration, stores, scheduler, onFailure } = options;
  const program: JobProgram = {
    ...options.program,
    environment: { ...options.program.environment, PIPWRIGHT_HOME: configuration.home },
  };
  const own = new OwnStrategies({
    folder: configuration.strategyDirectory,
    program,
    clock: scheduler.clock,
    onFailure: (error) => onFailure(error, null),
  });
  const known = async (): Promise<readonly RunnableStrategy[]> => [
    ...(await shippedStrategies()),
    ...(await own.list()),
  ];
  const choices: JobChoices = {
    strategies: async () => (await known()).map(({ info }) => info),
    series: seriesLister(stores),
    models: () => modelledSeries(stores),
  };
  const run = async (request: JobRequest, control: JobControl): Promise<JobResult> => {
    const all = await known();
    const found = all.find(({ info }) => info.id === request.strategy);
    if (found === undefined) {
      const names = all.map(({ info }) => info.id).join(', ');
      throw errors.STRATEGY_NOT_LISTED({ strategy: request.strategy, known: names });
    }
    const words = jobArguments(request, found.source);
    return whenFree(scheduler, control, () => runJobProcess(program, words, control));
  };
  return JobService.open({ scheduler, list: blobJobList(stores.blobs), choices, run, onFailure });
}
