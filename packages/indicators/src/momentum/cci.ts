import { columnKernel, deliver, inputPointer, outputPointer } from '../cells/kernel.ts';
import { RollingDeviation } from '../cells/rolling-deviation.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Commodity channel index (Lambert, 1980): distance of the typical price from its mean, in 0.015 mean absolute
 * deviations; 0 where nothing moved.
 */
export class Cci extends Indicator {
  readonly #period: number;
  readonly #sum: RollingSum;
  readonly #deviation: RollingDeviation;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('cci', 'period', period, 2);
    super({ id: 'cci', parameters: { period }, outputs: ['cci'], warmUp: [period] }, ['high', 'low', 'close']);
    this.#period = period;
    this.#sum = new RollingSum(this.memory, period);
    this.#deviation = new RollingDeviation(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close } = bars;
    const typical = scratch(0, to - from);
    const means = scratch(1, to - from);
    const deviations = scratch(2, to - from);
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const top = inputPointer(high, from, to, 0);
      const bottom = inputPointer(low, from, to, 1);
      kernel.typical(top, bottom, inputPointer(close, from, to, 2), to - from, typical.byteOffset);
    } else {
      for (let row = from; row < to; row++) {
        typical[row - from] = ((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3;
      }
    }
    this.#sum.run(typical, 0, to - from, means, 0, this.#period);
    this.#deviation.run(typical, means, 0, to - from, deviations, 0);
    if (kernel !== undefined) {
      const result = outputPointer(output, from, 0);
      kernel.cci(typical.byteOffset, means.byteOffset, deviations.byteOffset, to - from, result);
      return deliver(output, from, to - from, 0);
    }
    for (let row = from; row < to; row++) {
      const mean = means[row - from] as number;
      const deviation = deviations[row - from] as number;
      const distance = (typical[row - from] as number) - mean;
      // Equal prices leave a deviation of the last bit, not of 0: the mean is rounded.
      output[row] = deviation <= Math.abs(mean) * 1e-14 ? 0 : distance / (0.015 * deviation);
    }
  }
}
