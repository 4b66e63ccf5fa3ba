import { ExponentialAverage } from '../cells/exponential-average.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface WaveTrendOptions {
  /** Period of the averages of the price and of its distance from that. */
  readonly channel?: number;
  /** Period of the average of the index. */
  readonly average?: number;
  /** Values over which the signal averages. */
  readonly signal?: number;
}

/**
 * Wave trend (LazyBear): distance of the typical price from its exponential average in 0.015 averaged distances, 0 where
 * nothing moved, smoothed (`wave`), and its simple average (`signal`).
 */
export class WaveTrend extends Indicator {
  readonly #centre: ExponentialAverage;
  readonly #distance: ExponentialAverage;
  readonly #wave: ExponentialAverage;
  readonly #signal: RollingMean;

  constructor({ channel = 10, average = 21, signal = 4 }: WaveTrendOptions = {}) {
    requireWhole('wave-trend', 'channel', channel, 1);
    requireWhole('wave-trend', 'average', average, 1);
    requireWhole('wave-trend', 'signal', signal, 1);
    const warmUp = [2 * channel + average - 2, 2 * channel + average + signal - 3];
    const parameters = { channel, average, signal };
    super({ id: 'wave-trend', parameters, outputs: ['wave', 'signal'], warmUp }, ['high', 'low', 'close']);
    this.#centre = new ExponentialAverage(this.memory, channel);
    this.#distance = new ExponentialAverage(this.memory, channel);
    this.#wave = new ExponentialAverage(this.memory, average);
    this.#signal = new RollingMean(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [wave, signal] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const typical = ((bars.high[row] as number) + (bars.low[row] as number) + (bars.close[row] as number)) / 3;
      const distance = typical - this.#centre.step(typical);
      const usual = this.#distance.step(Math.abs(distance));
      // Equal prices leave distances of the last bit, not of 0: the average is rounded.
      const index = usual <= Math.abs(typical) * 1e-13 ? 0 : distance / (0.015 * usual);
      const smooth = this.#wave.step(index);
      wave[row] = smooth;
      signal[row] = this.#signal.step(smooth);
    }
  }
}
