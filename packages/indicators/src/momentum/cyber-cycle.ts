import { SymmetricAverage } from '../cells/symmetric-average.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors } from '../errors.ts';

export interface CyberCycleOptions {
  /** Between 0 and 1: 2 / (bars of the longest cycle + 1). */
  readonly alpha?: number;
}

/** The recursion begins with the seventh bar; before it the cycle is a bare second difference. */
const SEED_BARS = 6;

/**
 * Cyber cycle (Ehlers, 2004): what is left of the bar's middle, in prices, when a two-pole filter has taken the trend
 * away. `trigger` is the cycle one bar before.
 */
export class CyberCycle extends Indicator {
  readonly #alpha: number;
  readonly #average: SymmetricAverage;
  /** The last two middles, averages and cycles, later first. */
  readonly #before: Float64Array;
  readonly #count: Int32Array;

  constructor({ alpha = 0.07 }: CyberCycleOptions = {}) {
    if (!(alpha > 0 && alpha < 1)) {
      const expected = 'a number between 0 and 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'cyber-cycle',
        parameter: 'alpha',
        value: alpha,
        expected,
      });
    }
    const warmUp = [SEED_BARS + 1, SEED_BARS + 2];
    super({ id: 'cyber-cycle', parameters: { alpha }, outputs: ['cycle', 'trigger'], warmUp }, ['high', 'low']);
    this.#alpha = alpha;
    this.#average = new SymmetricAverage(this.memory);
    this.#before = this.memory.numbers(6);
    this.#count = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [cycle, trigger] = outputs as [Float64Array, Float64Array];
    const before = this.#before;
    const gain = (1 - this.#alpha / 2) ** 2;
    const decay = 1 - this.#alpha;
    for (let row = from; row < to; row++) {
      const count = this.#count[0] as number;
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const smooth = this.#average.step(middle);
      const last = before[4] as number;
      let value = 0;
      if (count >= SEED_BARS) {
        const bend = smooth - 2 * (before[2] as number) + (before[3] as number);
        value = gain * bend + 2 * decay * last - decay * decay * (before[5] as number);
      } else if (count >= 2) value = (middle - 2 * (before[0] as number) + (before[1] as number)) / 4;
      before[1] = before[0] as number;
      before[0] = middle;
      before[3] = before[2] as number;
      before[2] = smooth;
      before[5] = last;
      before[4] = value;
      cycle[row] = count >= SEED_BARS ? value : Number.NaN;
      trigger[row] = count > SEED_BARS ? last : Number.NaN;
      if (count <= SEED_BARS) this.#count[0] = count + 1;
    }
  }
}
