import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';

/**
 * Realised volatility of the last `period` returns from tick to tick, in log returns of the middle over the window:
 * `realised` is the root of the sum of their squares. `corrected` adds twice the product of neighbours, which takes out
 * the bouncing of quotes, and is 0 where nothing else is left. A return from or to a middle that is not positive is 0.
 */
export class TickVolatility extends StreamIndicator<'bid' | 'ask'> {
  readonly #middle: Lag;
  readonly #return: Lag;
  readonly #squares: RollingSum;
  readonly #corrected: RollingSum;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('tick-volatility', 'period', period, 1);
    const outputs = ['realised', 'corrected'];
    const warmUp = [period + 1, period + 2];
    super({ id: 'tick-volatility', parameters: { period }, outputs, warmUp }, ['bid', 'ask']);
    this.#middle = new Lag(this.memory, 1);
    this.#return = new Lag(this.memory, 1);
    this.#squares = new RollingSum(this.memory, period);
    this.#corrected = new RollingSum(this.memory, period);
  }

  compute(ticks: Columns<'bid' | 'ask'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [realised, corrected] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const middle = ((ticks.bid[row] as number) + (ticks.ask[row] as number)) / 2;
      const before = this.#middle.step(middle);
      const change = before > 0 && middle > 0 ? Math.log(middle) - Math.log(before) : before - before;
      const last = this.#return.step(change);
      const square = change * change;
      realised[row] = Math.sqrt(this.#squares.step(square));
      const sum = this.#corrected.step(square + 2 * change * last);
      corrected[row] = sum < 0 ? 0 : Math.sqrt(sum);
    }
  }
}
