import type { AccountMode, PathRule } from '../venue/venue-options.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import type { Instrument } from '@pipwright/model';

/**
 * A scenario that a trader can check by hand. Times are UTC; a line without a date is on the date of the line before it.
 *
 * `market`: blocks of candles or ticks. A block opens with its symbol and timeframe; `inside` marks candles that only show
 * the path inside those of the first block. Prices are bid; the last number of a row is the spread in points, by
 * default that of the block's heading. Text behind `//` is a remark, here and everywhere.
 *
 *     EURUSD H1 spread 10
 *     2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
 *     09:00  1.10000 1.10020 1.09980 1.10000  25
 *     EURUSD ticks spread 10
 *     08:00:00.250  1.10000
 *
 * `orders`: what is asked of the broker, and when. Distances are points, prices are prices.
 *
 *     08:00 #1 buy 1.00 sl 100 tp 200 trail 50
 *     08:00 #2 sell 0.50 GBPUSD limit 1.2550 day | until 2019-02-06 12:00
 *     08:00 #3 buy 1.00 stop 1.1020 limit 1.1010 oco A fok | ioc | return deviation 5
 *     09:00 close #1 | close #1 0.40 | close #1 by #2
 *     09:00 move #1 sl 1.1005 tp 1.1060 trail 30
 *     09:00 change #2 price 1.2540 limit 1.2530 sl 50 tp 90
 *     09:00 cancel #2
 *
 * `journal`: all that the broker did, in order, as `journal.fixture.ts` writes it down.
 */
export interface Scenario {
  readonly name: string;
  /** `10,000 USD` */
  readonly account?: string;
  readonly mode?: AccountMode;
  /** Fractions of the margin. */
  readonly stopOut?: number;
  readonly marginCall?: number;
  readonly ordersMax?: number;
  readonly rule?: PathRule;
  readonly costs?: Partial<TradingCosts>;
  /** What differs from the catalogue's contract, by symbol. */
  readonly contracts?: Readonly<Record<string, Partial<Instrument>>>;
  /** Bid and ask of pairs that convert money, by symbol; the same all the time. */
  readonly rates?: Readonly<Record<string, readonly [bid: number, ask: number]>>;
  readonly market: string;
  readonly orders: string;
  readonly journal: string;
  /** Shows where the profit of each trade came from. */
  readonly splits?: true;
  /** Figures of the account at the end: `balance 9,690.00`, and if wished `equity …` and `margin …`. */
  readonly end: string;
}

/** Lines of a text without remarks, without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .filter((line) => line !== '');
}
