import { RollingChannel } from '../cells/rolling-channel.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Choppiness (Dreiss): 100 log(sum of true ranges / whole range) / log(period), from 0 (one straight move) to 100.
 * The whole range is that of true highs and lows, which include the close before each bar. 100 where nothing moved.
 */
export class Choppiness extends Indicator {
  readonly #logPeriod: number;
  readonly #trueRange: TrueRangeStep;
  readonly #sum: RollingSum;
  readonly #channel: RollingChannel;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('choppiness', 'period', period, 2);
    super({ id: 'choppiness', parameters: { period }, outputs: ['choppiness'], warmUp: [period + 1] }, [
      'high',
      'low',
      'close',
    ]);
    this.#logPeriod = Math.log(period);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#sum = new RollingSum(this.memory, period);
    this.#channel = new RollingChannel(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close } = bars;
    const tops = scratch(0, to - from);
    const bottoms = scratch(1, to - from);
    const ranges = scratch(2, to - from);
    const highest = scratch(3, to - from);
    let previous = this.#trueRange.previousClose;
    for (let row = from; row < to; row++) {
      const top = high[row] as number;
      const bottom = low[row] as number;
      // NaN at the first bar, which has no close before it.
      tops[row - from] = previous <= top ? top : previous;
      bottoms[row - from] = previous >= bottom ? bottom : previous;
      ranges[row - from] = (tops[row - from] as number) - (bottoms[row - from] as number);
      previous = close[row] as number;
    }
    this.#trueRange.take(previous);
    this.#sum.run(ranges, 0, to - from, output, from);
    this.#channel.run(tops, bottoms, 0, to - from, highest, ranges, 0);
    const scale = 100 / this.#logPeriod;
    for (let row = from; row < to; row++) {
      const whole = (highest[row - from] as number) - (ranges[row - from] as number);
      // A bar upside down, with its high below its low, may leave no way at all.
      const share = (output[row] as number) / whole;
      output[row] = share <= 0 || whole <= 0 || share === Infinity ? 100 : scale * Math.log(share);
    }
  }
}
