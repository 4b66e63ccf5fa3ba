import type { JobMessage, JobRequest, StrategyInfoMessage } from '@pipwright/protocol';
import type { JobPort } from '../jobs/job-port.ts';

/** A strategy with a parameter of each kind. */
export const FIXTURE_STRATEGY: StrategyInfoMessage = {
  id: 'ema-cross',
  name: 'ema-cross',
  description: 'Two averages.',
  shipped: true,
  model: 'none',
  parameters: [
    { name: 'fast', kind: 'integer', default: 10, min: 2, max: 100, step: 1, values: [], description: 'Fast one' },
    { name: 'stop', kind: 'number', default: 2, min: 0.5, max: 5, step: null, values: [], description: 'Stop' },
    {
      name: 'side',
      kind: 'choice',
      default: 'both',
      min: null,
      max: null,
      step: null,
      values: ['both', 'long'],
      description: 'Sides',
    },
    { name: 'trail', kind: 'flag', default: false, min: null, max: null, step: null, values: [], description: 'Trail' },
  ],
  problem: null,
};

/** Jobs that a test makes and changes by hand. */
export class FixtureJobs implements JobPort {
  readonly asked: JobRequest[] = [];
  jobs: JobMessage[] = [];
  readonly #listeners = new Set<(jobs: readonly JobMessage[]) => void>();

  async strategies(): Promise<readonly StrategyInfoMessage[]> {
    return [FIXTURE_STRATEGY];
  }

  list(): readonly JobMessage[] {
    return this.jobs;
  }

  async ask(request: JobRequest): Promise<JobMessage> {
    this.asked.push(request);
    const job = madeJob(this.jobs.length + 1, request);
    this.jobs = [job, ...this.jobs];
    this.publish();
    return job;
  }

  cancel(id: string): JobMessage {
    this.jobs = this.jobs.map((job) => (job.id === id ? { ...job, state: 'cancelled' } : job));
    this.publish();
    return this.jobs.find((job) => job.id === id)!;
  }

  subscribe(listener: (jobs: readonly JobMessage[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(): void {
    for (const listener of this.#listeners) listener(this.jobs);
  }
}

export function madeJob(number: number, request: JobRequest): JobMessage {
  return {
    id: `job-${String(number).padStart(5, '0')}`,
    request,
    title: `${request.strategy} ${request.symbols.join(', ')} ${request.timeframe}`,
    state: 'queued',
    doneFraction: 0,
    step: '',
    askedAt: 0,
    startedAt: null,
    finishedAt: null,
    msLeft: null,
    runId: null,
    headline: null,
    failure: null,
  };
}
