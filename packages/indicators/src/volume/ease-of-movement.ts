import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface EaseOfMovementOptions {
  readonly period?: number;
  /** Factor that makes the numbers readable. */
  readonly scale?: number;
}

/**
 * Ease of movement (Arms): how far the middle of the bar moved, times the bar's range per volume. `movement` is of one
 * bar, `average` its plain average. A bar without volume moves by 0: there was nothing that moved it.
 */
export class EaseOfMovement extends Indicator {
  readonly #period: number;
  readonly #scale: number;
  readonly #previous: Lag;
  readonly #sum: RollingSum;

  constructor({ period = 14, scale = 10_000 }: EaseOfMovementOptions = {}) {
    requireWhole('ease-of-movement', 'period', period, 1);
    requirePositive('ease-of-movement', 'scale', scale);
    const outputs = ['movement', 'average'];
    const parameters = { period, scale };
    super({ id: 'ease-of-movement', parameters, outputs, warmUp: [2, period + 1] }, ['high', 'low', 'volume']);
    this.#period = period;
    this.#scale = scale;
    this.#previous = new Lag(this.memory, 1);
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [movement, average] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const middle = (high + low) / 2;
      const distance = middle - this.#previous.step(middle);
      const ease = quotient(this.#scale * distance * (high - low), bars.volume[row] as number, 0);
      const known = distance !== distance ? distance : ease;
      movement[row] = known;
      average[row] = this.#sum.step(known) / this.#period;
    }
  }
}
