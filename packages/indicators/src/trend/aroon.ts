import { columnKernel, deliver, deliverFrom, outputPointer } from '../cells/kernel.ts';
import { RollingChannelAge } from '../cells/rolling-channel-age.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Aroon (Chande, 1995): how recent the highest high and the lowest low of `period` + 1 bars are, 100 (now) to 0. */
export class Aroon extends Indicator {
  readonly #period: number;
  readonly #ages: RollingChannelAge;

  constructor({ period = 25 }: BarsOptions = {}) {
    requireWhole('aroon', 'period', period, 1);
    const warmUp = [period + 1, period + 1, period + 1];
    super({ id: 'aroon', parameters: { period }, outputs: ['up', 'down', 'oscillator'], warmUp }, ['high', 'low']);
    this.#period = period;
    this.#ages = new RollingChannelAge(this.memory, period + 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [up, down, oscillator] = outputs as [Float64Array, Float64Array, Float64Array];
    const period = this.#period;
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const rows = to - from;
      const highs = scratch(0, rows);
      const lows = scratch(1, rows);
      this.#ages.run(bars.high, bars.low, from, to, highs, lows, 0);
      kernel.aroon(highs.byteOffset, lows.byteOffset, rows, period, outputPointer(oscillator, from, 0));
      deliverFrom(highs, up, from, rows);
      deliverFrom(lows, down, from, rows);
      return deliver(oscillator, from, rows, 0);
    }
    this.#ages.run(bars.high, bars.low, from, to, up, down, from);
    for (let row = from; row < to; row++) {
      const upper = (100 * (period - (up[row] as number))) / period;
      const lower = (100 * (period - (down[row] as number))) / period;
      up[row] = upper;
      down[row] = lower;
      oscillator[row] = upper - lower;
    }
  }
}
