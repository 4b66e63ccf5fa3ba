import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';

/** True range (Wilder, 1978); NaN at the first bar, which has no previous close. */
export class TrueRange extends Indicator {
  readonly #trueRange: TrueRangeStep;

  constructor() {
    super({ id: 'true-range', parameters: {}, outputs: ['trueRange'], warmUp: [2] });
    this.#trueRange = new TrueRangeStep(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      output[row] = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, bars.close[row] as number);
    }
  }
}
