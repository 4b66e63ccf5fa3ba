import { PipwrightError, type EpochMs } from '@pipwright/model';
import type { Scheduler } from '@pipwright/kernel';
import type { JobMessage, JobRequest, StrategyInfoMessage } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import type { JobList } from './job-list.ts';
import type { JobPort } from './job-port.ts';
import type { JobControl, JobResult } from './job-process.ts';

export interface JobServiceOptions {
  readonly scheduler: Scheduler;
  readonly list: JobList;
  readonly strategies: () => Promise<readonly StrategyInfoMessage[]>;
  /** Does one job. */
  readonly run: (request: JobRequest, control: JobControl) => Promise<JobResult>;
  /** Told of failures that are the platform's own, such as a list that cannot be written. */
  readonly onFailure: (error: unknown) => void;
}

/** Jobs that are remembered; older ones that have ended are forgotten, their runs are not. */
const REMEMBERED = 100;
const WAITING_MAX = 20;
const TELL_EVERY_MS = 250;
/** Below this share nothing is said of the time that is left. */
const ESTIMATE_FROM = 0.02;

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const isOver = ({ state }: JobMessage): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

/*
 * The life of a job: queued ──▶ running ──▶ done | failed | cancelled, and queued ──▶ cancelled.
 * One runs at a time: it may use every core. A platform that was stopped or killed puts what was running back into the
 * queue when it starts again; searches go on where they were, as their trials are in the ledger.
 */
export class JobService implements JobPort {
  readonly #options: JobServiceOptions;
  readonly #listeners = new Set<(jobs: readonly JobMessage[]) => void>();
  readonly #ended = new AbortController();
  #jobs: Mutable<JobMessage>[] = [];
  #running: { readonly id: string; readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  #telling = false;
  #saving: Promise<void> = Promise.resolve();
  #number = 0;

  private constructor(options: JobServiceOptions) {
    this.#options = options;
  }

  /** Opens the queue as it was left and goes on with it. */
  static async open(options: JobServiceOptions): Promise<JobService> {
    const service = new JobService(options);
    service.#jobs = (await options.list.load()).map((job) =>
      isOver(job) ? { ...job } : { ...job, state: 'queued', doneFraction: 0, step: '', msLeft: null, startedAt: null },
    );
    service.#number = Math.max(0, ...service.#jobs.map(({ id }) => Number(id.slice(4))));
    service.#next();
    return service;
  }

  strategies(): Promise<readonly StrategyInfoMessage[]> {
    return this.#options.strategies();
  }

  list(): readonly JobMessage[] {
    return this.#jobs.map((job) => ({ ...job }));
  }

  async ask(request: JobRequest): Promise<JobMessage> {
    const known = await this.strategies();
    const strategy = known.find(({ id }) => id === request.strategy);
    if (strategy === undefined) {
      throw errors.STRATEGY_NOT_LISTED({ strategy: request.strategy, known: known.map(({ id }) => id).join(', ') });
    }
    if (this.#jobs.filter(({ state }) => state === 'queued').length >= WAITING_MAX) {
      throw errors.TOO_MANY_JOBS({ count: WAITING_MAX });
    }
    const job: Mutable<JobMessage> = {
      id: `job-${String(++this.#number).padStart(5, '0')}`,
      request,
      title: `${strategy.name} ${request.symbols.join(', ')} ${request.timeframe}`,
      state: 'queued',
      doneFraction: 0,
      step: '',
      askedAt: this.#now(),
      startedAt: null,
      finishedAt: null,
      msLeft: null,
      runId: null,
      headline: null,
      failure: null,
    };
    this.#jobs = this.#remembered([job, ...this.#jobs]);
    this.#changed();
    this.#next();
    return { ...job };
  }

  cancel(id: string): JobMessage {
    const job = this.#jobs.find((one) => one.id === id);
    if (job === undefined) throw errors.JOB_NOT_FOUND({ id });
    if (job.state === 'queued') this.#end(job, 'cancelled');
    else if (job.state === 'running' && this.#running?.id === id) {
      job.step = 'stopping';
      this.#running.abort.abort(new DOMException('cancelled by a person', 'AbortError'));
      this.#changed();
    }
    return { ...job };
  }

  subscribe(listener: (jobs: readonly JobMessage[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops the job that runs, which stays in the queue, and writes the list down. */
  async close(): Promise<void> {
    this.#ended.abort(new DOMException('the platform stops', 'AbortError'));
    this.#running?.abort.abort(this.#ended.signal.reason);
    await this.#running?.done;
    await this.#saving;
  }

  #now(): EpochMs {
    return this.#options.scheduler.clock.now();
  }

  #remembered(jobs: Mutable<JobMessage>[]): Mutable<JobMessage>[] {
    let left = REMEMBERED;
    return jobs.filter((job) => !isOver(job) || left-- > 0);
  }

  #next(): void {
    if (this.#running !== null || this.#ended.signal.aborted) return;
    const job = this.#jobs.findLast(({ state }) => state === 'queued');
    if (job === undefined) return;
    const abort = new AbortController();
    job.state = 'running';
    job.startedAt = this.#now();
    this.#changed();
    const done = this.#carryOut(job, abort.signal).then(() => {
      this.#running = null;
      this.#next();
    });
    this.#running = { id: job.id, abort, done };
  }

  async #carryOut(job: Mutable<JobMessage>, signal: AbortSignal): Promise<void> {
    const onProgress = (doneFraction: number, detail: string): void => {
      job.doneFraction = doneFraction;
      job.step = detail;
      const spent = this.#now() - job.startedAt!;
      job.msLeft = doneFraction < ESTIMATE_FROM ? null : Math.round((spent / doneFraction) * (1 - doneFraction));
      this.#tell();
    };
    try {
      const { runId, headline } = await this.#options.run(job.request, { onProgress, signal });
      job.runId = runId;
      job.headline = headline;
      job.doneFraction = 1;
      this.#end(job, 'done');
    } catch (error) {
      if (this.#ended.signal.aborted) return this.#putBack(job);
      if (signal.aborted) return this.#end(job, 'cancelled');
      job.failure = describe(error);
      if (!(error instanceof PipwrightError)) this.#options.onFailure(error);
      this.#end(job, 'failed');
    }
  }

  #putBack(job: Mutable<JobMessage>): void {
    job.state = 'queued';
    this.#changed();
  }

  #end(job: Mutable<JobMessage>, state: JobMessage['state']): void {
    job.state = state;
    job.step = '';
    job.msLeft = null;
    job.finishedAt = this.#now();
    this.#changed();
  }

  /** Something that must outlive the process has changed. */
  #changed(): void {
    const jobs = this.list();
    this.#saving = this.#saving
      .then(() => this.#options.list.save(jobs))
      .catch((error: unknown) => {
        this.#options.onFailure(error);
      });
    this.#tell();
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    void this.#tellSoon();
  }

  async #tellSoon(): Promise<void> {
    await this.#options.scheduler.delay(TELL_EVERY_MS, this.#ended.signal).catch(() => undefined);
    this.#telling = false;
    const jobs = this.list();
    for (const listener of this.#listeners) listener(jobs);
  }
}

function describe(error: unknown): { readonly message: string; readonly action: string } {
  if (error instanceof PipwrightError) return { message: error.message, action: error.action };
  return { message: 'The job could not be started.', action: 'Look at the log of the platform.' };
}
