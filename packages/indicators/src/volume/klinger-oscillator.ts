import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface KlingerOscillatorOptions {
  readonly fast?: number;
  readonly slow?: number;
  readonly signal?: number;
}

/**
 * Klinger's volume oscillator: fast average of the volume force minus its slow one, and a signal average.
 *
 * The trend of a bar is up where high + low + close rose, else down. The bar's range is added up over a run of equal
 * trend, from the range of the bar before the run on (from nothing at the second bar). The force is
 * 100 x volume x |2 (range / added up - 1)| with the sign of the trend; 0 where nothing was added up.
 */
export class KlingerOscillator extends Indicator {
  /** Last high + low + close, last range, ranges added up, last trend. */
  readonly #state: Float64Array;
  readonly #seen: Int32Array;
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor({ fast = 34, slow = 55, signal = 13 }: KlingerOscillatorOptions = {}) {
    requireWhole('klinger-oscillator', 'fast', fast, 1);
    requireWhole('klinger-oscillator', 'slow', slow, fast + 1);
    requireWhole('klinger-oscillator', 'signal', signal, 1);
    const outputs = ['oscillator', 'signal'];
    const parameters = { fast, slow, signal };
    const warmUp = [slow + 2, slow + signal + 1];
    super({ id: 'klinger-oscillator', parameters, outputs, warmUp }, ['high', 'low', 'close', 'volume']);
    this.#state = this.memory.numbers(4);
    this.#seen = this.memory.counters(1);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [oscillator, signal] = outputs as [Float64Array, Float64Array];
    const { high, low, close, volume } = bars;
    for (let row = from; row < to; row++) {
      const force = this.#force(high[row] as number, low[row] as number, close[row] as number, volume[row] as number);
      const line = this.#fast.step(force) - this.#slow.step(force);
      oscillator[row] = line;
      signal[row] = this.#signal.step(line);
    }
  }

  #force(high: number, low: number, close: number, volume: number): number {
    const state = this.#state;
    const seen = this.#seen[0] as number;
    const sum = high + low + close;
    const range = high - low;
    const trend = sum > (state[0] as number) ? 1 : -1;
    const before = trend === (state[3] as number) ? (state[2] as number) : (state[1] as number);
    const added = seen < 2 ? 0 : before + range;
    state[0] = sum;
    state[1] = range;
    state[2] = added;
    state[3] = trend;
    if (seen < 2) {
      this.#seen[0] = seen + 1;
      return Number.NaN;
    }
    return 100 * volume * trend * Math.abs(2 * (quotient(range, added, 1) - 1));
  }
}
