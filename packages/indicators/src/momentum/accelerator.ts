import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface AcceleratorOptions {
  readonly fast?: number;
  readonly slow?: number;
  /** Bars over which the awesome oscillator is averaged. */
  readonly signal?: number;
}

/** Accelerator oscillator (Williams, 1998): the awesome oscillator less its own simple average. */
export class Accelerator extends Indicator {
  readonly #fast: RollingMean;
  readonly #slow: RollingMean;
  readonly #average: RollingMean;

  constructor({ fast = 5, slow = 34, signal = 5 }: AcceleratorOptions = {}) {
    requireWhole('accelerator', 'fast', fast, 1);
    requireWhole('accelerator', 'slow', slow, 1);
    requireWhole('accelerator', 'signal', signal, 1);
    const warmUp = [Math.max(fast, slow) + signal - 1];
    const parameters = { fast, slow, signal };
    super({ id: 'accelerator', parameters, outputs: ['accelerator'], warmUp }, ['high', 'low']);
    this.#fast = new RollingMean(this.memory, fast);
    this.#slow = new RollingMean(this.memory, slow);
    this.#average = new RollingMean(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const difference = this.#fast.step(middle) - this.#slow.step(middle);
      output[row] = difference - this.#average.step(difference);
    }
  }
}
