import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';

/** True range (Wilder, 1978); NaN at the first bar, which has no previous close. */
export class TrueRange extends Indicator {
  readonly #trueRange: TrueRangeStep;

  constructor() {
    super({ id: 'true-range', parameters: {}, outputs: ['trueRange'], warmUp: [2] }, ['high', 'low', 'close']);
    this.#trueRange = new TrueRangeStep(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.#trueRange.run(bars, from, to, outputs[0] as Float64Array, from);
  }
}
