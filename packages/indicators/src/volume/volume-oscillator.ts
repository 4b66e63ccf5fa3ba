import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface VolumeOscillatorOptions {
  readonly fast?: number;
  readonly slow?: number;
}

/** Volume oscillator: plain average of volume over `fast` bars against that over `slow`, in percent; 0 without volume. */
export class VolumeOscillator extends Indicator {
  readonly #fastPeriod: number;
  readonly #slowPeriod: number;
  readonly #fast: RollingSum;
  readonly #slow: RollingSum;

  constructor({ fast = 5, slow = 10 }: VolumeOscillatorOptions = {}) {
    requireWhole('volume-oscillator', 'fast', fast, 1);
    requireWhole('volume-oscillator', 'slow', slow, fast + 1);
    const shape = { id: 'volume-oscillator', parameters: { fast, slow }, outputs: ['oscillator'], warmUp: [slow] };
    super(shape, ['volume']);
    this.#fastPeriod = fast;
    this.#slowPeriod = slow;
    this.#fast = new RollingSum(this.memory, fast);
    this.#slow = new RollingSum(this.memory, slow);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const volume = bars.volume[row] as number;
      const fast = this.#fast.step(volume) / this.#fastPeriod;
      const slow = this.#slow.step(volume) / this.#slowPeriod;
      output[row] = quotient(100 * (fast - slow), slow, 0);
    }
  }
}
