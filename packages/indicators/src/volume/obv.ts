import { Indicator, type Bars } from '../contract/indicator.ts';

/** On-balance volume (Granville, 1963): the volume of rising closes minus that of falling ones, from 0 at the first bar. */
export class Obv extends Indicator {
  /** The balance, the last close, and whether there was one. */
  readonly #state: Float64Array;

  constructor() {
    super({ id: 'obv', parameters: {}, outputs: ['obv'], warmUp: [1] }, ['close', 'volume']);
    this.#state = this.memory.numbers(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const state = this.#state;
    const { close, volume } = bars;
    let balance = state[0] as number;
    let previous = (state[2] as number) === 1 ? (state[1] as number) : (close[from] as number);
    for (let row = from; row < to; row++) {
      const last = close[row] as number;
      // Comparisons as numbers: which way a bar goes cannot be guessed, and a branch that guesses wrongly costs more.
      balance += (+(last > previous) - +(last < previous)) * (volume[row] as number);
      previous = last;
      output[row] = balance;
    }
    state[0] = balance;
    state[1] = previous;
    state[2] = 1;
  }
}
