import type {
  JobMessage,
  JobRequest,
  ModelSeriesMessage,
  SeriesStatusMessage,
  StrategyInfoMessage,
} from '@pipwright/protocol';

/** What has changed of the jobs. */
export interface JobChange {
  /** Of all that there are, newest first. */
  readonly ids: readonly string[];
  /** Those that are new or have changed. */
  readonly jobs: readonly JobMessage[];
}

/** What a person can choose from. */
export interface JobChoices {
  strategies(): Promise<readonly StrategyInfoMessage[]>;
  /** Stored candles. */
  series(): Promise<readonly SeriesStatusMessage[]>;
  /** Series for which there is a model. */
  models(): Promise<readonly ModelSeriesMessage[]>;
}

/** What the HTTP side needs to have work done. */
export interface JobPort extends JobChoices {
  /** Newest first. */
  list(): readonly JobMessage[];
  /** Puts a job into the queue. Throws `STRATEGY_NOT_LISTED`, `STRATEGY_UNUSABLE`, `TOO_MANY_JOBS`. */
  ask(request: JobRequest): Promise<JobMessage>;
  /** Stops a job that waits or runs; one that has ended stays as it is. Throws `JOB_NOT_FOUND`. */
  cancel(id: string): JobMessage;
  /** Takes jobs that have ended off the list: one, or all. Their runs stay. Throws `JOB_NOT_FOUND`, `JOB_NOT_ENDED`. */
  forget(id?: string): void;
  /** Calls `listener` when jobs have changed, at most a few times a second. The result ends it. */
  subscribe(listener: (change: JobChange) => void): () => void;
}
