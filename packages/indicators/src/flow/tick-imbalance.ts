import { RollingSum } from '../cells/rolling-sum.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import { TickRule } from './tick-rule.ts';

/**
 * Up and down ticks of the last `period` ticks by the tick rule: `imbalance` is bought minus sold over all, -1 to 1;
 * `moving` is the share of the ticks that moved the middle.
 */
export class TickImbalance extends StreamIndicator<'bid' | 'ask'> {
  readonly #period: number;
  readonly #rule: TickRule;
  readonly #sides: RollingSum;
  readonly #moves: RollingSum;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('tick-imbalance', 'period', period, 1);
    const outputs = ['imbalance', 'moving'];
    super({ id: 'tick-imbalance', parameters: { period }, outputs, warmUp: [period, period] }, ['bid', 'ask']);
    this.#period = period;
    this.#rule = new TickRule(this.memory);
    this.#sides = new RollingSum(this.memory, period);
    this.#moves = new RollingSum(this.memory, period);
  }

  compute(ticks: Columns<'bid' | 'ask'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [imbalance, moving] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const move = this.#rule.step(ticks.bid[row] as number, ticks.ask[row] as number);
      imbalance[row] = this.#sides.step(this.#rule.side) / this.#period;
      moving[row] = this.#moves.step(move === 0 ? 0 : 1) / this.#period;
    }
  }
}
