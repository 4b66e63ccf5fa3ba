import { Lag } from '../cells/lag.ts';
import { RollingChannel } from '../cells/rolling-channel.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface FractalDimensionOptions {
  /** Bars of each of the two halves that are compared with the whole. Ehlers: 8. */
  readonly half?: number;
}

/**
 * Fractal dimension (Ehlers, 2005): from the ranges of two halves of a window and of the whole, each per bar,
 * (ln(first + second) - ln(whole)) / ln 2, held within 1 (a straight move) and 2 (the plane is filled). 1.5 where nothing
 * moved.
 */
export class FractalDimension extends Indicator {
  readonly #channel: RollingChannel;
  readonly #highestBefore: Lag;
  readonly #lowestBefore: Lag;

  constructor({ half = 8 }: FractalDimensionOptions = {}) {
    requireWhole('fractal-dimension', 'half', half, 1);
    const shape = { id: 'fractal-dimension', parameters: { half }, outputs: ['dimension'], warmUp: [2 * half] };
    super(shape, ['high', 'low']);
    this.#channel = new RollingChannel(this.memory, half);
    this.#highestBefore = new Lag(this.memory, half);
    this.#lowestBefore = new Lag(this.memory, half);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const dimension = outputs[0] as Float64Array;
    const highest = scratch(0, to - from);
    const lowest = scratch(1, to - from);
    this.#channel.run(bars.high, bars.low, from, to, highest, lowest, 0);
    for (let row = from; row < to; row++) {
      const high = highest[row - from] as number;
      const low = lowest[row - from] as number;
      const highBefore = this.#highestBefore.step(high);
      const lowBefore = this.#lowestBefore.step(low);
      const halves = high - low + (highBefore - lowBefore);
      const whole = Math.max(high, highBefore) - Math.min(low, lowBefore);
      // The whole has twice the bars of a half, so that its range per bar counts half.
      const ratio = (2 * halves) / whole;
      if (whole > 0 && halves > 0) dimension[row] = Math.max(1, Math.min(2, Math.log2(ratio)));
      else dimension[row] = halves === halves ? 1.5 : Number.NaN;
    }
  }
}
