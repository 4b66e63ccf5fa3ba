import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Garman and Klass's volatility per bar (1980): sqrt(mean of ½ ln(high / low)² - (2 ln 2 - 1) ln(close / open)²).
 * NaN where a price is not positive.
 */
export class GarmanKlass extends Indicator {
  readonly #period: number;
  readonly #sum: RollingSum;

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('garman-klass', 'period', period, 1);
    super({ id: 'garman-klass', parameters: { period }, outputs: ['volatility'], warmUp: [period] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#period = period;
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { open, high, low, close } = bars;
    const squares = scratch(0, to - from);
    for (let row = from; row < to; row++) {
      const range = logRatio(high[row] as number, low[row] as number);
      const move = logRatio(close[row] as number, open[row] as number);
      squares[row - from] = 0.5 * range * range - (2 * Math.LN2 - 1) * move * move;
    }
    this.#sum.run(squares, 0, to - from, output, from, this.#period);
    for (let row = from; row < to; row++) output[row] = Math.sqrt(Math.max(0, output[row] as number));
  }
}
