import { NOTHING as nothing } from '../cells/quotient.ts';
import { ExponentialAverage } from '../cells/exponential-average.ts';
import { trueRange, TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

/** Average true range (Wilder, 1978), and in percent of the close (`percent`, also called NATR; 0 where the close is 0). */
export class Atr extends Indicator {
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('atr', 'period', period, 1);
    super({ id: 'atr', parameters: { period }, outputs: ['atr', 'percent'], warmUp: [period + 1, period + 1] }, [
      'high',
      'low',
      'close',
    ]);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [atr, percent] = outputs as [Float64Array, Float64Array];
    let row = from;
    for (; row < to && !this.#average.seeded; row++) {
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, close);
      const average = this.#average.step(range);
      atr[row] = average;
      percent[row] = Math.abs(close) < NOTHING ? 0 : (100 * average) / close;
    }
    if (row < to) this.#run(bars, row, to, outputs);
  }

  /** The rows after the warm-up. */
  #run({ high, low, close }: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [atr, percent] = outputs as [Float64Array, Float64Array];
    const { weight } = this.#average;
    let average = this.#average.value;
    let previous = this.#trueRange.previousClose;
    for (let row = from; row < to; row++) {
      const last = close[row] as number;
      average += weight * (trueRange(high[row] as number, low[row] as number, previous) - average);
      previous = last;
      atr[row] = average;
      percent[row] = Math.abs(last) < NOTHING ? 0 : (100 * average) / last;
    }
    this.#average.value = average;
    this.#trueRange.take(previous);
  }
}
