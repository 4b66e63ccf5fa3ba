import { quotient } from '../cells/quotient.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Acceleration bands (Headley): averages of the high raised, and the low lowered, by four times the bar's range in
 * proportion to high plus low (by nothing where that is 0), around the average of the close.
 */
export class AccelerationBands extends Indicator {
  readonly #middle: RollingMean;
  readonly #upper: RollingMean;
  readonly #lower: RollingMean;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('acceleration-bands', 'period', period, 1);
    const outputs = ['middle', 'upper', 'lower'];
    const warmUp = outputs.map(() => period);
    super({ id: 'acceleration-bands', parameters: { period }, outputs, warmUp }, ['high', 'low', 'close']);
    this.#middle = new RollingMean(this.memory, period);
    this.#upper = new RollingMean(this.memory, period);
    this.#lower = new RollingMean(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const share = quotient(4 * (high - low), high + low, 0);
      middle[row] = this.#middle.step(bars.close[row] as number);
      upper[row] = this.#upper.step(high * (1 + share));
      lower[row] = this.#lower.step(low * (1 - share));
    }
  }
}
