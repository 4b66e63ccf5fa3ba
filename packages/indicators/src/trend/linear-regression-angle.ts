import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Angle in degrees, -90 to 90, of the straight line that fits the last `period` values best, one bar being as wide as
 * one unit of price is high (TA-Lib's LINEARREG_ANGLE).
 */
export class LinearRegressionAngle extends SeriesIndicator {
  readonly #window: RollingRegression;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    const id = 'linear-regression-angle';
    requireWhole(id, 'period', period, 2);
    super({ id, parameters: { period }, outputs: ['angle'], warmUp: [period] }, source);
    this.#window = new RollingRegression(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      this.#window.step(values[row] as number);
      output[row] = (Math.atan(this.#window.slope) * 180) / Math.PI;
    }
  }
}
