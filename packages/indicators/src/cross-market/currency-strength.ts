import { Lag } from '../cells/lag.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import { logChange, logPrice } from './log-price.ts';

/** The seven dollar pairs that carry all rates between the eight majors. */
const PAIRS = ['EURUSD', 'GBPUSD', 'USDJPY', 'USDCHF', 'USDCAD', 'AUDUSD', 'NZDUSD'] as const;
export type DollarPair = (typeof PAIRS)[number];

/** The eight majors, in the order of the outputs. */
const MAJORS = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'NZD'] as const;

/** 1 where the pair's rate rises with the currency beside the dollar, -1 where it falls with it. */
const DIRECTIONS: readonly number[] = PAIRS.map((pair) => (pair.endsWith('USD') ? 1 : -1));

/**
 * Currency strength of the eight majors: per currency the mean of its log returns over `period` bars against the other
 * seven, from the closes of the seven dollar pairs. The eight add up to 0. A pair whose price is not positive, now or
 * `period` bars ago, counts as unchanged.
 */
export class CurrencyStrength extends StreamIndicator<DollarPair> {
  readonly #earlier: readonly Lag[];
  /** Returns against the dollar in one row: no state. */
  readonly #returns = new Float64Array(MAJORS.length);
  /** The columns of a call, in the order of `PAIRS`: no state. */
  readonly #columns: Float64Array[] = [];
  readonly #period: number;
  readonly #seen: Int32Array;

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('currency-strength', 'period', period, 1);
    const warmUp = MAJORS.map(() => period + 1);
    super({ id: 'currency-strength', parameters: { period }, outputs: MAJORS, warmUp }, PAIRS);
    this.#period = period;
    this.#earlier = PAIRS.map(() => new Lag(this.memory, period));
    this.#seen = this.memory.counters(1);
  }

  compute(prices: Columns<DollarPair>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const returns = this.#returns;
    for (let pair = 0; pair < PAIRS.length; pair++) this.#columns[pair] = prices[PAIRS[pair] as DollarPair];
    let seen = this.#seen[0] as number;
    for (let row = from; row < to; row++) {
      let sum = 0;
      for (let pair = 0; pair < PAIRS.length; pair++) {
        const log = logPrice((this.#columns[pair] as Float64Array)[row] as number);
        const before = (this.#earlier[pair] as Lag).step(log);
        const change = (DIRECTIONS[pair] as number) * logChange(before, log);
        returns[pair + 1] = change;
        sum += change;
      }
      const warm = seen === this.#period;
      if (!warm) seen++;
      for (let major = 0; major < MAJORS.length; major++) {
        const strength = (MAJORS.length * (returns[major] as number) - sum) / (MAJORS.length - 1);
        (outputs[major] as Float64Array)[row] = warm ? strength : Number.NaN;
      }
    }
    this.#seen[0] = seen;
  }
}
