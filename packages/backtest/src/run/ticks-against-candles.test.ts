import {
  ExitReason,
  findInstrument,
  utcMs,
  type CandleSeries,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';
import { readBi5Ticks, readLeanTicks, sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { PathRule } from '../venue/venue-options.ts';
import { playScattered, type Outcome, type ScatteredOrder, type ScatteredRun } from './scattered-orders.fixture.ts';
import { candleOfTicks, followOrder } from './tick-by-tick.fixture.ts';
import { candlesOfTicks, steppingTicks } from './tick-candles.fixture.ts';

const EURUSD = findInstrument('EURUSD')!;
const HALF_TICK = EURUSD.tickSize / 2;

interface Pair {
  readonly ticks: TickColumns;
  readonly series: CandleSeries;
  readonly onTicks: ScatteredRun;
  readonly onCandles: ScatteredRun;
}

function play(
  ticks: TickColumns,
  timeframe: Timeframe,
  seed: number,
  pathRule: PathRule = PathRule.Adaptive,
  distances = { from: 15, to: 60 },
): Pair {
  const series = candlesOfTicks(ticks, EURUSD, timeframe);
  const options = { seed, instrument: EURUSD, series, pathRule, distances };
  return { ticks, series, onTicks: playScattered({ ...options, ticks }), onCandles: playScattered(options) };
}

/** Which of its levels a position could have left at in a candle. */
function levelsIn(
  { candles }: CandleSeries,
  candle: number,
  order: ScatteredOrder,
  { entryPrice }: Outcome,
): ReadonlySet<ExitReason> {
  const base = order.kind === 'market' ? entryPrice : order.price;
  const found = new Set<ExitReason>();
  const { stopDistance, targetDistance, isBuy } = order;
  const low = isBuy ? candles.low[candle]! : candles.askLow[candle]!;
  const high = isBuy ? candles.high[candle]! : candles.askHigh[candle]!;
  const below = isBuy ? stopDistance : targetDistance;
  const above = isBuy ? targetDistance : stopDistance;
  if (low < base - below + HALF_TICK) found.add(isBuy ? ExitReason.StopLoss : ExitReason.TakeProfit);
  if (high > base + above - HALF_TICK) found.add(isBuy ? ExitReason.TakeProfit : ExitReason.StopLoss);
  return found;
}

/** The candle that may have ended a position that is open at the start of `from`, and the levels that it reaches. */
function endFrom(
  series: CandleSeries,
  from: number,
  order: ScatteredOrder,
  outcome: Outcome,
): { readonly candle: number; readonly levels: ReadonlySet<ExitReason> } {
  for (let candle = from; candle < series.candles.length; candle++) {
    const levels = levelsIn(series, candle, order, outcome);
    if (levels.size > 0) return { candle, levels };
  }
  return { candle: series.candles.length, levels: new Set([ExitReason.EndOfData]) };
}

/** Whether the order was filled at the open of its candle, so that the whole candle lies behind its entry. */
function entersAtOpen({ candles }: CandleSeries, order: ScatteredOrder, { entryCandle, entryPrice }: Outcome): boolean {
  return order.kind === 'market' || entryPrice === (order.isBuy ? candles.askOpen : candles.open)[entryCandle];
}

/**
 * Every outcome that the candles leave open: an end in the candle of the entry, where that reaches a level too and nothing
 * shows which came first, and an end in the first candle after it that reaches a level, at any that it reaches.
 */
function possibleEnds(series: CandleSeries, order: ScatteredOrder, outcome: Outcome): ReadonlySet<string> {
  const ends = new Set<string>();
  const add = ({ candle, levels }: ReturnType<typeof endFrom>): void => {
    for (const level of levels) ends.add(`${candle} ${level}`);
  };
  if (entersAtOpen(series, order, outcome)) {
    add(endFrom(series, outcome.entryCandle, order, outcome));
    return ends;
  }
  const levels = levelsIn(series, outcome.entryCandle, order, outcome);
  add({ candle: outcome.entryCandle, levels });
  add(endFrom(series, outcome.entryCandle + 1, order, outcome));
  return ends;
}

/** Compares the runs order by order; returns how many ended alike and how many by the rule. */
function compare({ series, onTicks, onCandles }: Pair): { alike: number; byRule: number; unfilled: number } {
  const counts = { alike: 0, byRule: 0, unfilled: 0 };
  expect(onCandles.orders).toEqual(onTicks.orders);
  for (const order of onTicks.orders) {
    const ticked = onTicks.outcomes.get(order.id);
    const candled = onCandles.outcomes.get(order.id);
    if (ticked === undefined || candled === undefined) {
      expect(candled).toBe(ticked);
      counts.unfilled++;
      continue;
    }
    expect(candled.entryCandle, order.id).toBe(ticked.entryCandle);
    const ends = possibleEnds(series, order, candled);
    const ended = [ticked, candled].map(({ exitCandle, reason }) => `${exitCandle} ${reason}`);
    for (const end of ended) expect([...ends], `${order.id} ${JSON.stringify(order)}`).toContain(end);
    // Where the candles leave one outcome open, both runs have it; else the rule had to choose.
    if (ended[0] === ended[1]) counts.alike++;
    else {
      expect(ends.size, order.id).toBeGreaterThan(1);
      counts.byRule++;
    }
  }
  return counts;
}

const gain = (order: ScatteredOrder, candled: number, ticked: number): number =>
  (candled - ticked) * (order.isBuy ? 1 : -1);

/** Of outcomes that ended alike: how the prices of a path through every price differ from those of single ticks. */
function comparePrices({ series, onTicks, onCandles }: Pair): void {
  for (const order of onTicks.orders) {
    const ticked = onTicks.outcomes.get(order.id);
    const candled = onCandles.outcomes.get(order.id);
    if (ticked === undefined || candled === undefined) continue;
    if (ticked.exitCandle !== candled.exitCandle || ticked.reason !== candled.reason) continue;
    const entry = gain(order, ticked.entryPrice, candled.entryPrice);
    const exit = gain(order, candled.exitPrice, ticked.exitPrice);
    if (order.kind === 'market') expect(Math.abs(entry)).toBe(0);
    // The tick behind a stop is worse than its price, the one behind a limit better.
    if (order.kind === 'stop') expect(entry).toBeGreaterThan(-HALF_TICK);
    if (order.kind === 'limit') expect(entry).toBeLessThan(HALF_TICK);
    // Left in the candle of its entry: the rule says at which spread.
    if (candled.exitCandle === candled.entryCandle && !entersAtOpen(series, order, candled)) continue;
    if (ticked.reason === ExitReason.StopLoss) expect(exit).toBeGreaterThan(-HALF_TICK);
    if (ticked.reason === ExitReason.TakeProfit) expect(exit).toBeLessThan(HALF_TICK);
  }
}

/** Holds the run on ticks to the plainest way of following each order. */
function followAll({ ticks, series, onTicks }: Pair): void {
  const candleOf = candleOfTicks(ticks, series);
  for (const order of onTicks.orders) {
    const outcome = onTicks.outcomes.get(order.id);
    const followed = followOrder(order, ticks, candleOf, EURUSD);
    if (outcome === undefined || followed === undefined) {
      expect(outcome, order.id).toBe(followed);
      continue;
    }
    const { net: _, ...rest } = outcome;
    expect(rest, order.id).toEqual(followed);
  }
}

describe('ticks that pass through every price', () => {
  const start = utcMs(2019, 2, 5, 0);
  const made = (seed: number, length = 60_000): TickColumns =>
    steppingTicks({ seed, start, length, instrument: EURUSD, price: 110_000, spread: 10 });

  test.each([1, 2, 3, 4])('candles of a minute and ticks agree but for the rule, seed %i', (seed) => {
    const pair = play(made(seed), 'M1', seed);
    followAll(pair);
    const counts = compare(pair);
    expect(counts.alike).toBeGreaterThan(350);
    // What ended alike has the same prices and the same money, to the cent.
    for (const { id } of pair.onTicks.orders) {
      const ticked = pair.onTicks.outcomes.get(id);
      const candled = pair.onCandles.outcomes.get(id);
      if (ticked?.exitCandle === candled?.exitCandle && ticked?.reason === candled?.reason) {
        expect(candled).toEqual(ticked);
      }
    }
  });

  test.each([5, 6])('the rule is needed more often in candles of a quarter of an hour, seed %i', (seed) => {
    const counts = compare(play(made(seed, 200_000), 'M15', seed, PathRule.Adaptive, { from: 12, to: 40 }));
    expect(counts.byRule).toBeGreaterThan(5);
  });

  test.each([7, 8, 9])('the pessimistic rule never gives more than the ticks do, seed %i', (seed) => {
    for (const timeframe of ['M1', 'M5', 'M15'] as const) {
      const { onTicks, onCandles } = play(made(seed), timeframe, seed, PathRule.Pessimistic);
      for (const { id } of onTicks.orders) {
        const ticked = onTicks.outcomes.get(id);
        const candled = onCandles.outcomes.get(id);
        if (ticked !== undefined && candled !== undefined) expect(candled.net).toBeLessThanOrEqual(ticked.net);
      }
    }
  });

  test('candles of a single tick leave nothing to the rule', () => {
    const ticks = made(10, 4000);
    const minutes = { ...ticks, time: ticks.time.map((_, index) => start + index * 60_000) };
    const pair = play(minutes, 'M1', 10);
    expect(compare(pair).byRule).toBe(0);
    expect(pair.onCandles.result.finalBalance).toBe(pair.onTicks.result.finalBalance);
  });
});

const lean = sharedData('lean', 'forex', 'oanda', 'tick', 'eurusd', '20140502_quote.zip');
const bi5 = sharedData('dukascopy', 'EURUSD', '2019', '01', '04');
if (lean === undefined) console.log('skipped: no ticks of LEAN at ../shared/data');
if (bi5 === undefined) console.log('skipped: no ticks of Dukascopy at ../shared/data');

/** Real ticks skip prices: a level is filled at the first tick behind it, and at the level itself inside a candle. */
function comparePair(pair: Pair): ReturnType<typeof compare> {
  followAll(pair);
  comparePrices(pair);
  return compare(pair);
}

describe.skipIf(lean === undefined)('OANDA’s ticks of 2 May 2014 (needs ../shared/data/lean)', () => {
  test.each(['M1', 'M5', 'M15'] as const)('candles of %s and ticks agree but for the rule', (timeframe) => {
    const counts = comparePair(play(readLeanTicks(lean!), timeframe, 11, PathRule.Adaptive, { from: 20, to: 80 }));
    expect(counts.alike).toBeGreaterThan(counts.byRule);
  });
});

describe.skipIf(bi5 === undefined)('Dukascopy’s ticks of 4 February 2019 (needs ../shared/data/dukascopy)', () => {
  // From London's morning to the end of New York's.
  const hours = Array.from({ length: 10 }, (_, index) => ({
    file: `${bi5}/${String(7 + index).padStart(2, '0')}h_ticks.bi5`,
    start: utcMs(2019, 2, 4, 7 + index),
  }));

  test.each(['M1', 'M5', 'M15'] as const)('candles of %s and ticks agree but for the rule', (timeframe) => {
    const counts = comparePair(play(readBi5Ticks(hours), timeframe, 12));
    expect(counts.alike).toBeGreaterThan(counts.byRule);
  });
});
