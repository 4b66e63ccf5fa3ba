import { NOTHING as nothing } from '../cells/quotient.ts';
import { ExponentialAverage } from '../cells/exponential-average.ts';
import { trueRange, TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

const NOTHING = nothing;

export interface KeltnerOptions {
  readonly period?: number;
  /** Average true ranges from the middle to a band. */
  readonly multiple?: number;
  readonly atrPeriod?: number;
}

/** Keltner channel: EMA of the close, bands a multiple of the average true range away, width in proportion to the middle. */
export class Keltner extends Indicator {
  readonly #multiple: number;
  readonly #trueRange: TrueRangeStep;
  readonly #range: ExponentialAverage;
  readonly #middle: ExponentialAverage;

  constructor({ period = 20, multiple = 2, atrPeriod = 10 }: KeltnerOptions = {}) {
    requireWhole('keltner', 'period', period, 1);
    requirePositive('keltner', 'multiple', multiple);
    requireWhole('keltner', 'atrPeriod', atrPeriod, 1);
    const late = Math.max(period, atrPeriod + 1);
    const outputs = ['middle', 'upper', 'lower', 'width'];
    super(
      {
        id: 'keltner',
        parameters: { period, multiple, atrPeriod },
        outputs,
        warmUp: [period, late, late, late],
      },
      ['high', 'low', 'close'],
    );
    this.#multiple = multiple;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#range = new ExponentialAverage(this.memory, atrPeriod, 1 / atrPeriod);
    this.#middle = new ExponentialAverage(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower, width] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    let row = from;
    for (; row < to && !(this.#range.seeded && this.#middle.seeded); row++) {
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, close);
      const half = this.#multiple * this.#range.step(range);
      const centre = this.#middle.step(close);
      middle[row] = centre;
      upper[row] = centre + half;
      lower[row] = centre - half;
      width[row] = Math.abs(centre) < NOTHING ? 0 : (2 * half) / centre;
    }
    if (row < to) this.#run(bars, row, to, outputs);
  }

  /** The rows after the warm-up. */
  #run({ high, low, close }: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower, width] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const multiple = this.#multiple;
    const rangeWeight = this.#range.weight;
    const middleWeight = this.#middle.weight;
    let range = this.#range.value;
    let centre = this.#middle.value;
    let previous = this.#trueRange.previousClose;
    for (let row = from; row < to; row++) {
      const last = close[row] as number;
      range += rangeWeight * (trueRange(high[row] as number, low[row] as number, previous) - range);
      centre += middleWeight * (last - centre);
      previous = last;
      const half = multiple * range;
      middle[row] = centre;
      upper[row] = centre + half;
      lower[row] = centre - half;
      width[row] = Math.abs(centre) < NOTHING ? 0 : (2 * half) / centre;
    }
    this.#range.value = range;
    this.#middle.value = centre;
    this.#trueRange.take(previous);
  }
}
