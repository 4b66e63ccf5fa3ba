import { readFileSync } from 'node:fs';
import { createRandom } from '@pipwright/kernel';
import {
  allocateCandles,
  AskSource,
  currency,
  findInstrument,
  isoTime,
  Side,
  utcMs,
  utcWeekday,
  type CandleColumns,
  type Fill,
  type MinorUnits,
  type Session,
  type Trade,
} from '@pipwright/model';
import { emaCross, sharedData } from '@pipwright/testkit';
import { fixedVolume, RISK_UNLIMITED } from '@pipwright/trading';
import { beforeAll, describe, expect, test } from 'vitest';
import { Backtest } from './backtest.ts';
import type { BacktestResult } from './backtest-result.ts';
import { COSTS_NONE } from './costs/trading-costs.ts';

const MINUTE_MS = 60_000;
const BAR_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Row {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

function readRows(file: string): Row[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [stamp = '', ...prices] = line.split(',');
    const [year, month, day, hour, minute] = stamp.split(/[-: +]/).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const [open, high, low, close] = prices.map(Number) as [number, number, number, number];
    return { time: utcMs(year, month, day, hour, minute), open, high, low, close };
  });
}

/**
 * 15-minute candles as the other engine makes them: a row's time is its close, candles are closed on the right, and an
 * empty interval gives a flat candle. The open is the close before, as the other engine fills at that quote.
 */
function candlesOf(bid: readonly Row[], ask: readonly Row[]): CandleColumns {
  const first = Math.ceil(bid[0]!.time / BAR_MS) * BAR_MS;
  const last = Math.ceil(bid.at(-1)!.time / BAR_MS) * BAR_MS;
  const candles = allocateCandles((last - first) / BAR_MS + 1);
  let row = 0;
  for (let index = 0; index < candles.length; index++) {
    const close = first + index * BAR_MS;
    const start = row;
    while (row < bid.length && bid[row]!.time <= close) row++;
    const bids = bid.slice(start, row);
    const asks = ask.slice(start, row);
    const bidBefore = index === 0 ? bids[0]!.open : candles.close[index - 1]!;
    const askBefore = index === 0 ? asks[0]!.open : candles.askClose[index - 1]!;
    candles.time[index] = close - BAR_MS;
    candles.open[index] = bidBefore;
    candles.askOpen[index] = askBefore;
    candles.close[index] = bids.at(-1)?.close ?? bidBefore;
    candles.askClose[index] = asks.at(-1)?.close ?? askBefore;
    candles.high[index] = bids.length === 0 ? bidBefore : Math.max(...bids.map((each) => each.high));
    candles.low[index] = bids.length === 0 ? bidBefore : Math.min(...bids.map((each) => each.low));
    candles.askHigh[index] = asks.length === 0 ? askBefore : Math.max(...asks.map((each) => each.high));
    candles.askLow[index] = asks.length === 0 ? askBefore : Math.min(...asks.map((each) => each.low));
  }
  return candles;
}

const UNITS = 1_000_000;

/** The other engine's simulated exchange knows no sessions. */
const ALWAYS: readonly Session[] = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  fromMinute: 0,
  toMinute: 24 * 60,
}));

function run(candles: CandleColumns): { result: BacktestResult; fills: Fill[] } {
  const instrument = { ...findInstrument('USDJPY')!, sessions: ALWAYS };
  const fills: Fill[] = [];
  const backtest = new Backtest({
    runId: 'oracle',
    series: { symbol: instrument.symbol, timeframe: 'M15', askSource: AskSource.Quoted, candles },
    instrument,
    predictor: null,
    strategy: emaCross({ fast: 10, slow: 20 }),
    sizing: fixedVolume(10),
    limits: RISK_UNLIMITED,
    // The other engine charges 0.002 % of the value: 20 USD for a million.
    costs: { ...COSTS_NONE, commission: { kind: 'per-lot', perSide: 2 } },
    account: { currency: currency('USD'), initialBalance: 100_000_000 as MinorUnits, stopOutLevel: 0 },
    random: createRandom('oracle'),
    listener: { onFill: (fill) => fills.push(fill) },
  });
  backtest.step(candles.length);
  return { result: backtest.finish(), fills };
}

const cents = (dollars: number): number => Math.round(dollars * 100);

/**
 * The other engine's money for the same fills, in cents. Profit and commission arise in yen, as whole yen. Each is converted
 * at the inverse of the side that the fill was made at (bid for a sale, ask for a purchase, so at its very price) and rounded
 * to the cent.
 */
function otherBookings(fills: readonly Fill[]): { profit: number; commission: number } {
  const entries = new Map<string, Fill>();
  let profit = 0;
  let commission = 0;
  for (const fill of fills) {
    commission -= cents(Math.round(UNITS * fill.price * 0.00002) / fill.price);
    const entry = entries.get(fill.positionId);
    if (entry === undefined) {
      entries.set(fill.positionId, fill);
      continue;
    }
    const move = entry.side === Side.Buy ? fill.price - entry.price : entry.price - fill.price;
    profit += cents(Math.round(move * UNITS) / fill.price);
  }
  return { profit, commission };
}

/**
 * What the other engine's conversion gives more than ours, in cents: yen that are won are sold at the ask of USDJPY and yen that
 * are lost are bought at its bid, which differs from the side of the fill for long profits and short losses.
 */
function conversionDifference(trades: readonly Trade[], candles: CandleColumns): number {
  return trades.reduce((sum, { side, openPrice, closePrice, closeTime }) => {
    const yen = Math.round((side === Side.Buy ? closePrice - openPrice : openPrice - closePrice) * UNITS);
    const index = candles.time.indexOf(closeTime - BAR_MS);
    const worse = yen > 0 ? candles.askClose[index]! : candles.close[index]!;
    return sum + cents(yen / closePrice) - cents(yen / worse);
  }, 0);
}

/** Short rates of a month in percent a year, by country. */
function readRates(file: string): (country: string, month: string) => number {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','));
  return (country, month) => {
    const row = rows.find((each) => each[0] === country && each[4] === 'M' && each[5] === month);
    return Number(row?.[6]);
  };
}

/**
 * Interest as the other engine books it, in cents. Once in each UTC day, at its first event: the 15-minute timer at midnight,
 * on weekends too. Units x mid x (rate of the dollar - rate of the yen) / 365 is charged to either side, so here
 * paid, tripled where the day that ended in New York was a Wednesday or a Friday. The rates are those of the month of
 * the UTC date: the last booking, for the night of 28 February, takes the rates of March.
 */
function otherRollovers(
  trades: readonly Trade[],
  candles: CandleColumns,
  rate: ReturnType<typeof readRates>,
): number[] {
  const bookings: number[] = [];
  for (let time: number = utcMs(2013, 2, 2); time <= utcMs(2013, 3, 1); time += DAY_MS) {
    if (!trades.some((trade) => trade.openTime <= time && time <= trade.closeTime)) continue;
    const index = candles.time.indexOf(time - BAR_MS);
    const mid = (candles.close[index]! + candles.askClose[index]!) / 2;
    const month = isoTime(time).slice(0, 7);
    const perNight = (rate('USA', month) - rate('JPN', month)) / 365 / 100;
    const weekday = utcWeekday(time - DAY_MS);
    const nights = weekday === 3 || weekday === 5 ? 3 : 1;
    const yen = UNITS * (Math.round(mid * 1000) / 1000) * perNight * nights;
    bookings.push(-cents(yen / mid));
  }
  return bookings;
}

const bidFile = sharedData('fxcm', 'usdjpy-m1-bid-2013.csv');
const askFile = sharedData('fxcm', 'usdjpy-m1-ask-2013.csv');
const ratesFile = sharedData('interest-rates', 'short-term-interest.csv');
const missing = bidFile === undefined || askFile === undefined || ratesFile === undefined;

describe.skipIf(missing)('EMA 10/20 on USDJPY, February 2013 (needs ../shared/data/fxcm)', () => {
  let candles: CandleColumns;
  let result: BacktestResult;
  let fills: Fill[];

  beforeAll(() => {
    candles = candlesOf(readRows(bidFile!), readRows(askFile!));
    ({ result, fills } = run(candles));
  });

  test('has the same candles, orders and positions', () => {
    expect(result.candles).toBe(2689);
    expect(result.fills).toBe(178);
    expect(result.trades).toHaveLength(89);
  });

  test('the other engine’s bookings of our fills end at its balance, to the cent', () => {
    const { profit, commission } = otherBookings(fills);
    const rollovers = otherRollovers(result.trades, candles, readRates(ratesFile!));
    const rollover = rollovers.reduce((sum, each) => sum + each, 0);
    // 19 single nights and 8 triple ones at February's rates, and one at March's.
    expect(rollovers).toHaveLength(28);
    expect([134, 403, 110].map((amount) => rollovers.filter((each) => each === amount).length)).toEqual([19, 8, 1]);
    expect(100_000_000 + profit + commission).toBe(99_675_553);
    expect(100_000_000 + profit + commission + rollover).toBe(99_681_433);
  });

  test('the difference to ours, item by item', () => {
    const other = otherBookings(fills);
    const rollover = otherRollovers(result.trades, candles, readRates(ratesFile!)).reduce((sum, each) => sum + each, 0);
    const { price, spread, commission, net } = result.costs;
    const conversion = conversionDifference(result.trades, candles);
    expect(other.profit - (price + spread)).toBe(conversion);
    // Whole yen of commission: twice a cent more and twice a cent less than ours.
    expect(other.commission - commission).toBe(0);
    expect({ ours: result.finalBalance, conversion, rollover }).toEqual({
      ours: 99_675_148,
      conversion: 405,
      rollover: 5_880,
    });
    expect(100_000_000 + net + conversion + rollover).toBe(99_681_433);
  });
});
