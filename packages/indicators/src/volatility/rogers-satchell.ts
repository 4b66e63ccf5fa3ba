import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import type { BarsVolatilityOptions } from './volatility-options.ts';

/** Rogers and Satchell's variance of one bar, which no drift changes, of the logarithms of high, low and close over open. */
export function rogersSatchellVariance(high: number, low: number, close: number): number {
  return high * (high - close) + low * (low - close);
}

/**
 * Rogers and Satchell's volatility (1991): square root of the mean of ln(h/o) ln(h/c) + ln(l/o) ln(l/c) over `period`
 * bars, as a fraction. NaN while a price in the window is not positive; 0 where bars contradict themselves so much that
 * the mean is negative.
 */
export class RogersSatchell extends Indicator {
  readonly #scale: number;
  readonly #sum: RollingSum;

  constructor({ period = 24, barsPerYear = 1 }: BarsVolatilityOptions = {}) {
    requireWhole('rogers-satchell', 'period', period, 1);
    requirePositive('rogers-satchell', 'barsPerYear', barsPerYear);
    super({ id: 'rogers-satchell', parameters: { period, barsPerYear }, outputs: ['volatility'], warmUp: [period] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#scale = barsPerYear / period;
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { open, high, low, close } = bars;
    for (let row = from; row < to; row++) {
      const start = open[row] as number;
      const up = logRatio(high[row] as number, start);
      const down = logRatio(low[row] as number, start);
      const variance = rogersSatchellVariance(up, down, logRatio(close[row] as number, start));
      output[row] = Math.sqrt(this.#scale * Math.max(0, this.#sum.step(variance)));
    }
  }
}
