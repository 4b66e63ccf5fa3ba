import type { Random } from '@pipwright/kernel';
import { lowerBound, Side, type CandleColumns, type CandleSeries, type SymbolName, type Trade } from '@pipwright/model';
import { errors } from '../errors.ts';
import { reportStep, type StudyControl } from '../statistics/study-control.ts';
import { distributionOf, type RunDistribution } from './run-distribution.ts';

const STUDY = 'random-entry benchmark';
const RUNS = 1000;
const RUNS_PER_STEP = 16;

/** A market that was traded. */
export interface EntryMarket {
  readonly series: CandleSeries;
  /**
   * Minor units of the account that a rise of the price by 1 brings to a long position of the trade's volume, were it
   * closed at this moment at about this price.
   */
  readonly valueOfOne: (trade: Trade, time: number, price: number) => number;
}

export interface RandomEntryOptions extends StudyControl {
  readonly trades: readonly Trade[];
  readonly markets: ReadonlyMap<SymbolName, EntryMarket>;
  /** Default 1000. */
  readonly runs?: number;
  readonly random: Random;
}

/**
 * The same trades at other times: each keeps its symbol, side, volume, holding time and **costs, as they were booked** (
 * spread, slippage, commission, swap), and takes the move of the mid price from a candle's open at random to the open as
 * many candles later. So the number of trades, their sides and what they cost are equal, and what differs is when they
 * were entered. Holding times are whole candles, at least one: a trade that lived for less gets a wider chance to win or
 * lose than it had.
 *
 * Null without trades. Throws `STUDY_STOPPED`, and `STUDY_INPUT` where a symbol's market is missing.
 */
export function randomEntry(options: RandomEntryOptions): RunDistribution | null {
  const { trades, markets, runs = RUNS, random } = options;
  if (trades.length === 0) return null;
  const entries = trades.map((trade) => entryOf(trade, markets));
  const actual = trades.reduce((sum, { split }) => sum + split.net, 0);
  const nets: number[] = [];
  for (let run = 0; run < runs; run++) {
    if (run % RUNS_PER_STEP === 0) reportStep(STUDY, options, run, runs);
    const draws = random.split(`entries ${run}`);
    let net = 0;
    for (const entry of entries) net += profitAt(entry, draws.integer(entry.starts));
    nets.push(net);
  }
  reportStep(STUDY, options, runs, runs);
  return distributionOf(nets, actual);
}

interface Entry {
  readonly trade: Trade;
  readonly market: EntryMarket;
  readonly candles: CandleColumns;
  /** Candles that it is held for. */
  readonly held: number;
  /** How many candles it could be entered at. */
  readonly starts: number;
  readonly sign: number;
  readonly costs: number;
}

function entryOf(trade: Trade, markets: ReadonlyMap<SymbolName, EntryMarket>): Entry {
  const market = markets.get(trade.symbol);
  if (market === undefined) {
    const value = 'missing';
    throw errors.STUDY_INPUT({ study: STUDY, name: `the market of ${trade.symbol}`, value, expected: 'its candles' });
  }
  const { candles } = market.series;
  const between = lowerBound(candles.time, trade.closeTime) - lowerBound(candles.time, trade.openTime);
  const held = Math.min(Math.max(1, between), candles.length - 1);
  return {
    trade,
    market,
    candles,
    held,
    starts: candles.length - held,
    sign: trade.side === Side.Buy ? 1 : -1,
    costs: trade.split.net - trade.split.price,
  };
}

function profitAt({ trade, market, candles, held, sign, costs }: Entry, start: number): number {
  const end = start + held;
  const from = (candles.open[start]! + candles.askOpen[start]!) / 2;
  const to = (candles.open[end]! + candles.askOpen[end]!) / 2;
  return sign * (to - from) * market.valueOfOne(trade, candles.time[end]!, to) + costs;
}
