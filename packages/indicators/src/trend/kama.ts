import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface KamaOptions {
  readonly period?: number;
  readonly fast?: number;
  readonly slow?: number;
  readonly source?: BarColumn;
}

/**
 * Kaufman's adaptive moving average with its efficiency ratio (Kaufman, 1995): how straight the way of the last
 * `period` values was, 0 to 1; 0 where nothing moved. The average starts at the value before its first ratio.
 */
export class Kama extends SeriesIndicator {
  readonly #fastWeight: number;
  readonly #slowWeight: number;
  readonly #before: Lag;
  readonly #previous: Lag;
  readonly #way: RollingSum;
  /** The average and whether it has started. */
  readonly #average: Float64Array;

  constructor({ period = 10, fast = 2, slow = 30, source }: KamaOptions = {}) {
    requireWhole('kama', 'period', period, 1);
    requireWhole('kama', 'fast', fast, 1);
    requireWhole('kama', 'slow', slow, fast);
    const warmUp = [period + 1, period + 1];
    super({ id: 'kama', parameters: { period, fast, slow }, outputs: ['kama', 'efficiency'], warmUp }, source);
    this.#fastWeight = 2 / (fast + 1);
    this.#slowWeight = 2 / (slow + 1);
    this.#before = new Lag(this.memory, period);
    this.#previous = new Lag(this.memory, 1);
    this.#way = new RollingSum(this.memory, period);
    this.#average = this.memory.numbers(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [kama, efficiency] = outputs as [Float64Array, Float64Array];
    const average = this.#average;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = this.#previous.step(value);
      const way = this.#way.step(Math.abs(value - previous));
      const distance = Math.abs(value - this.#before.step(value));
      const ratio = way === 0 ? 0 : distance / way;
      efficiency[row] = ratio;
      if (ratio !== ratio) {
        kama[row] = Number.NaN;
        continue;
      }
      const start = (average[1] as number) === 1 ? (average[0] as number) : previous;
      const weight = ratio * (this.#fastWeight - this.#slowWeight) + this.#slowWeight;
      const next = start + weight * weight * (value - start);
      average[0] = next;
      average[1] = 1;
      kama[row] = next;
    }
  }
}
