import { Indicator, type Bars } from '../contract/indicator.ts';
import { moneyFlowVolume } from './money-flow.ts';

/** Accumulation and distribution line (Chaikin): the money flow volume, added up from the first bar. */
export class Adl extends Indicator {
  readonly #line: Float64Array;

  constructor() {
    super({ id: 'adl', parameters: {}, outputs: ['adl'], warmUp: [1] }, ['high', 'low', 'close', 'volume']);
    this.#line = this.memory.numbers(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close, volume } = bars;
    let line = this.#line[0] as number;
    for (let row = from; row < to; row++) {
      line += moneyFlowVolume(high[row] as number, low[row] as number, close[row] as number, volume[row] as number);
      output[row] = line;
    }
    this.#line[0] = line;
  }
}
