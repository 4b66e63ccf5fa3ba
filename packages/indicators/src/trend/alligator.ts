import { Indicator, type Bars } from '../contract/indicator.ts';
import { AlligatorLine, requireAlligator, type AlligatorOptions } from './alligator-line.ts';

/**
 * Alligator (Williams, 1995): three of Wilder's averages of (high + low) / 2, each moved forward, so that a line is
 * given as it stands at this bar on a chart. Nothing looks ahead.
 */
export class Alligator extends Indicator {
  readonly #jaw: AlligatorLine;
  readonly #teeth: AlligatorLine;
  readonly #lips: AlligatorLine;

  constructor(options: AlligatorOptions = {}) {
    const parameters = requireAlligator('alligator', options);
    const { jaw, jawOffset, teeth, teethOffset, lips, lipsOffset } = parameters;
    const warmUp = [jaw + jawOffset, teeth + teethOffset, lips + lipsOffset];
    super({ id: 'alligator', parameters, outputs: ['jaw', 'teeth', 'lips'], warmUp }, ['high', 'low']);
    this.#jaw = new AlligatorLine(this.memory, jaw, jawOffset);
    this.#teeth = new AlligatorLine(this.memory, teeth, teethOffset);
    this.#lips = new AlligatorLine(this.memory, lips, lipsOffset);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [jaw, teeth, lips] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      jaw[row] = this.#jaw.step(middle);
      teeth[row] = this.#teeth.step(middle);
      lips[row] = this.#lips.step(middle);
    }
  }
}
