import { RollingSum } from '../cells/rolling-sum.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import type { TickColumn } from './tick-columns.ts';
import { TickRule } from './tick-rule.ts';

/**
 * Delta volume of ticks: the volume of a tick (both sides) with the side that the tick rule gives it. `delta` is of the
 * tick, `rolling` of the last `period`, `cumulative` of all. A tick before the first move, or without volume, adds 0.
 */
export class TickDelta extends StreamIndicator<Exclude<TickColumn, 'time'>> {
  readonly #rule: TickRule;
  readonly #sum: RollingSum;
  readonly #all: Float64Array;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('tick-delta', 'period', period, 1);
    const outputs = ['delta', 'rolling', 'cumulative'];
    const shape = { id: 'tick-delta', parameters: { period }, outputs, warmUp: [1, period, 1] };
    super(shape, ['bid', 'ask', 'bidVolume', 'askVolume']);
    this.#rule = new TickRule(this.memory);
    this.#sum = new RollingSum(this.memory, period);
    this.#all = this.memory.numbers(1);
  }

  compute(
    ticks: Columns<Exclude<TickColumn, 'time'>>,
    from: number,
    to: number,
    outputs: readonly Float64Array[],
  ): void {
    const [deltas, rolling, cumulative] = outputs as [Float64Array, Float64Array, Float64Array];
    let all = this.#all[0] as number;
    for (let row = from; row < to; row++) {
      this.#rule.step(ticks.bid[row] as number, ticks.ask[row] as number);
      const volume = (ticks.bidVolume[row] as number) + (ticks.askVolume[row] as number);
      const delta = volume === 0 ? 0 : this.#rule.side * volume;
      all += delta;
      deltas[row] = delta;
      rolling[row] = this.#sum.step(delta);
      cumulative[row] = all;
    }
    this.#all[0] = all;
  }
}
