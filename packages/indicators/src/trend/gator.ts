import { Lag } from '../cells/lag.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { AlligatorLine, requireAlligator, type AlligatorOptions } from './alligator-line.ts';

/**
 * Gator oscillator (Williams, 1995): how far the alligator's jaw is from its teeth (`upper`, 0 or above) and its teeth
 * from its lips (`lower`, 0 or below). `upperGrows` and `lowerGrows` are 1 where the distance is greater than at the
 * bar before, else 0.
 */
export class Gator extends Indicator {
  readonly #jaw: AlligatorLine;
  readonly #teeth: AlligatorLine;
  readonly #lips: AlligatorLine;
  readonly #upperBefore: Lag;
  readonly #lowerBefore: Lag;

  constructor(options: AlligatorOptions = {}) {
    const parameters = requireAlligator('gator', options);
    const { jaw, jawOffset, teeth, teethOffset, lips, lipsOffset } = parameters;
    const upper = Math.max(jaw + jawOffset, teeth + teethOffset);
    const lower = Math.max(lips + lipsOffset, teeth + teethOffset);
    const outputs = ['upper', 'lower', 'upperGrows', 'lowerGrows'];
    super({ id: 'gator', parameters, outputs, warmUp: [upper, lower, upper + 1, lower + 1] }, ['high', 'low']);
    this.#jaw = new AlligatorLine(this.memory, jaw, jawOffset);
    this.#teeth = new AlligatorLine(this.memory, teeth, teethOffset);
    this.#lips = new AlligatorLine(this.memory, lips, lipsOffset);
    this.#upperBefore = new Lag(this.memory, 1);
    this.#lowerBefore = new Lag(this.memory, 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [upper, lower, upperGrows, lowerGrows] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const teeth = this.#teeth.step(middle);
      const above = Math.abs(this.#jaw.step(middle) - teeth);
      const below = Math.abs(teeth - this.#lips.step(middle));
      upper[row] = above;
      lower[row] = -below;
      upperGrows[row] = grows(this.#upperBefore.step(above), above);
      lowerGrows[row] = grows(this.#lowerBefore.step(below), below);
    }
  }
}

function grows(before: number, after: number): number {
  if (before !== before) return Number.NaN;
  return after > before ? 1 : 0;
}
