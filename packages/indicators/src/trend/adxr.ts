import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { DirectionalContrast } from './directional-contrast.ts';

/** Average directional movement rating (Wilder, 1978): the mean of the ADX now and `period` - 1 bars ago. */
export class Adxr extends Indicator {
  readonly #contrast: DirectionalContrast;
  readonly #adx: ExponentialAverage;
  readonly #before: Lag;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('adxr', 'period', period, 2);
    const shape = { id: 'adxr', parameters: { period }, outputs: ['adxr'], warmUp: [3 * period - 1] };
    super(shape, ['high', 'low', 'close']);
    this.#contrast = new DirectionalContrast(this.memory, period);
    this.#adx = new ExponentialAverage(this.memory, period, 1 / period);
    this.#before = new Lag(this.memory, period - 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const contrast = this.#contrast.step(
        bars.high[row] as number,
        bars.low[row] as number,
        bars.close[row] as number,
      );
      const adx = this.#adx.step(contrast);
      output[row] = (adx + this.#before.step(adx)) / 2;
    }
  }
}
