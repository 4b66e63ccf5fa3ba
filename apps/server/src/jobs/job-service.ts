import { PipwrightError, type EpochMs } from '@pipwright/model';
import type { Scheduler } from '@pipwright/kernel';
import type {
  JobMessage,
  JobRequest,
  ModelSeriesMessage,
  SeriesStatusMessage,
  StrategyInfoMessage,
} from '@pipwright/protocol';
import { errors } from '../errors.ts';
import type { JobList } from './job-list.ts';
import type { JobChange, JobChoices, JobPort } from './job-port.ts';
import type { JobControl } from './job-process.ts';
import { JobProgress } from './job-progress.ts';
import type { JobResult } from './job-result.ts';

export interface JobServiceOptions {
  readonly scheduler: Scheduler;
  readonly list: JobList;
  readonly choices: JobChoices;
  /** Does one job. */
  readonly run: (request: JobRequest, control: JobControl) => Promise<JobResult>;
  /** Told of every failure, for the log; `job` is null where it is the platform's own, as a list that cannot be written. */
  readonly onFailure: (error: unknown, job: JobMessage | null) => void;
}

/** Jobs that are remembered; older ones that have ended are forgotten, their runs are not. */
const REMEMBERED = 100;
const WAITING_MAX = 20;
const TELL_EVERY_MS = 250;
/** The time that a job has run is told so often, whatever it says itself. */
const BEAT_MS = 1000;

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Job = Mutable<JobMessage>;

const isOver = ({ state }: JobMessage): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

interface Running {
  readonly id: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/*
 * The life of a job: queued ──▶ running ──▶ done | failed | cancelled, and queued ──▶ cancelled.
 * One runs at a time: it may use every core. A platform that was stopped or killed puts what was running back into the
 * queue when it starts again; searches go on where they were, as their trials are in the ledger.
 */
export class JobService implements JobPort {
  readonly #options: JobServiceOptions;
  readonly #listeners = new Set<(change: JobChange) => void>();
  readonly #ended = new AbortController();
  /** Newest first. */
  #jobs: Job[] = [];
  #running: Running | null = null;
  /** Changed since it was told last. */
  readonly #untold = new Set<string>();
  #telling = false;
  #saving: Promise<void> = Promise.resolve();
  #saveAsked = false;
  #number = 0;

  private constructor(options: JobServiceOptions) {
    this.#options = options;
  }

  /** Opens the queue as it was left and goes on with it. */
  static async open(options: JobServiceOptions): Promise<JobService> {
    const service = new JobService(options);
    service.#jobs = (await options.list.load()).map((job) => (isOver(job) ? { ...job } : waiting(job)));
    service.#number = Math.max(0, ...service.#jobs.map(({ id }) => Number(id.slice(4)) || 0));
    service.#next();
    return service;
  }

  strategies(): Promise<readonly StrategyInfoMessage[]> {
    return this.#options.choices.strategies();
  }

  series(): Promise<readonly SeriesStatusMessage[]> {
    return this.#options.choices.series();
  }

  models(): Promise<readonly ModelSeriesMessage[]> {
    return this.#options.choices.models();
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
    if (strategy.problem !== null) {
      throw errors.STRATEGY_UNUSABLE({ strategy: request.strategy, problem: strategy.problem });
    }
    if (this.#jobs.filter(({ state }) => state === 'queued').length >= WAITING_MAX) {
      throw errors.TOO_MANY_JOBS({ count: WAITING_MAX });
    }
    const job = newJob(++this.#number, request, strategy.name, this.#now());
    this.#jobs = this.#remembered([job, ...this.#jobs]);
    this.#changed(job);
    this.#next();
    return { ...job };
  }

  cancel(id: string): JobMessage {
    const job = this.#found(id);
    if (job.state === 'queued') this.#end(job, 'cancelled');
    else if (job.state === 'running' && this.#running?.id === id) {
      job.step = 'stopping';
      this.#running.abort.abort(new DOMException('cancelled by a person', 'AbortError'));
      this.#tell(job);
    }
    return { ...job };
  }

  forget(id?: string): void {
    if (id !== undefined && !isOver(this.#found(id))) throw errors.JOB_NOT_ENDED({ id });
    this.#jobs = this.#jobs.filter((job) => !isOver(job) || (id !== undefined && job.id !== id));
    this.#changed();
  }

  subscribe(listener: (change: JobChange) => void): () => void {
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

  #found(id: string): Job {
    const job = this.#jobs.find((one) => one.id === id);
    if (job === undefined) throw errors.JOB_NOT_FOUND({ id });
    return job;
  }

  #remembered(jobs: Job[]): Job[] {
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
    this.#changed(job);
    const done = this.#carryOut(job, abort.signal).then(() => {
      this.#running = null;
      this.#next();
    });
    this.#running = { id: job.id, abort, done };
  }

  async #carryOut(job: Job, signal: AbortSignal): Promise<void> {
    const startedAt = job.startedAt as EpochMs;
    const progress = new JobProgress(startedAt);
    const over = new AbortController();
    const onProgress = (doneFraction: number, detail: string): void => {
      if (over.signal.aborted || signal.aborted) return;
      job.doneFraction = doneFraction;
      job.step = detail;
      progress.add(this.#now(), doneFraction);
      beat();
    };
    const beat = (): void => {
      job.msSpent = this.#now() - startedAt;
      job.msLeft = signal.aborted ? null : progress.msLeft(this.#now());
      this.#tell(job);
    };
    void this.#beatUntil(over.signal, beat);
    try {
      const { runId, headline, outcome } = await this.#options.run(job.request, { onProgress, signal });
      Object.assign(job, { runId, headline, outcome, doneFraction: 1 });
      this.#end(job, 'done');
    } catch (error) {
      if (this.#ended.signal.aborted) this.#putBack(job);
      else if (signal.aborted) this.#end(job, 'cancelled');
      else this.#fail(job, error);
    } finally {
      over.abort();
    }
  }

  async #beatUntil(over: AbortSignal, beat: () => void): Promise<void> {
    while (!over.aborted) {
      beat();
      await this.#options.scheduler.delay(BEAT_MS, over).catch(() => undefined);
    }
  }

  #putBack(job: Job): void {
    Object.assign(job, waiting(job));
    this.#changed(job);
  }

  #fail(job: Job, error: unknown): void {
    job.failure = describe(error);
    this.#end(job, 'failed');
    this.#options.onFailure(error, { ...job });
  }

  #end(job: Job, state: JobMessage['state']): void {
    job.state = state;
    job.step = '';
    job.msLeft = null;
    job.finishedAt = this.#now();
    job.msSpent = job.startedAt === null ? 0 : job.finishedAt - job.startedAt;
    this.#changed(job);
  }

  /** Something that must outlive the process has changed. */
  #changed(job?: Job): void {
    this.#save();
    this.#tell(job);
  }

  /** One write at a time, of the newest state. */
  #save(): void {
    if (this.#saveAsked) return;
    this.#saveAsked = true;
    this.#saving = this.#saving
      .then(() => {
        this.#saveAsked = false;
        return this.#options.list.save(this.list());
      })
      .catch((error: unknown) => this.#options.onFailure(error, null));
  }

  #tell(job?: Job): void {
    if (job !== undefined) this.#untold.add(job.id);
    if (this.#telling) return;
    this.#telling = true;
    void this.#tellSoon();
  }

  async #tellSoon(): Promise<void> {
    await this.#options.scheduler.delay(TELL_EVERY_MS, this.#ended.signal).catch(() => undefined);
    this.#telling = false;
    const jobs = this.#jobs.filter(({ id }) => this.#untold.has(id)).map((job) => ({ ...job }));
    this.#untold.clear();
    const change: JobChange = { ids: this.#jobs.map(({ id }) => id), jobs };
    for (const listener of this.#listeners) listener(change);
  }
}

function newJob(number: number, request: JobRequest, strategy: string, askedAt: EpochMs): Job {
  return {
    id: `job-${String(number).padStart(5, '0')}`,
    request,
    title: `${strategy} ${request.symbols.join(', ')} ${request.timeframe}`,
    state: 'queued',
    doneFraction: 0,
    step: '',
    askedAt,
    startedAt: null,
    finishedAt: null,
    msSpent: 0,
    msLeft: null,
    runId: null,
    headline: null,
    outcome: null,
    failure: null,
  };
}

/** A job as it is before it starts. */
function waiting(job: JobMessage): Job {
  return { ...job, state: 'queued', doneFraction: 0, step: '', startedAt: null, msSpent: 0, msLeft: null };
}

function describe(error: unknown): { readonly message: string; readonly action: string } {
  if (error instanceof PipwrightError) return { message: error.message, action: error.action };
  return { message: 'The job could not be started.', action: 'Look at the log of the platform.' };
}
