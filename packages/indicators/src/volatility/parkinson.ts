import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Parkinson's volatility per bar (1980): sqrt(mean of ln(high / low)² / (4 ln 2)). NaN where a price is not positive. */
export class Parkinson extends Indicator {
  readonly #scale: number;
  readonly #sum: RollingSum;

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('parkinson', 'period', period, 1);
    super({ id: 'parkinson', parameters: { period }, outputs: ['volatility'], warmUp: [period] }, ['high', 'low']);
    this.#scale = 1 / (4 * Math.LN2 * period);
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low } = bars;
    const squares = scratch(0, to - from);
    for (let row = from; row < to; row++) {
      const range = logRatio(high[row] as number, low[row] as number);
      squares[row - from] = range * range;
    }
    this.#sum.run(squares, 0, to - from, output, from);
    for (let row = from; row < to; row++) output[row] = Math.sqrt(this.#scale * (output[row] as number));
  }
}
