import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface McGinleyOptions {
  readonly period?: number;
  /** Share of `period` that is used: McGinley's 0.6 fits about as closely as a moving average of `period`. */
  readonly factor?: number;
  readonly source?: BarColumn;
}

/**
 * McGinley dynamic (McGinley, 1997): moves by (value - dynamic) / (factor period (value / dynamic)^4), faster when the
 * price falls than when it rises. It starts at the mean of the first `period` values.
 *
 * It never steps past the price, as the bare formula does where the price falls to a fraction at once. Where value and
 * dynamic differ in sign, or the dynamic is 0, the power counts as 1.
 */
export class McGinley extends SeriesIndicator {
  readonly #length: number;
  readonly #period: number;
  readonly #seed: ExponentialAverage;
  /** The dynamic, once it has started. */
  readonly #dynamic: Float64Array;
  readonly #started: Int32Array;

  constructor({ period = 14, factor = 0.6, source }: McGinleyOptions = {}) {
    requireWhole('mcginley', 'period', period, 1);
    requirePositive('mcginley', 'factor', factor);
    super({ id: 'mcginley', parameters: { period, factor }, outputs: ['mcginley'], warmUp: [period] }, source);
    this.#length = factor * period;
    this.#period = period;
    this.#seed = new ExponentialAverage(this.memory, period);
    this.#dynamic = this.memory.numbers(1);
    this.#started = this.memory.counters(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const dynamic = this.#dynamic;
    const started = this.#started;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      if ((started[0] as number) < this.#period) {
        started[0] = (started[0] as number) + 1;
        dynamic[0] = this.#seed.step(value);
      } else {
        dynamic[0] = this.#move(dynamic[0] as number, value);
      }
      output[row] = dynamic[0];
    }
  }

  #move(before: number, value: number): number {
    const quotient = value / before;
    const square = quotient > 0 && quotient < Infinity ? quotient * quotient : 1;
    const share = 1 / (this.#length * square * square);
    return before + Math.min(1, share) * (value - before);
  }
}
