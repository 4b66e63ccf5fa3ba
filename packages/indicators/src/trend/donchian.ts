import { RollingChannel } from '../cells/rolling-channel.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Donchian channel: highest high and lowest low of the last `period` bars, this one included, and the middle. */
export class Donchian extends Indicator {
  readonly #channel: RollingChannel;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('donchian', 'period', period, 1);
    const warmUp = [period, period, period];
    super({ id: 'donchian', parameters: { period }, outputs: ['upper', 'middle', 'lower'], warmUp }, ['high', 'low']);
    this.#channel = new RollingChannel(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [upper, middle, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    this.#channel.run(bars.high, bars.low, from, to, upper, lower, from);
    for (let row = from; row < to; row++) middle[row] = ((upper[row] as number) + (lower[row] as number)) / 2;
  }
}
