import type { JobMessage, JobRequest, StrategyInfoMessage } from '@pipwright/protocol';

/** What the HTTP side needs to have work done. */
export interface JobPort {
  /** Strategies that can be asked for. */
  strategies(): Promise<readonly StrategyInfoMessage[]>;
  /** Newest first. */
  list(): readonly JobMessage[];
  /** Puts a job into the queue. Throws `STRATEGY_NOT_FOUND`, `TOO_MANY_JOBS`. */
  ask(request: JobRequest): Promise<JobMessage>;
  /** Stops a job that waits or runs; one that has ended stays as it is. Throws `JOB_NOT_FOUND`. */
  cancel(id: string): JobMessage;
  /** Calls `listener` with all jobs whenever one has changed, at most a few times a second. The result ends it. */
  subscribe(listener: (jobs: readonly JobMessage[]) => void): () => void;
}
