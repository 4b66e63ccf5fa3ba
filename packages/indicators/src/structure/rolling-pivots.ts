import { Lag } from '../cells/lag.ts';
import { RollingChannel } from '../cells/rolling-channel.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { floorLevels } from './session-pivot-kinds.ts';

/** Floor pivots of the `period` bars before this one: highest high, lowest low and last close in place of a session's. */
export class RollingPivots extends Indicator {
  readonly #channel: RollingChannel;
  /** Highest, lowest and close up to the bar before. */
  readonly #high: Lag;
  readonly #low: Lag;
  readonly #close: Lag;
  readonly #levels = new Float64Array(7);

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('rolling-pivots', 'period', period, 1);
    const outputs = ['pivot', 's1', 's2', 's3', 'r1', 'r2', 'r3'];
    const warmUp = outputs.map(() => period + 1);
    super({ id: 'rolling-pivots', parameters: { period }, outputs, warmUp }, ['high', 'low', 'close']);
    this.#channel = new RollingChannel(this.memory, period);
    this.#high = new Lag(this.memory, 1);
    this.#low = new Lag(this.memory, 1);
    this.#close = new Lag(this.memory, 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const levels = this.#levels;
    const highest = scratch(0, to - from);
    const lowest = scratch(1, to - from);
    this.#channel.run(bars.high, bars.low, from, to, highest, lowest, 0);
    for (let row = from; row < to; row++) {
      const high = this.#high.step(highest[row - from] as number);
      const low = this.#low.step(lowest[row - from] as number);
      const close = this.#close.step(bars.close[row] as number);
      floorLevels((high + low + close) / 3, high, low, levels);
      for (let index = 0; index < 7; index++) (outputs[index] as Float64Array)[row] = levels[index] as number;
    }
  }
}
