import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors } from '../errors.ts';

/** Options of the marubozu by percent. */
export interface MarubozuOptions {
  /** Least size of the body, in percent of the range: above 0, to 100. */
  readonly bodyPercentMin?: number;
}

/**
 * Marubozu by its body: 100 (white) or -100 (black) where the body is at least so many percent of the range, 0
 * elsewhere and where the candle has no range.
 */
export class Marubozu extends Indicator {
  readonly #fractionMin: number;

  constructor({ bodyPercentMin = 95 }: MarubozuOptions = {}) {
    if (!(bodyPercentMin > 0 && bodyPercentMin <= 100)) {
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'marubozu',
        parameter: 'bodyPercentMin',
        value: bodyPercentMin,
        expected: 'a number above 0, to 100',
      });
    }
    const reads = ['open', 'high', 'low', 'close'] as const;
    super({ id: 'marubozu', parameters: { bodyPercentMin }, outputs: ['marubozu'], warmUp: [1] }, reads);
    this.#fractionMin = bodyPercentMin / 100;
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const move = (bars.close[row] as number) - (bars.open[row] as number);
      const range = (bars.high[row] as number) - (bars.low[row] as number);
      const isMarubozu = range > 0 && Math.abs(move) / range >= this.#fractionMin;
      output[row] = isMarubozu ? 100 * Math.sign(move) : 0;
    }
  }
}
