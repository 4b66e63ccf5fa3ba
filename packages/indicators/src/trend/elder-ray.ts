import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Elder ray (Elder, 1989): how far the high (bull power) and the low (bear power) are from the EMA of the close. */
export class ElderRay extends Indicator {
  readonly #average: ExponentialAverage;

  constructor({ period = 13 }: BarsOptions = {}) {
    requireWhole('elder-ray', 'period', period, 1);
    const shape = { id: 'elder-ray', parameters: { period }, outputs: ['bull', 'bear'], warmUp: [period, period] };
    super(shape, ['high', 'low', 'close']);
    this.#average = new ExponentialAverage(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [bull, bear] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const average = this.#average.step(bars.close[row] as number);
      bull[row] = (bars.high[row] as number) - average;
      bear[row] = (bars.low[row] as number) - average;
    }
  }
}
