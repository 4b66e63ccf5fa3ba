import { quotient } from '../cells/quotient.ts';
import { RollingWeightedMoments } from '../cells/rolling-weighted-moments.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { requireBands, VWAP_OUTPUTS, writeBands, type VwapBandOptions } from './vwap-bands.ts';

export interface VwapRollingOptions extends BarsOptions, VwapBandOptions {}

const READS = ['high', 'low', 'close', 'volume'] as const;

/**
 * Volume-weighted average price of the last `period` bars, with bands of its weighted deviation. Where the window has no
 * volume, every bar counts 1.
 */
export class VwapRolling extends Indicator {
  readonly #inner: number;
  readonly #outer: number;
  readonly #moments: RollingWeightedMoments;

  constructor({ period = 20, inner = 1, outer = 2 }: VwapRollingOptions = {}) {
    requireWhole('vwap-rolling', 'period', period, 1);
    requireBands('vwap-rolling', inner, outer);
    const warmUp = VWAP_OUTPUTS.map(() => period);
    super({ id: 'vwap-rolling', parameters: { period, inner, outer }, outputs: VWAP_OUTPUTS, warmUp }, READS);
    this.#inner = inner;
    this.#outer = outer;
    this.#moments = new RollingWeightedMoments(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const moments = this.#moments;
    const { high, low, close, volume } = bars;
    for (let row = from; row < to; row++) {
      const typical = ((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3;
      moments.step(typical, volume[row] as number);
      const deviation = moments.deviation;
      writeBands(outputs, row, moments.mean, this.#inner * deviation, this.#outer * deviation);
    }
  }
}

/**
 * Distance of the close from the volume-weighted average price of the last `period` bars, in weighted deviations; 0 where
 * there are none.
 */
export class VwapRollingDistance extends Indicator {
  readonly #moments: RollingWeightedMoments;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('vwap-rolling-distance', 'period', period, 2);
    super({ id: 'vwap-rolling-distance', parameters: { period }, outputs: ['distance'], warmUp: [period] }, READS);
    this.#moments = new RollingWeightedMoments(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close, volume } = bars;
    for (let row = from; row < to; row++) {
      const last = close[row] as number;
      this.#moments.step(((high[row] as number) + (low[row] as number) + last) / 3, volume[row] as number);
      output[row] = quotient(last - this.#moments.mean, this.#moments.deviation, 0);
    }
  }
}
