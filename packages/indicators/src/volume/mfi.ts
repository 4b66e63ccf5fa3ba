import { NOTHING as nothing } from '../cells/quotient.ts';
import { columnKernel, deliver, inputPointer, outputPointer } from '../cells/kernel.ts';
import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

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
    const rows = to - from;
    const output = outputs[0] as Float64Array;
    const rising = scratch(0, rows);
    const falling = scratch(1, rows);
    const positive = scratch(2, rows);
    const negative = scratch(3, rows);
    this.#flows(bars, from, to, rising, falling);
    this.#positive.run(rising, 0, rows, positive, 0);
    this.#negative.run(falling, 0, rows, negative, 0);
    const kernel = columnKernel(rows);
    if (kernel !== undefined) {
      kernel.share(positive.byteOffset, negative.byteOffset, rows, outputPointer(output, from, 0));
      return deliver(output, from, rows, 0);
    }
    for (let row = 0; row < rows; row++) {
      const all = (positive[row] as number) + (negative[row] as number);
      output[from + row] = Math.abs(all) < NOTHING ? 50 : (100 * (positive[row] as number)) / all;
    }
  }

  /** Typical price times volume where the typical price rises, and where it falls; NaN at the first bar. */
  #flows(
    { high, low, close, volume }: Bars,
    from: number,
    to: number,
    rising: Float64Array,
    falling: Float64Array,
  ): void {
    let previous = this.#previous.full ? this.#previous.next : Number.NaN;
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const top = inputPointer(high, from, to, 0);
      const bottom = inputPointer(low, from, to, 1);
      const last = inputPointer(close, from, to, 2);
      const amount = inputPointer(volume, from, to, 3);
      const [up, down] = [rising.byteOffset, falling.byteOffset];
      this.#previous.step(kernel.flows(top, bottom, last, amount, to - from, up, down, previous));
      return;
    }
    for (let row = from; row < to; row++) {
      const typical = ((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3;
      // NaN at the first bar. Comparisons as numbers, since a branch would often guess wrongly which way a bar goes.
      const flow = typical * (volume[row] as number) + (previous - previous);
      rising[row - from] = flow * +(typical > previous);
      falling[row - from] = flow * +(typical < previous);
      previous = typical;
    }
    this.#previous.step(previous);
  }
}
