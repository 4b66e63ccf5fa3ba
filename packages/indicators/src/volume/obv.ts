import { Indicator, type Bars } from '../contract/indicator.ts';

/** On-balance volume (Granville, 1963): the volume of rising closes minus that of falling ones, from 0 at the first bar. */
export class Obv extends Indicator {
  /** The balance, the last close, and whether there was one. */
  readonly #state: Float64Array;

  constructor() {
    super({ id: 'obv', parameters: {}, outputs: ['obv'], warmUp: [1] });
    this.#state = this.memory.numbers(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const state = this.#state;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      if ((state[2] as number) === 1) {
        const change = close - (state[1] as number);
        state[0] = (state[0] as number) + Math.sign(change) * (bars.volume[row] as number);
      }
      state[1] = close;
      state[2] = 1;
      output[row] = state[0] as number;
    }
  }
}
