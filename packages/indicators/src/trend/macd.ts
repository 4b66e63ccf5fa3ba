import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface MacdOptions {
  readonly fast?: number;
  readonly slow?: number;
  readonly signal?: number;
  readonly source?: BarColumn;
}

/** Moving average convergence and divergence: fast EMA - slow EMA, its EMA as signal, and their difference (Appel). */
export class Macd extends SeriesIndicator {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor({ fast = 12, slow = 26, signal = 9, source }: MacdOptions = {}) {
    requireWhole('macd', 'fast', fast, 1);
    requireWhole('macd', 'slow', slow, fast + 1);
    requireWhole('macd', 'signal', signal, 1);
    const late = slow + signal - 1;
    const outputs = ['macd', 'signal', 'histogram'];
    super({ id: 'macd', parameters: { fast, slow, signal }, outputs, warmUp: [slow, late, late] }, source);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [macd, signal, histogram] = outputs as [Float64Array, Float64Array, Float64Array];
    let row = from;
    for (; row < to && !this.#signal.seeded; row++) {
      const value = values[row] as number;
      const line = this.#fast.step(value) - this.#slow.step(value);
      const smooth = this.#signal.step(line);
      macd[row] = line;
      signal[row] = smooth;
      histogram[row] = line - smooth;
    }
    if (row < to) this.#run(values, row, to, outputs);
  }

  /** The rows after the warm-up of all three averages. */
  #run(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [macd, signal, histogram] = outputs as [Float64Array, Float64Array, Float64Array];
    const fastWeight = this.#fast.weight;
    const slowWeight = this.#slow.weight;
    const signalWeight = this.#signal.weight;
    let fast = this.#fast.value;
    let slow = this.#slow.value;
    let smooth = this.#signal.value;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      fast += fastWeight * (value - fast);
      slow += slowWeight * (value - slow);
      const line = fast - slow;
      smooth += signalWeight * (line - smooth);
      macd[row] = line;
      signal[row] = smooth;
      histogram[row] = line - smooth;
    }
    this.#fast.value = fast;
    this.#slow.value = slow;
    this.#signal.value = smooth;
  }
}
