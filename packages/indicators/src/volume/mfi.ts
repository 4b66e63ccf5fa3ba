import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Money flow index (Quong and Soudack): flow at rising typical prices in percent of all flow; 50 without any. */
export class Mfi extends Indicator {
  readonly #previous: Lag;
  readonly #positive: RollingSum;
  readonly #negative: RollingSum;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('mfi', 'period', period, 1);
    super({ id: 'mfi', parameters: { period }, outputs: ['mfi'], warmUp: [period + 1] }, [
      'high',
      'low',
      'close',
      'volume',
    ]);
    this.#previous = new Lag(this.memory, 1);
    this.#positive = new RollingSum(this.memory, period);
    this.#negative = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close, volume } = bars;
    const rising = scratch(0, to - from);
    const falling = scratch(1, to - from);
    let previous = this.#previous.full ? this.#previous.next : Number.NaN;
    for (let row = from; row < to; row++) {
      const typical = ((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3;
      // NaN at the first bar. Comparisons as numbers, since a branch would often guess wrongly which way a bar goes.
      const flow = typical * (volume[row] as number) + 0 * previous;
      rising[row - from] = flow * +(typical > previous);
      falling[row - from] = flow * +(typical < previous);
      previous = typical;
    }
    this.#previous.step(previous);
    this.#positive.run(rising, 0, to - from, output, from);
    this.#negative.run(falling, 0, to - from, rising, 0);
    for (let row = from; row < to; row++) {
      const positive = output[row] as number;
      const all = positive + (rising[row - from] as number);
      output[row] = all === 0 ? 50 : (100 * positive) / all;
    }
  }
}
