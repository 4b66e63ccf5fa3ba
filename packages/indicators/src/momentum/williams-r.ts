import { NOTHING as nothing } from '../cells/quotient.ts';
import { RollingChannel } from '../cells/rolling-channel.ts';
import { columnKernel, deliver, inputPointer, outputPointer } from '../cells/kernel.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

/** Williams %R: distance of the close from the highest high of `period` bars, -100 to 0; -50 without a range. */
export class WilliamsR extends Indicator {
  readonly #channel: RollingChannel;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('williams-r', 'period', period, 1);
    super({ id: 'williams-r', parameters: { period }, outputs: ['williamsR'], warmUp: [period] }, [
      'high',
      'low',
      'close',
    ]);
    this.#channel = new RollingChannel(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close } = bars;
    const lowest = scratch(0, to - from);
    const highest = scratch(1, to - from);
    this.#channel.run(high, low, from, to, highest, lowest, 0);
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const [above, below] = [highest.byteOffset, lowest.byteOffset];
      const last = inputPointer(close, from, to, 0);
      kernel.place(last, above, above, below, to - from, -100, -50, outputPointer(output, from, 0));
      return deliver(output, from, to - from, 0);
    }
    for (let row = from; row < to; row++) {
      const top = highest[row - from] as number;
      const range = top - (lowest[row - from] as number);
      output[row] = Math.abs(range) < NOTHING ? -50 : (-100 * (top - (close[row] as number))) / range;
    }
  }
}
