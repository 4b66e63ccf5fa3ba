import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface ChaikinVolatilityOptions {
  /** Bars of the exponential average of the range. */
  readonly period?: number;
  /** Bars over which its change is taken. */
  readonly change?: number;
}

/** Chaikin's volatility: change of the averaged high less low, in percent of its older value (0 where that is 0). */
export class ChaikinVolatility extends Indicator {
  readonly #average: ExponentialAverage;
  readonly #before: Lag;

  constructor({ period = 10, change = 10 }: ChaikinVolatilityOptions = {}) {
    requireWhole('chaikin-volatility', 'period', period, 1);
    requireWhole('chaikin-volatility', 'change', change, 1);
    const warmUp = [period + change];
    super({ id: 'chaikin-volatility', parameters: { period, change }, outputs: ['change'], warmUp }, ['high', 'low']);
    this.#average = new ExponentialAverage(this.memory, period);
    this.#before = new Lag(this.memory, change);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const average = this.#average.step((bars.high[row] as number) - (bars.low[row] as number));
      const before = this.#before.step(average);
      output[row] = quotient(100 * (average - before), before, 0);
    }
  }
}
