import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RelativeStrength } from '../cells/relative-strength.ts';
import { RollingRank } from '../cells/rolling-rank.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface ConnorsRsiOptions {
  /** Bars of the RSI of the values. */
  readonly period?: number;
  /** Bars of the RSI of the streak. */
  readonly streak?: number;
  /** Changes among which the last one is ranked. */
  readonly rank?: number;
  readonly source?: BarColumn;
}

/**
 * Connors RSI (2012): the average of three parts, each 0 to 100. `rsi` of the values; `streakRsi`, the RSI of the number
 * of rises (positive) or falls (negative) in a row, which is 0 at the first bar; `percentRank`, the share of the last
 * changes in percent that are below this one (0 where all are equal).
 */
export class ConnorsRsi extends SeriesIndicator {
  readonly #rank: number;
  readonly #strength: RelativeStrength;
  readonly #streakStrength: RelativeStrength;
  readonly #changes: RollingRank;
  readonly #previous: Lag;
  readonly #streak: Float64Array;

  constructor({ period = 3, streak = 2, rank = 100, source }: ConnorsRsiOptions = {}) {
    requireWhole('connors-rsi', 'period', period, 1);
    requireWhole('connors-rsi', 'streak', streak, 1);
    requireWhole('connors-rsi', 'rank', rank, 1);
    const outputs = ['connorsRsi', 'rsi', 'streakRsi', 'percentRank'];
    const warmUp = [Math.max(period + 1, streak + 1, rank + 2), period + 1, streak + 1, rank + 2];
    super({ id: 'connors-rsi', parameters: { period, streak, rank }, outputs, warmUp }, source);
    this.#rank = rank;
    this.#strength = new RelativeStrength(this.memory, period);
    this.#streakStrength = new RelativeStrength(this.memory, streak);
    this.#changes = new RollingRank(this.memory, rank);
    this.#previous = new Lag(this.memory, 1);
    this.#streak = this.memory.numbers(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [connors, rsi, streakRsi, percentRank] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const streak = this.#streak;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = this.#previous.step(value);
      let inRow = 0;
      if (value > previous) inRow = Math.max(streak[0] as number, 0) + 1;
      else if (value < previous) inRow = Math.min(streak[0] as number, 0) - 1;
      streak[0] = inRow;
      this.#changes.step(quotient(value - previous, previous, 0));
      const strength = this.#strength.step(value);
      const streakStrength = this.#streakStrength.step(inRow);
      const rank = (100 * this.#changes.below) / this.#rank;
      rsi[row] = strength;
      streakRsi[row] = streakStrength;
      percentRank[row] = rank;
      connors[row] = (strength + streakStrength + rank) / 3;
    }
  }
}
