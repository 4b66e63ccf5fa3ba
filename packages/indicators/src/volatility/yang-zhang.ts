import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { rogersSatchellVariance } from './rogers-satchell.ts';
import type { BarsVolatilityOptions } from './volatility-options.ts';

/**
 * Yang and Zhang's volatility (2000), as a fraction: sample variance of ln(open / previous close), plus k times that of
 * ln(close / open), plus 1 - k times Rogers and Satchell's, with k = 0.34 / (1.34 + (n + 1) / (n - 1)). NaN while a
 * price in the window is not positive.
 */
export class YangZhang extends Indicator {
  readonly #period: number;
  readonly #barsPerYear: number;
  readonly #previousClose: Lag;
  readonly #overnight: RollingMoments;
  readonly #day: RollingMoments;
  readonly #ranges: RollingSum;

  constructor({ period = 24, barsPerYear = 1 }: BarsVolatilityOptions = {}) {
    requireWhole('yang-zhang', 'period', period, 2);
    requirePositive('yang-zhang', 'barsPerYear', barsPerYear);
    super({ id: 'yang-zhang', parameters: { period, barsPerYear }, outputs: ['volatility'], warmUp: [period + 1] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#period = period;
    this.#barsPerYear = barsPerYear;
    this.#previousClose = new Lag(this.memory, 1);
    this.#overnight = new RollingMoments(this.memory, period);
    this.#day = new RollingMoments(this.memory, period);
    this.#ranges = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const period = this.#period;
    const sample = period / (period - 1);
    const weight = 0.34 / (1.34 + (period + 1) / (period - 1));
    for (let row = from; row < to; row++) {
      const open = bars.open[row] as number;
      const close = bars.close[row] as number;
      const overnight = logRatio(open, this.#previousClose.step(close));
      const day = logRatio(close, open);
      const up = logRatio(bars.high[row] as number, open);
      const down = logRatio(bars.low[row] as number, open);
      // All windows start with the second bar, the first that has a bar before it.
      const isFirst = overnight !== overnight;
      this.#overnight.step(overnight);
      this.#day.step(isFirst ? Number.NaN : day);
      const ranges = this.#ranges.step(isFirst ? Number.NaN : rogersSatchellVariance(up, down, day));
      const moves = sample * (this.#overnight.variance + weight * this.#day.variance);
      output[row] = Math.sqrt(this.#barsPerYear * Math.max(0, moves + ((1 - weight) * ranges) / period));
    }
  }
}
