import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface RoofingFilterOptions {
  /** Cycles of more bars than this are taken away. */
  readonly highPass?: number;
  /** Cycles of fewer bars than this are smoothed away. */
  readonly lowPass?: number;
  readonly source?: BarColumn;
}

/**
 * Roofing filter (Ehlers, 2013): a two-pole high-pass filter and then a super smoother, in units of the source, so that
 * only cycles between the two lengths are left. It starts from 0 and is shown when one longest cycle has passed.
 */
export class RoofingFilter extends SeriesIndicator {
  readonly #highPass: number;
  readonly #lowPass: number;
  /** The last two values, high-passed values and results, later first. */
  readonly #before: Float64Array;
  readonly #count: Int32Array;

  constructor({ highPass = 48, lowPass = 10, source }: RoofingFilterOptions = {}) {
    requireWhole('roofing-filter', 'highPass', highPass, 3);
    requireWhole('roofing-filter', 'lowPass', lowPass, 2);
    super({ id: 'roofing-filter', parameters: { highPass, lowPass }, outputs: ['filter'], warmUp: [highPass] }, source);
    this.#highPass = highPass;
    this.#lowPass = lowPass;
    this.#before = this.memory.numbers(6);
    this.#count = this.memory.counters(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const before = this.#before;
    const angle = (Math.SQRT2 * Math.PI) / this.#highPass;
    const alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle);
    const gain = (1 - alpha / 2) ** 2;
    const decay = 1 - alpha;
    const fade = Math.exp((-Math.SQRT2 * Math.PI) / this.#lowPass);
    const second = 2 * fade * Math.cos((Math.SQRT2 * Math.PI) / this.#lowPass);
    const third = -fade * fade;
    const first = 1 - second - third;
    for (let row = from; row < to; row++) {
      const count = this.#count[0] as number;
      const value = values[row] as number;
      const bend = count < 2 ? 0 : value - 2 * (before[0] as number) + (before[1] as number);
      const passed = gain * bend + 2 * decay * (before[2] as number) - decay * decay * (before[3] as number);
      const input = (first * (passed + (before[2] as number))) / 2;
      const filtered = input + second * (before[4] as number) + third * (before[5] as number);
      before[1] = before[0] as number;
      before[0] = value;
      before[3] = before[2] as number;
      before[2] = passed;
      before[5] = before[4] as number;
      before[4] = filtered;
      output[row] = count + 1 < this.#highPass ? Number.NaN : filtered;
      if (count < this.#highPass) this.#count[0] = count + 1;
    }
  }
}
