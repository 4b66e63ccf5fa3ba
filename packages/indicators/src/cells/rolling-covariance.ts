import type { StateMemory } from '../contract/state-memory.ts';
import { quotient } from './quotient.ts';

/**
 * Means, variances and covariance of the last `period` pairs in constant time, by blocks and around a reference as in
 * `RollingMoments`. The reference is a pair of the window, so that equal values have a variance of exactly 0.
 */
export class RollingCovariance {
  readonly #period: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** Per position of the last block, to its end: sums of x, y, x x, y y, x y, as distances from the reference. */
  readonly #ends: Float64Array;
  /** The same sums of the current block, then the reference pair. */
  readonly #current: Float64Array;
  readonly #counters: Int32Array;
  /** Mean of x and y, variance of x and y, covariance after the last step: results, not state. */
  readonly #result = new Float64Array(5).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#x = memory.numbers(period);
    this.#y = memory.numbers(period);
    this.#ends = memory.numbers(5 * period);
    this.#current = memory.numbers(7);
    this.#counters = memory.counters(2);
  }

  get meanX(): number {
    return this.#result[0] as number;
  }

  get meanY(): number {
    return this.#result[1] as number;
  }

  /** Population variance of x: divided by `period`. */
  get varianceX(): number {
    return this.#result[2] as number;
  }

  /** Population variance of y. */
  get varianceY(): number {
    return this.#result[3] as number;
  }

  /** Population covariance. */
  get covariance(): number {
    return this.#result[4] as number;
  }

  /** Pearson's correlation, -1 to 1; 0 where x or y does not vary. */
  get correlation(): number {
    const scale = Math.sqrt(this.varianceX) * Math.sqrt(this.varianceY);
    return scale === 0 ? 0 : Math.max(-1, Math.min(1, this.covariance / scale));
  }

  /** Least squares slope of y on x; 0 where x does not vary. */
  get slope(): number {
    return quotient(this.covariance, this.varianceX, 0);
  }

  /** Takes a pair; all figures are NaN until `period` pairs were seen. Pairs with NaN before the first are skipped. */
  step(x: number, y: number): void {
    const current = this.#current;
    const counters = this.#counters;
    const position = counters[0] as number;
    const seenBlock = counters[1] as number;
    if (position === 0 && seenBlock === 0) {
      if (x !== x || y !== y) {
        this.#result.fill(Number.NaN);
        return;
      }
      current[5] = x;
      current[6] = y;
    }
    this.#x[position] = x;
    this.#y[position] = y;
    if (position + 1 === this.#period) {
      this.#turn(x, y);
      this.#set(0);
      return;
    }
    const distanceX = x - (current[5] as number);
    const distanceY = y - (current[6] as number);
    current[0] = (current[0] as number) + distanceX;
    current[1] = (current[1] as number) + distanceY;
    current[2] = (current[2] as number) + distanceX * distanceX;
    current[3] = (current[3] as number) + distanceY * distanceY;
    current[4] = (current[4] as number) + distanceX * distanceY;
    counters[0] = position + 1;
    if (seenBlock === 1) this.#set(5 * (position + 1));
    else this.#result.fill(Number.NaN);
  }

  /** Adds up the end of the last block, from `at` on in `#ends`, and the current block. */
  #set(at: number): void {
    const ends = this.#ends;
    const current = this.#current;
    const result = this.#result;
    const period = this.#period;
    const meanX = ((ends[at] as number) + (current[0] as number)) / period;
    const meanY = ((ends[at + 1] as number) + (current[1] as number)) / period;
    result[0] = (current[5] as number) + meanX;
    result[1] = (current[6] as number) + meanY;
    result[2] = Math.max(0, ((ends[at + 2] as number) + (current[2] as number)) / period - meanX * meanX);
    result[3] = Math.max(0, ((ends[at + 3] as number) + (current[3] as number)) / period - meanY * meanY);
    result[4] = ((ends[at + 4] as number) + (current[4] as number)) / period - meanX * meanY;
  }

  #turn(x: number, y: number): void {
    const ends = this.#ends;
    let [sumX, sumY, squaresX, squaresY, products] = [0, 0, 0, 0, 0];
    for (let index = this.#period - 1; index >= 0; index--) {
      const distanceX = (this.#x[index] as number) - x;
      const distanceY = (this.#y[index] as number) - y;
      const at = 5 * index;
      sumX += distanceX;
      sumY += distanceY;
      squaresX += distanceX * distanceX;
      squaresY += distanceY * distanceY;
      products += distanceX * distanceY;
      ends[at] = sumX;
      ends[at + 1] = sumY;
      ends[at + 2] = squaresX;
      ends[at + 3] = squaresY;
      ends[at + 4] = products;
    }
    this.#current.fill(0);
    this.#current[5] = x;
    this.#current[6] = y;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
