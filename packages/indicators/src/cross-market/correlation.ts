import { RollingCovariance } from '../cells/rolling-covariance.ts';
import { PairIndicator } from '../contract/indicator.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import { PairValues, requireFlag, type PairOptions } from './pair-values.ts';

type Pairs = Columns<'x' | 'y'>;

/** Figures of the last `period` pairs of log returns (or values), for indicators that read them from `window`. */
abstract class PairWindowIndicator extends PairIndicator {
  protected readonly window: RollingCovariance;
  readonly #x: PairValues;
  readonly #y: PairValues;

  constructor(id: string, outputs: readonly string[], period: number, returns: number) {
    requireWhole(id, 'period', period, 2);
    requireFlag(id, 'returns', returns);
    const warmUp = outputs.map(() => period + returns);
    super({ id, parameters: { period, returns }, outputs, warmUp });
    this.window = new RollingCovariance(this.memory, period);
    this.#x = new PairValues(this.memory, returns);
    this.#y = new PairValues(this.memory, returns);
  }

  protected take(pairs: Pairs, row: number): void {
    this.window.step(this.#x.step(pairs.x[row] as number), this.#y.step(pairs.y[row] as number));
  }
}

/** Pearson's correlation of x and y over the last `period` log returns (or values); 0 where one does not vary. */
export class Correlation extends PairWindowIndicator {
  constructor({ period = 50, returns = 1 }: PairOptions = {}) {
    super('correlation', ['correlation'], period, returns);
  }

  compute(pairs: Pairs, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      this.take(pairs, row);
      output[row] = this.window.correlation;
    }
  }
}

/**
 * Least squares line of y on x over the last `period` log returns (or values): `beta` is its slope, `alpha` where it
 * crosses 0, per bar. Where x does not vary beta is 0 and alpha the mean of y.
 */
export class Beta extends PairWindowIndicator {
  constructor({ period = 50, returns = 1 }: PairOptions = {}) {
    super('beta', ['beta', 'alpha'], period, returns);
  }

  compute(pairs: Pairs, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [betas, alphas] = outputs as [Float64Array, Float64Array];
    const window = this.window;
    for (let row = from; row < to; row++) {
      this.take(pairs, row);
      const beta = window.slope;
      betas[row] = beta;
      alphas[row] = window.meanY - beta * window.meanX;
    }
  }
}
