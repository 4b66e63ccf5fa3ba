import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import type { BarsVolatilityOptions } from './volatility-options.ts';

/** Rogers and Satchell's variance of one bar: ln(h/o) ln(h/c) + ln(l/o) ln(l/c), which no drift changes. */
export function rogersSatchellVariance(open: number, high: number, low: number, close: number): number {
  return logRatio(high, open) * logRatio(high, close) + logRatio(low, open) * logRatio(low, close);
}

/**
 * Rogers and Satchell's volatility (1991): square root of the mean variance of `period` bars, as a fraction. NaN while a
 * price in the window is not positive; 0 where bars contradict themselves so much that the mean is negative.
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
      const variance = rogersSatchellVariance(
        open[row] as number,
        high[row] as number,
        low[row] as number,
        close[row] as number,
      );
      output[row] = Math.sqrt(this.#scale * Math.max(0, this.#sum.step(variance)));
    }
  }
}
