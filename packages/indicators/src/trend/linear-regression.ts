import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Least-squares line through the last `period` values: slope per bar, R² (0 where nothing moved), and the line's value
 * at the last bar (also called EPMA or the end point average).
 */
export class LinearRegression extends SeriesIndicator {
  readonly #window: RollingRegression;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    requireWhole('linear-regression', 'period', period, 2);
    const outputs = ['slope', 'rSquared', 'value'];
    super({ id: 'linear-regression', parameters: { period }, outputs, warmUp: [period, period, period] }, source);
    this.#window = new RollingRegression(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [slopes, rSquares, ends] = outputs as [Float64Array, Float64Array, Float64Array];
    this.#window.run(values, from, to, { slopes, rSquares, ends }, from);
  }
}
