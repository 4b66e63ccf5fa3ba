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
  readonly #period: number;
  /** Logarithms of the last `period` prices, pair by pair, each as a ring. */
  readonly #logs: Float64Array;
  /** Position in the rings; bars seen, up to `period`. */
  readonly #counters: Int32Array;

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('currency-strength', 'period', period, 1);
    const warmUp = MAJORS.map(() => period + 1);
    super({ id: 'currency-strength', parameters: { period }, outputs: MAJORS, warmUp }, PAIRS);
    this.#period = period;
    this.#logs = this.memory.numbers(PAIRS.length * period);
    this.#counters = this.memory.counters(2);
  }

  compute(prices: Columns<DollarPair>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const counters = this.#counters;
    const period = this.#period;
    // The columns of the currencies carry their returns against the dollar until the second pass.
    for (let pair = 0; pair < PAIRS.length; pair++) {
      this.#againstDollar(pair, prices[PAIRS[pair] as DollarPair], from, to, outputs[pair + 1] as Float64Array);
    }
    counters[0] = ((counters[0] as number) + to - from) % period;
    const warm = from + period - (counters[1] as number);
    counters[1] = Math.min(period, (counters[1] as number) + to - from);
    for (let row = from; row < to; row++) {
      let sum = 0;
      for (let major = 1; major < MAJORS.length; major++) sum += (outputs[major] as Float64Array)[row] as number;
      (outputs[0] as Float64Array)[row] = row < warm ? Number.NaN : -sum / PAIRS.length;
      for (let major = 1; major < MAJORS.length; major++) {
        const column = outputs[major] as Float64Array;
        column[row] = row < warm ? Number.NaN : (MAJORS.length * (column[row] as number) - sum) / PAIRS.length;
      }
    }
  }

  /** Log returns of the currency beside the dollar in a pair, over `period` bars. */
  #againstDollar(pair: number, prices: Float64Array, from: number, to: number, output: Float64Array): void {
    const logs = this.#logs;
    const direction = DIRECTIONS[pair] as number;
    const start = pair * this.#period;
    const end = start + this.#period;
    let at = start + (this.#counters[0] as number);
    for (let row = from; row < to; row++) {
      const log = logPrice(prices[row] as number);
      output[row] = direction * logChange(logs[at] as number, log);
      logs[at] = log;
      at = at + 1 === end ? start : at + 1;
    }
  }
}
