import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface PvoOptions {
  readonly fast?: number;
  readonly slow?: number;
  readonly signal?: number;
}

/** Percentage volume oscillator: fast EMA of volume over its slow one, in percent; 0 where the slow one is 0. */
export class Pvo extends Indicator {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor({ fast = 12, slow = 26, signal = 9 }: PvoOptions = {}) {
    requireWhole('pvo', 'fast', fast, 1);
    requireWhole('pvo', 'slow', slow, fast + 1);
    requireWhole('pvo', 'signal', signal, 1);
    const late = slow + signal - 1;
    const outputs = ['pvo', 'signal', 'histogram'];
    super({ id: 'pvo', parameters: { fast, slow, signal }, outputs, warmUp: [slow, late, late] }, ['volume']);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [pvo, signal, histogram] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const volume = bars.volume[row] as number;
      const fast = this.#fast.step(volume);
      const slow = this.#slow.step(volume);
      const line = quotient(100 * (fast - slow), slow, 0);
      const smooth = this.#signal.step(line);
      pvo[row] = line;
      signal[row] = smooth;
      histogram[row] = line - smooth;
    }
  }
}
