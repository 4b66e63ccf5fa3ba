import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { RollingRank } from '../cells/rolling-rank.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface VolatilityRankOptions {
  /** Log returns of one volatility. */
  readonly period?: number;
  /** Volatilities before the last one among which it is placed. */
  readonly rank?: number;
  readonly source?: BarColumn;
}

/**
 * Where historical volatility stands among its past: the share of the `rank` values before that are below it (`rank`;
 * equal ones count half), and its place between the least and the greatest of them and itself (`position`; 50 where all
 * are equal), both in percent. A bar whose window has a price that is not positive has NaN and is not counted.
 */
export class VolatilityRank extends SeriesIndicator {
  readonly #values: number;
  readonly #previous: Lag;
  readonly #moments: RollingMoments;
  readonly #rank: RollingRank;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;

  constructor({ period = 20, rank = 252, source }: VolatilityRankOptions = {}) {
    requireWhole('volatility-rank', 'period', period, 2);
    requireWhole('volatility-rank', 'rank', rank, 1);
    const outputs = ['rank', 'position'];
    const warmUp = outputs.map(() => period + rank + 1);
    super({ id: 'volatility-rank', parameters: { period, rank }, outputs, warmUp }, source);
    this.#values = rank;
    this.#previous = new Lag(this.memory, 1);
    this.#moments = new RollingMoments(this.memory, period);
    this.#rank = new RollingRank(this.memory, rank);
    this.#highest = new RollingMax(this.memory, rank + 1);
    this.#lowest = new RollingMin(this.memory, rank + 1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [share, position] = outputs as [Float64Array, Float64Array];
    const rank = this.#rank;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      this.#moments.step(logRatio(value, this.#previous.step(value)));
      const volatility = Math.sqrt(this.#moments.variance);
      share[row] = Number.NaN;
      position[row] = Number.NaN;
      if (volatility !== volatility) continue;
      rank.step(volatility);
      const lowest = this.#lowest.step(volatility);
      const range = this.#highest.step(volatility) - lowest;
      share[row] = (100 * (rank.below + rank.equal / 2)) / this.#values;
      position[row] = quotient(100 * (volatility - lowest), range, 50);
    }
  }
}
