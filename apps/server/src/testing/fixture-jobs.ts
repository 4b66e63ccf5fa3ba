import type {
  JobMessage,
  JobRequest,
  ModelSeriesMessage,
  SeriesStatusMessage,
  StrategyInfoMessage,
} from '@pipwright/protocol';
import type { JobChange, JobPort } from '../jobs/job-port.ts';

/** A strategy with a parameter of each kind. */
export const FIXTURE_STRATEGY: StrategyInfoMessage = {
  id: 'ema-cross',
  name: 'ema-cross',
  description: 'Two averages.',
  shipped: true,
  model: 'none',
  parameters: [
    {
      name: 'fast',
      kind: 'integer',
      default: 10,
      min: 2,
      max: 100,
      step: 1,
      values: [],
      gridValues: 99,
      description: 'Fast one',
    },
    {
      name: 'stop',
      kind: 'number',
      default: 2,
      min: 0.5,
      max: 5,
      step: null,
      values: [],
      gridValues: 11,
      description: 'Stop',
    },
    {
      name: 'side',
      kind: 'choice',
      default: 'both',
      min: null,
      max: null,
      step: null,
      values: ['both', 'long'],
      gridValues: 2,
      description: 'Sides',
    },
    {
      name: 'trail',
      kind: 'flag',
      default: false,
      min: null,
      max: null,
      step: null,
      values: [],
      gridValues: 2,
      description: 'Trail',
    },
  ],
  problem: null,
};

const FIXTURE_SERIES: SeriesStatusMessage = {
  symbol: 'EURUSD',
  timeframe: 'H1',
  count: 1000,
  firstTime: 1_500_000_000_000,
  lastTime: 1_503_600_000_000,
  sources: ['made'],
  assumedAsk: 0,
};

/** Jobs that a test makes and changes by hand. */
export class FixtureJobs implements JobPort {
  readonly asked: JobRequest[] = [];
  jobs: JobMessage[] = [];
  readonly #listeners = new Set<(change: JobChange) => void>();

  async strategies(): Promise<readonly StrategyInfoMessage[]> {
    return [FIXTURE_STRATEGY];
  }

  async series(): Promise<readonly SeriesStatusMessage[]> {
    return [FIXTURE_SERIES];
  }

  async models(): Promise<readonly ModelSeriesMessage[]> {
    return [{ symbol: 'EURUSD', timeframe: 'H1' }];
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

  forget(id?: string): void {
    this.jobs = this.jobs.filter((job) => job.state === 'queued' || (id !== undefined && job.id !== id));
    this.publish();
  }

  subscribe(listener: (change: JobChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(): void {
    const ids = this.jobs.map(({ id }) => id);
    for (const listener of this.#listeners) listener({ ids, jobs: this.jobs });
  }
}

function madeJob(number: number, request: JobRequest): JobMessage {
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
    msSpent: 0,
    msLeft: null,
    runId: null,
    headline: null,
    outcome: null,
    failure: null,
  };
}
