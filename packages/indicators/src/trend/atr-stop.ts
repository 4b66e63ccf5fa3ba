import { ExponentialAverage } from '../cells/exponential-average.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { requireFlag } from './average-kind.ts';
import { TrailingBands } from './trailing-bands.ts';

export interface AtrStopOptions {
  readonly period?: number;
  /** Distance of the stop in average true ranges. */
  readonly multiplier?: number;
  /** 0: from the close. 1: from the high and the low. */
  readonly from?: number;
}

/**
 * Trailing stop at a distance of Wilder's ATR from the close (or from high and low) that never gives way. It stands
 * below the price while the trend rises (`sellStop`) and above it while it falls (`buyStop`), and turns where the close
 * reaches it. The first trend rises where the close is at or above the one before.
 */
export class AtrStop extends Indicator {
  readonly #multiplier: number;
  readonly #fromClose: boolean;
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;
  readonly #bands: TrailingBands;

  constructor({ period = 21, multiplier = 3, from = 0 }: AtrStopOptions = {}) {
    requireWhole('atr-stop', 'period', period, 1);
    requirePositive('atr-stop', 'multiplier', multiplier);
    requireFlag('atr-stop', 'from', from);
    const outputs = ['stop', 'buyStop', 'sellStop'];
    const warmUp = [period + 1, period + 1, period + 1];
    const shape = { id: 'atr-stop', parameters: { period, multiplier, from }, outputs, warmUp };
    super({ ...shape, sparse: ['buyStop', 'sellStop'] }, ['high', 'low', 'close']);
    this.#multiplier = multiplier;
    this.#fromClose = from === 0;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
    this.#bands = new TrailingBands(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [stop, buyStop, sellStop] = outputs as [Float64Array, Float64Array, Float64Array];
    const bands = this.#bands;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const distance = this.#multiplier * this.#average.step(this.#trueRange.step(high, low, close));
      let line = Number.NaN;
      if (distance === distance) {
        const upper = (this.#fromClose ? close : high) + distance;
        const lower = (this.#fromClose ? close : low) - distance;
        line = bands.step(upper, lower, close, close < bands.previousClose);
      } else {
        bands.wait(close);
      }
      stop[row] = line;
      buyStop[row] = bands.falls ? line : Number.NaN;
      sellStop[row] = bands.falls ? Number.NaN : line;
    }
  }
}
