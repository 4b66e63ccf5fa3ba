import { ExponentialAverage } from '../cells/exponential-average.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { TrailingBands } from './trailing-bands.ts';

export interface SuperTrendOptions {
  readonly period?: number;
  /** Distance of the bands from the middle of the bar, in average true ranges. */
  readonly multiplier?: number;
}

/**
 * SuperTrend (Seban): bands of Wilder's ATR around the middle of the bar that follow the price and never give way. The
 * line is the lower band while the trend rises and the upper one while it falls; `lower` and `upper` are the same line,
 * each only in its trend. The first trend rises where the close is at or above the middle of its bar.
 */
export class SuperTrend extends Indicator {
  readonly #multiplier: number;
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;
  readonly #bands: TrailingBands;

  constructor({ period = 10, multiplier = 3 }: SuperTrendOptions = {}) {
    requireWhole('supertrend', 'period', period, 1);
    requirePositive('supertrend', 'multiplier', multiplier);
    const warmUp = [period + 1, period + 1, period + 1];
    const outputs = ['supertrend', 'upper', 'lower'];
    const shape = { id: 'supertrend', parameters: { period, multiplier }, outputs, warmUp };
    super({ ...shape, sparse: ['upper', 'lower'] }, ['high', 'low', 'close']);
    this.#multiplier = multiplier;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
    this.#bands = new TrailingBands(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [supertrend, upper, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    const bands = this.#bands;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const distance = this.#multiplier * this.#average.step(this.#trueRange.step(high, low, close));
      let line = Number.NaN;
      if (distance === distance) {
        const middle = (high + low) / 2;
        line = bands.step(middle + distance, middle - distance, close, close < middle);
      }
      supertrend[row] = line;
      upper[row] = bands.falls ? line : Number.NaN;
      lower[row] = bands.falls ? Number.NaN : line;
    }
  }
}
