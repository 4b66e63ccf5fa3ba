import { ExponentialAverage } from '../cells/exponential-average.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface StarcBandsOptions {
  readonly period?: number;
  /** Average true ranges from the middle to a band. */
  readonly multiple?: number;
  readonly atrPeriod?: number;
}

/** Stoller's average range channel: simple average of the close, bands a multiple of the average true range away. */
export class StarcBands extends Indicator {
  readonly #multiple: number;
  readonly #trueRange: TrueRangeStep;
  readonly #range: ExponentialAverage;
  readonly #middle: RollingMean;

  constructor({ period = 6, multiple = 2, atrPeriod = 15 }: StarcBandsOptions = {}) {
    requireWhole('starc-bands', 'period', period, 1);
    requirePositive('starc-bands', 'multiple', multiple);
    requireWhole('starc-bands', 'atrPeriod', atrPeriod, 1);
    const late = Math.max(period, atrPeriod + 1);
    const parameters = { period, multiple, atrPeriod };
    const warmUp = [period, late, late];
    super({ id: 'starc-bands', parameters, outputs: ['middle', 'upper', 'lower'], warmUp }, ['high', 'low', 'close']);
    this.#multiple = multiple;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#range = new ExponentialAverage(this.memory, atrPeriod, 1 / atrPeriod);
    this.#middle = new RollingMean(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, close);
      const half = this.#multiple * this.#range.step(range);
      const centre = this.#middle.step(close);
      middle[row] = centre;
      upper[row] = centre + half;
      lower[row] = centre - half;
    }
  }
}
