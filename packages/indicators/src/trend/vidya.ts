import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface VidyaOptions {
  /** Length of the exponential average at full speed. */
  readonly period?: number;
  /** Changes in the momentum that sets the speed. */
  readonly momentum?: number;
  readonly source?: BarColumn;
}

/**
 * Variable index dynamic average: an EMA whose weight is multiplied by the size of Chande's momentum, |sum of rises -
 * sum of falls| over the sum of both, 0 to 1; 0 where nothing moved. It starts at the value before its first momentum.
 */
export class Vidya extends SeriesIndicator {
  readonly #weight: number;
  readonly #net: RollingSum;
  readonly #way: RollingSum;
  /** The average; the value before. */
  readonly #numbers: Float64Array;
  /** Whether there is a value before; whether the average has started. */
  readonly #counters: Int32Array;

  constructor({ period = 12, momentum = 9, source }: VidyaOptions = {}) {
    requireWhole('vidya', 'period', period, 1);
    requireWhole('vidya', 'momentum', momentum, 1);
    const parameters = { period, momentum };
    super({ id: 'vidya', parameters, outputs: ['vidya'], warmUp: [momentum + 1] }, source);
    this.#weight = 2 / (period + 1);
    this.#net = new RollingSum(this.memory, momentum);
    this.#way = new RollingSum(this.memory, momentum);
    this.#numbers = this.memory.numbers(2);
    this.#counters = this.memory.counters(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const numbers = this.#numbers;
    const counters = this.#counters;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = (counters[0] as number) === 1 ? (numbers[1] as number) : Number.NaN;
      const change = value - previous;
      const net = this.#net.step(change);
      const speed = Math.abs(quotient(net, this.#way.step(Math.abs(change)), 0));
      counters[0] = 1;
      numbers[1] = value;
      if (speed !== speed) {
        output[row] = Number.NaN;
        continue;
      }
      const before = (counters[1] as number) === 1 ? (numbers[0] as number) : previous;
      const after = before + this.#weight * speed * (value - before);
      counters[1] = 1;
      numbers[0] = after;
      output[row] = after;
    }
  }
}
