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
    for (let row = from; row < to; row++) {
      const flow = moneyFlowVolume(
        bars.high[row] as number,
        bars.low[row] as number,
        bars.close[row] as number,
        bars.volume[row] as number,
      );
      const line = (this.#line[0] as number) + flow;
      this.#line[0] = line;
      output[row] = line;
    }
  }
}
