import { ExponentialAverage } from '../cells/exponential-average.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface ChandelierOptions {
  readonly period?: number;
  /** Distance of the exit in average true ranges. */
  readonly multiplier?: number;
}

/**
 * Chandelier exit (Le Beau): the highest high of `period` bars less a multiple of Wilder's ATR is the exit of a long
 * position, the lowest low plus it that of a short one.
 */
export class Chandelier extends Indicator {
  readonly #multiplier: number;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;

  constructor({ period = 22, multiplier = 3 }: ChandelierOptions = {}) {
    requireWhole('chandelier', 'period', period, 1);
    requirePositive('chandelier', 'multiplier', multiplier);
    const warmUp = [period + 1, period + 1];
    const shape = { id: 'chandelier', parameters: { period, multiplier }, outputs: ['long', 'short'], warmUp };
    super(shape, ['high', 'low', 'close']);
    this.#multiplier = multiplier;
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [long, short] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const range = this.#trueRange.step(high, low, bars.close[row] as number);
      const distance = this.#multiplier * this.#average.step(range);
      long[row] = this.#highest.step(high) - distance;
      short[row] = this.#lowest.step(low) + distance;
    }
  }
}
