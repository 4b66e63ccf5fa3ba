import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface KstOptions {
  /** Values over which each of the four rates of change is taken. */
  readonly rate1?: number;
  readonly rate2?: number;
  readonly rate3?: number;
  readonly rate4?: number;
  /** Values over which each of them is averaged. */
  readonly average1?: number;
  readonly average2?: number;
  readonly average3?: number;
  readonly average4?: number;
  readonly signal?: number;
  readonly source?: BarColumn;
}

const DEFAULTS = {
  rate1: 10,
  rate2: 15,
  rate3: 20,
  rate4: 30,
  average1: 10,
  average2: 10,
  average3: 10,
  average4: 15,
  signal: 9,
};

/**
 * Know sure thing (Pring, 1992): four rates of change in percent, each averaged, weighted 1 to 4 by their length and
 * added; and the simple average of the sum as signal. A rate is 0 where the value before was 0.
 */
export class Kst extends SeriesIndicator {
  readonly #before: readonly Lag[];
  readonly #averages: readonly RollingMean[];
  readonly #signal: RollingMean;

  constructor({ source, ...given }: KstOptions = {}) {
    const parameters = { ...DEFAULTS, ...given };
    for (const [name, value] of Object.entries(parameters)) requireWhole('kst', name, value, 1);
    const { rate1, rate2, rate3, rate4, average1, average2, average3, average4, signal } = parameters;
    const warmUp = Math.max(rate1 + average1, rate2 + average2, rate3 + average3, rate4 + average4);
    super({ id: 'kst', parameters, outputs: ['kst', 'signal'], warmUp: [warmUp, warmUp + signal - 1] }, source);
    this.#before = [rate1, rate2, rate3, rate4].map((period) => new Lag(this.memory, period));
    const averages = [average1, average2, average3, average4];
    this.#averages = averages.map((period) => new RollingMean(this.memory, period));
    this.#signal = new RollingMean(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [kst, signal] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      let sum = 0;
      for (let index = 0; index < 4; index++) {
        const before = (this.#before[index] as Lag).step(value);
        const rate = quotient(100 * (value - before), before, 0);
        sum += (index + 1) * (this.#averages[index] as RollingMean).step(rate);
      }
      kst[row] = sum;
      signal[row] = this.#signal.step(sum);
    }
  }
}
