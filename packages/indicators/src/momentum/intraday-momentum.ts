import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Intraday momentum index (Chande): rises from open to close in percent of rises and falls; 50 where nothing moved. */
export class IntradayMomentum extends Indicator {
  readonly #rises: RollingSum;
  readonly #falls: RollingSum;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('intraday-momentum', 'period', period, 1);
    super({ id: 'intraday-momentum', parameters: { period }, outputs: ['index'], warmUp: [period] }, ['open', 'close']);
    this.#rises = new RollingSum(this.memory, period);
    this.#falls = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const move = (bars.close[row] as number) - (bars.open[row] as number);
      const rises = this.#rises.step(Math.max(move, 0));
      const moved = rises + this.#falls.step(Math.max(-move, 0));
      output[row] = moved === 0 ? 50 : (100 * rises) / moved;
    }
  }
}
