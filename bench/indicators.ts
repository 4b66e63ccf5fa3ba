import type { Bars } from '@pipwright/indicators';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { INDICATOR_JOBS, type IndicatorJob } from './indicator-jobs.ts';
import { FULL_M1, madeMarket } from './made-market.ts';

const SMALL = 20_000;
/** What the 20 functions may take for each bar: 0.8 of TA-Lib's 187 ns on the reference machine. */
const NS_PER_BAR_MAX = 150;

/** Outputs that are there before the clock starts, as in TA-Lib: touching fresh memory is not what is measured. */
class Job {
  readonly name: string;
  readonly outputs: readonly Float64Array[];
  readonly #job: IndicatorJob;

  constructor(job: IndicatorJob, length: number) {
    this.name = job.name;
    this.#job = job;
    this.outputs = job.create().outputs.map(() => new Float64Array(length).fill(1));
  }

  /** Milliseconds over all bars. */
  run(bars: Bars, length: number): number {
    const indicator = this.#job.create();
    const start = performance.now();
    indicator.process(bars, 0, length, this.outputs);
    return performance.now() - start;
  }
}

export const indicators: Benchmark = {
  name: 'indicators',
  what: "20 indicators with TA-Lib's default parameters over ten years of M1, one after another",
  unit: 'bars',
  budget: { kind: 'duration', msMax: (FULL_M1 * NS_PER_BAR_MAX) / 1e6 },
  prepare(size) {
    const { candles } = madeMarket('M1', size === 'full' ? FULL_M1 : SMALL);
    const { length } = candles;
    const jobs = INDICATOR_JOBS.map((job) => new Job(job, length));
    const pass = () => {
      const nsPerBar = jobs.map((job) => [`${job.name}Ns`, (job.run(candles, length) / length) * 1e6] as const);
      const digest = () => digestOf(jobs.flatMap(({ name, outputs }) => [name, ...outputs]));
      return Promise.resolve({ count: length, digest, figures: () => Object.fromEntries(nsPerBar) });
    };
    return Promise.resolve({ pass, dispose: nothingToDispose });
  },
};
