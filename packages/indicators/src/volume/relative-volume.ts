import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Relative volume: the bar's volume over the average of the `period` bars before it; 1 where those had none. */
export class RelativeVolume extends Indicator {
  readonly #period: number;
  readonly #sum: RollingSum;
  /** Sum over the bars before the next one, and whether it is whole. */
  readonly #before: Float64Array;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('relative-volume', 'period', period, 1);
    const shape = { id: 'relative-volume', parameters: { period }, outputs: ['ratio'], warmUp: [period + 1] };
    super(shape, ['volume']);
    this.#period = period;
    this.#sum = new RollingSum(this.memory, period);
    this.#before = this.memory.numbers(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    let before = (this.#before[1] as number) === 1 ? (this.#before[0] as number) : Number.NaN;
    for (let row = from; row < to; row++) {
      const volume = bars.volume[row] as number;
      output[row] = quotient(volume * this.#period, before, 1);
      before = this.#sum.step(volume);
    }
    this.#before[1] = before === before ? 1 : 0;
    this.#before[0] = before === before ? before : 0;
  }
}
