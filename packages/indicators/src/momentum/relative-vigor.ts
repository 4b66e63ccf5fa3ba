import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SymmetricAverage } from '../cells/symmetric-average.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Relative vigor index (Ehlers, 2002): close less open in proportion to high less low, both averaged over four bars with
 * the weights 1, 2, 2, 1 and added up over `period`; 0 without a range. `signal` averages it with the same weights.
 */
export class RelativeVigor extends Indicator {
  readonly #move: SymmetricAverage;
  readonly #range: SymmetricAverage;
  readonly #moves: RollingSum;
  readonly #ranges: RollingSum;
  readonly #signal: SymmetricAverage;

  constructor({ period = 10 }: BarsOptions = {}) {
    requireWhole('relative-vigor', 'period', period, 1);
    const outputs = ['vigor', 'signal'];
    super({ id: 'relative-vigor', parameters: { period }, outputs, warmUp: [period + 3, period + 6] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#move = new SymmetricAverage(this.memory);
    this.#range = new SymmetricAverage(this.memory);
    this.#moves = new RollingSum(this.memory, period);
    this.#ranges = new RollingSum(this.memory, period);
    this.#signal = new SymmetricAverage(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [vigor, signal] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const move = this.#moves.step(this.#move.step((bars.close[row] as number) - (bars.open[row] as number)));
      const range = this.#ranges.step(this.#range.step((bars.high[row] as number) - (bars.low[row] as number)));
      const value = quotient(move, range, 0);
      vigor[row] = value;
      signal[row] = this.#signal.step(value);
    }
  }
}
