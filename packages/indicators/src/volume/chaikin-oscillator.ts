import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { moneyFlowVolume } from './money-flow.ts';

export interface ChaikinOscillatorOptions {
  readonly fast?: number;
  readonly slow?: number;
}

/** Chaikin oscillator: fast average of the accumulation and distribution line minus its slow one. */
export class ChaikinOscillator extends Indicator {
  readonly #line: Float64Array;
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;

  constructor({ fast = 3, slow = 10 }: ChaikinOscillatorOptions = {}) {
    requireWhole('chaikin-oscillator', 'fast', fast, 1);
    requireWhole('chaikin-oscillator', 'slow', slow, fast + 1);
    const outputs = ['oscillator'];
    const reads = ['high', 'low', 'close', 'volume'] as const;
    super({ id: 'chaikin-oscillator', parameters: { fast, slow }, outputs, warmUp: [slow] }, reads);
    this.#line = this.memory.numbers(1);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const { high, low, close, volume } = bars;
    let line = this.#line[0] as number;
    for (let row = from; row < to; row++) {
      line += moneyFlowVolume(high[row] as number, low[row] as number, close[row] as number, volume[row] as number);
      output[row] = this.#fast.step(line) - this.#slow.step(line);
    }
    this.#line[0] = line;
  }
}
