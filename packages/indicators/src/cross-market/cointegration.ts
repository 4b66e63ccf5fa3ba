import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingCovariance } from '../cells/rolling-covariance.ts';
import { PairIndicator } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';

/** What of the variance of y is below this share is rounding: the line then fits without a rest. */
const ROUNDING = 1e-13;

/**
 * How a spread y - slope x follows itself from one bar to the next, over the neighbours in a window, for any slope: it
 * keeps the covariances of x and y with x and y one bar before.
 */
class SpreadMemory {
  readonly #earlierX: Lag;
  readonly #earlierY: Lag;
  /** x with earlier x; x with earlier y; y with earlier x; y with earlier y; earlier x with earlier y. */
  readonly #xx: RollingCovariance;
  readonly #xy: RollingCovariance;
  readonly #yx: RollingCovariance;
  readonly #yy: RollingCovariance;
  readonly #earlier: RollingCovariance;

  constructor(memory: StateMemory, neighbours: number) {
    this.#earlierX = new Lag(memory, 1);
    this.#earlierY = new Lag(memory, 1);
    this.#xx = new RollingCovariance(memory, neighbours);
    this.#xy = new RollingCovariance(memory, neighbours);
    this.#yx = new RollingCovariance(memory, neighbours);
    this.#yy = new RollingCovariance(memory, neighbours);
    this.#earlier = new RollingCovariance(memory, neighbours);
  }

  step(x: number, y: number): void {
    const earlierX = this.#earlierX.step(x);
    const earlierY = this.#earlierY.step(y);
    this.#xx.step(x, earlierX);
    this.#xy.step(x, earlierY);
    this.#yx.step(y, earlierX);
    this.#yy.step(y, earlierY);
    this.#earlier.step(earlierX, earlierY);
  }

  /** Least squares slope of the spread on the spread one bar before; 0 where it does not vary. */
  persistence(slope: number): number {
    const both =
      this.#yy.covariance - slope * (this.#xy.covariance + this.#yx.covariance - slope * this.#xx.covariance);
    const earlier = this.#earlier;
    const varianceY = earlier.varianceY;
    const before = varianceY - slope * (2 * earlier.covariance - slope * earlier.varianceX);
    return before <= ROUNDING * varianceY ? 0 : quotient(both, before, 0);
  }
}

/**
 * Cointegration spread of two series (Engle and Granger): log y on log x by least squares over the last `period` bars.
 *
 * - `hedgeRatio`: the slope. `spread`: the distance of the last log y from the line. `zScore`: the spread over the
 *   deviation of all distances in the window.
 * - `halfLife`: bars in which half of a spread is gone, -ln 2 / ln of the slope of the distances on those one bar
 *   before. 0 where that slope is not above 0; at most `period`, which also stands for a spread that does not come back,
 *   since a slower return cannot be seen in the window.
 *
 * Where x does not vary the ratio is 0. Where the line fits without a rest, spread, score and half-life are 0. A price
 * that is not positive is taken as the last one that was (1 before there was one).
 */
export class Cointegration extends PairIndicator {
  readonly #period: number;
  readonly #window: RollingCovariance;
  readonly #spread: SpreadMemory;
  /** Logarithms of the last positive prices of x and y. */
  readonly #logs: Float64Array;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('cointegration', 'period', period, 2);
    const outputs = ['hedgeRatio', 'spread', 'zScore', 'halfLife'];
    super({ id: 'cointegration', parameters: { period }, outputs, warmUp: outputs.map(() => period) });
    this.#period = period;
    this.#window = new RollingCovariance(this.memory, period);
    this.#spread = new SpreadMemory(this.memory, period - 1);
    this.#logs = this.memory.numbers(2);
  }

  compute(pairs: Columns<'x' | 'y'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [hedgeRatios, spreads, zScores, halfLives] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const window = this.#window;
    const logs = this.#logs;
    for (let row = from; row < to; row++) {
      if ((pairs.x[row] as number) > 0) logs[0] = Math.log(pairs.x[row] as number);
      if ((pairs.y[row] as number) > 0) logs[1] = Math.log(pairs.y[row] as number);
      const x = logs[0] as number;
      const y = logs[1] as number;
      window.step(x, y);
      this.#spread.step(x, y);
      const slope = window.slope;
      const variance = window.varianceY - slope * window.covariance;
      const fits = variance <= ROUNDING * window.varianceY;
      const spread = fits ? 0 : y - window.meanY - slope * (x - window.meanX);
      hedgeRatios[row] = slope;
      spreads[row] = spread;
      zScores[row] = fits ? 0 : quotient(spread, Math.sqrt(variance), 0);
      halfLives[row] = fits ? 0 : this.#halfLife(this.#spread.persistence(slope));
    }
  }

  #halfLife(persistence: number): number {
    if (persistence <= 0) return 0;
    if (persistence >= 1) return this.#period;
    return Math.min(this.#period, -Math.LN2 / Math.log(persistence));
  }
}
