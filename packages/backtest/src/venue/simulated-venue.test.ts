// Long because it is one table of scenarios that a trader can read from top to bottom.
import { createRandom } from '@pipwright/kernel';
import {
  candlesFrom,
  currency,
  DealEntry,
  ExitReason,
  findInstrument,
  OrderState,
  Side,
  utcMs,
  type Candle,
  type EpochMs,
  type Fill,
  type Instrument,
  type Lots,
  type MinorUnits,
  type OrderRequest,
  type Trade,
} from '@pipwright/model';
import { approvedOrder } from '@pipwright/testkit';
import type { OrderUpdate } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { EXECUTION_IDEAL } from '../costs/execution.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import { SimulatedVenue } from './simulated-venue.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday morning: no rollover, no weekend near. */
const START = utcMs(2019, 2, 5, 8);
const FREE: TradingCosts = {
  commission: { kind: 'per-lot', perSide: 0 },
  slippage: { kind: 'none' },
  swap: true,
  execution: EXECUTION_IDEAL,
};
const EURUSD = findInstrument('EURUSD')!;

/** Bid open, high, low, close in points; the ask is a spread above. */
type Bar = readonly [open: number, high: number, low: number, close: number];

interface Scenario {
  readonly order: Partial<OrderRequest>;
  readonly bars: readonly Bar[];
  readonly spread?: number;
  readonly costs?: Partial<TradingCosts>;
  readonly instrument?: Instrument;
  readonly account?: string;
  readonly balance?: number;
  readonly stopOutLevel?: number;
  readonly start?: number;
  readonly stepMs?: number;
}

interface Outcome {
  readonly venue: SimulatedVenue;
  readonly updates: OrderUpdate[];
  readonly fills: Fill[];
  readonly trades: Trade[];
}

function candlesOf(scenario: Scenario): Candle[] {
  const { instrument = EURUSD, spread = 10, start = START, stepMs = HOUR_MS } = scenario;
  const price = (points: number): number => points / Math.round(1 / instrument.tickSize);
  return scenario.bars.map(([open, high, low, close], index) => ({
    time: start + index * stepMs,
    open: price(open),
    high: price(high),
    low: price(low),
    close: price(close),
    askOpen: price(open + spread),
    askHigh: price(high + spread),
    askLow: price(low + spread),
    askClose: price(close + spread),
    volume: 1,
  }));
}

/** The order is given before the first candle, so that it is filled at the first open. */
function play(scenario: Scenario, ...more: Partial<OrderRequest>[]): Outcome {
  const { instrument = EURUSD, stepMs = HOUR_MS } = scenario;
  const venue = new SimulatedVenue({
    account: {
      currency: currency(scenario.account ?? 'USD'),
      initialBalance: (scenario.balance ?? 10_000_00) as MinorUnits,
      stopOutLevel: scenario.stopOutLevel ?? 0.5,
    },
    instruments: [instrument],
    costs: { ...FREE, ...scenario.costs },
    random: createRandom('scenario'),
  });
  const outcome: Outcome = { venue, updates: [], fills: [], trades: [] };
  venue.subscribe({
    onOrderUpdate: (update) => outcome.updates.push(update),
    onFill: (fill) => outcome.fills.push(fill),
    onTrade: (trade) => outcome.trades.push(trade),
  });
  [scenario.order, ...more].forEach((order, index) => {
    venue.submit(approvedOrder(instrument, { clientOrderId: `o${index}`, ...order }));
  });
  const candles = candlesFrom(candlesOf(scenario));
  for (let index = 0; index < candles.length; index++) {
    venue.onCandleClosed(instrument.symbol, candles, index, (candles.time[index]! + stepMs) as EpochMs);
  }
  return outcome;
}

const buy = { side: Side.Buy, volume: 1 as Lots, stopLossDistance: 0.001, takeProfitDistance: 0.002 };
const sell = { ...buy, side: Side.Sell };
const quiet: Bar = [110_000, 110_020, 109_980, 110_000];

/*
 * One lot of EURUSD in an account in USD: a point is worth one dollar. The spread is 10 points: a buyer enters at
 * 110,010, with the stop at 109,910 (bid) and the target at 110,210 (bid); a seller enters at 110,000, with the stop at
 * 110,100 (ask) and the target at 109,800 (ask).
 */
const EXITS: readonly [
  name: string,
  order: Partial<OrderRequest>,
  bars: Bar[],
  reason: string,
  exit: number,
  net: number,
][] = [
  ['long, stop touched by the bid', buy, [quiet, [110_000, 110_010, 109_910, 110_000]], 'stop-loss', 109_910, -100],
  ['long, bid one point above the stop stays open', buy, [quiet, [110_000, 110_010, 109_911, 110_000]], 'open', 0, -10],
  ['long, target touched by the bid', buy, [quiet, [110_000, 110_210, 109_990, 110_200]], 'take-profit', 110_210, 200],
  ['long, only the ask reaches the target', buy, [quiet, [110_000, 110_205, 109_990, 110_200]], 'open', 0, 190],
  ['short, stop touched by the ask', sell, [quiet, [110_000, 110_090, 109_990, 110_000]], 'stop-loss', 110_100, -100],
  ['short, only the bid would reach the target', sell, [quiet, [110_000, 110_010, 109_795, 109_900]], 'open', 0, 90],
  [
    'short, target touched by the ask',
    sell,
    [quiet, [110_000, 110_010, 109_790, 109_900]],
    'take-profit',
    109_800,
    200,
  ],
  [
    'long, gap through the stop fills at the open',
    buy,
    [quiet, [109_700, 109_750, 109_650, 109_700]],
    'stop-loss',
    109_700,
    -310,
  ],
  [
    'short, gap through the stop fills at the open',
    sell,
    [quiet, [110_300, 110_310, 110_250, 110_300]],
    'stop-loss',
    110_310,
    -310,
  ],
  [
    'long, gap over the target fills at the better open',
    buy,
    [quiet, [110_500, 110_510, 110_450, 110_500]],
    'take-profit',
    110_500,
    490,
  ],
  [
    'short, gap over the target fills at the better open',
    sell,
    [quiet, [109_500, 109_510, 109_450, 109_500]],
    'take-profit',
    109_510,
    490,
  ],
  [
    'long, both in one candle: the stop is assumed',
    buy,
    [quiet, [110_000, 110_300, 109_800, 110_250]],
    'stop-loss',
    109_910,
    -100,
  ],
  [
    'short, both in one candle: the stop is assumed',
    sell,
    [quiet, [110_000, 110_300, 109_700, 109_750]],
    'stop-loss',
    110_100,
    -100,
  ],
  [
    'long, opens over the target and falls to the stop: the open came first',
    buy,
    [quiet, [110_300, 110_310, 109_800, 109_900]],
    'take-profit',
    110_300,
    290,
  ],
  ['long, stop in the candle of the entry', buy, [[110_000, 110_010, 109_900, 110_000]], 'stop-loss', 109_910, -100],
  ['long, target in the candle of the entry', buy, [[110_000, 110_220, 109_990, 110_200]], 'take-profit', 110_210, 200],
  [
    'long without levels stays open',
    { ...buy, stopLossDistance: 0, takeProfitDistance: 0 },
    [quiet, [110_000, 112_000, 108_000, 111_000]],
    'open',
    0,
    990,
  ],
];

describe('exits of one lot', () => {
  test.each(EXITS)('%s', (_, order, bars, reason, exit, net) => {
    const { venue, trades } = play({ order, bars });
    const { balance, equity } = venue.account();
    if (reason === 'open') {
      expect(trades).toHaveLength(0);
      expect(equity - balance).toBe(net * 100);
      return;
    }
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({ exitReason: reason, closePrice: exit / 100_000 });
    expect(trades[0]!.split.net).toBe(net * 100);
    expect(balance).toBe(10_000_00 + net * 100);
  });

  test('counts exits that rest on the rule, and only those', () => {
    const both = play({ order: buy, bars: [quiet, [110_000, 110_300, 109_800, 110_250]] });
    expect(both.venue.totals).toMatchObject({ barrierExits: 1, ruleExits: 1 });
    const atOpen = play({ order: buy, bars: [quiet, [110_300, 110_310, 109_800, 109_900]] });
    expect(atOpen.venue.totals).toMatchObject({ barrierExits: 1, ruleExits: 0 });
  });
});

describe('costs', () => {
  test('split a trade into move, spread, slippage and commission', () => {
    const bars: Bar[] = [quiet, [110_000, 110_210, 109_990, 110_200]];
    const costs = { commission: { kind: 'per-lot', perSide: 3.5 }, slippage: { kind: 'points', points: 4 } } as const;
    const { trades, fills } = play({ order: buy, bars, costs });
    // Entry at 110,014; target 200 points above, at 110,214, is not reached; closed at the end.
    expect(trades).toHaveLength(0);
    expect(fills[0]).toMatchObject({ price: 1.10014, commission: -350 });
    expect(fills[0]!.slippage).toBeCloseTo(0.00004, 12);
    const stopped = play({ order: sell, bars: [quiet, [110_000, 110_150, 109_990, 110_100]], costs });
    // Sold at 109,996, stop at 110,096, bought back 4 points worse at 110,100.
    expect(stopped.trades[0]!.split).toEqual({
      price: (-104 + 10 + 8) * 100,
      spread: -1000,
      slippage: -800,
      commission: -700,
      swap: 0,
      net: (-104 - 7) * 100,
    });
  });

  test.each([
    ['none', { kind: 'none' } as const, 0],
    ['spread', { kind: 'spread', fraction: 0.5 } as const, 5],
    ['range', { kind: 'range', fraction: 0.1 } as const, 4],
  ])('slippage model %s', (_, slippage, points) => {
    const { fills } = play({ order: buy, bars: [quiet], costs: { slippage } });
    expect(fills[0]!.price).toBeCloseTo((110_010 + points) / 100_000, 12);
  });

  test('random slippage stays in its range and depends on the seed alone', () => {
    const slippage = { kind: 'random', pointsMax: 6 } as const;
    const first = play({ order: buy, bars: [quiet], costs: { slippage } });
    const second = play({ order: buy, bars: [quiet], costs: { slippage } });
    expect(first.fills[0]!.slippage).toBe(second.fills[0]!.slippage);
    expect(first.fills[0]!.slippage).toBeGreaterThanOrEqual(0);
    expect(first.fills[0]!.slippage).toBeLessThanOrEqual(0.00006 + 1e-12);
  });

  test('excursions are the worst and best floating profit', () => {
    const { trades } = play({
      order: buy,
      bars: [quiet, [110_000, 110_150, 109_950, 110_000], [110_000, 110_300, 109_990, 110_290]],
    });
    expect(trades[0]).toMatchObject({ maximumAdverse: -60_00, maximumFavourable: 200_00 });
  });
});

describe('orders that are not taken', () => {
  test.each([
    ['volume below the minimum', { ...buy, volume: 0.001 as Lots }, 'invalid volume'],
    ['volume between two steps', { ...buy, volume: 0.015 as Lots }, 'invalid volume'],
    ['volume above the maximum', { ...buy, volume: 101 as Lots }, 'invalid volume'],
    ['a stop on the wrong side', { ...buy, stopLossDistance: -0.001 }, 'invalid stops'],
    ['not enough money', { ...buy, volume: 10 as Lots }, 'not enough money'],
  ])('%s', (_, order, reason) => {
    const { updates, fills, venue } = play({ order, bars: [quiet] });
    expect(updates.at(-1)).toMatchObject({ state: OrderState.Rejected, reason });
    expect(fills).toHaveLength(0);
    expect(venue.account()).toMatchObject({ balance: 10_000_00, equity: 10_000_00, margin: 0 });
  });
});

describe('margin', () => {
  const open = { ...buy, stopLossDistance: 0, takeProfitDistance: 0 };

  test('is the value at the opening divided by the leverage', () => {
    const { venue } = play({ order: open, bars: [quiet] });
    expect(venue.account().margin).toBe(Math.round((110_010 / 30) * 100));
  });

  test('of a hedged pair is the hedged fraction of both', () => {
    const { venue } = play({ order: open, bars: [quiet] }, { ...open, side: Side.Sell });
    expect(venue.account().margin).toBe(Math.round(((110_010 + 110_000) / 30) * 0.5 * 100));
  });

  test('stop-out closes the worst position first and stops when the rest is carried', () => {
    // Three lots long at 110,010 need 11,001 of margin; equity 12,000 - 3 x 2,210 = 5,370 is below half of it.
    const bars: Bar[] = [quiet, [110_000, 110_000, 107_800, 107_800]];
    const { trades, venue } = play({ order: open, bars, balance: 12_000_00 }, open, open);
    expect(trades.map((trade) => trade.exitReason)).toEqual(['stop-out']);
    expect(trades[0]!.id).toBe('o0');
    expect(venue.totals.stopOuts).toBe(1);
    expect(venue.positions()).toHaveLength(2);
  });
});

describe('swap', () => {
  const instrument: Instrument = { ...EURUSD, swap: { mode: 'points', long: -7, short: 2, tripleWeekday: 3 } };
  const held = { ...buy, stopLossDistance: 0, takeProfitDistance: 0 };
  const hours = (count: number): Bar[] => Array.from({ length: count }, () => quiet);

  /** Entered at the first open, held for `bars` hours. Winter: 17:00 New York is 22:00 UTC; summer: 21:00. */
  test.each([
    ['closed before 17:00: none', utcMs(2019, 2, 5, 20), 2, 0],
    ['held through one 17:00', utcMs(2019, 2, 5, 20), 3, -7],
    ['opened at 17:00 sharp: none that day', utcMs(2019, 2, 5, 22), 3, 0],
    ['Wednesday books three nights', utcMs(2019, 2, 6, 20), 3, -21],
    ['a whole week is seven nights', utcMs(2019, 2, 4, 20), 24 * 5 + 3, -7 * 7],
    ['summer time moves it to 21:00 UTC', utcMs(2019, 7, 2, 20), 2, -7],
    ['between the US and EU changes it follows New York', utcMs(2019, 3, 12, 20), 2, -7],
  ])('%s', (_, start, bars, points) => {
    const { venue } = play({ order: held, bars: hours(bars), instrument, start });
    expect(venue.ledger.book.total('swap')).toBe(points * 100);
  });

  test('over a weekend without candles books Friday once and nothing on Saturday and Sunday', () => {
    const { venue } = play({ order: held, bars: hours(1), instrument, start: utcMs(2019, 2, 8, 20) });
    const monday = utcMs(2019, 2, 11, 20);
    const candles = candlesFrom(candlesOf({ order: held, bars: hours(1), start: monday }));
    venue.onCandleClosed(EURUSD.symbol, candles, 0, (monday + HOUR_MS) as EpochMs);
    expect(venue.ledger.book.total('swap')).toBe(-7 * 100);
  });

  test('books the rollovers inside a long candle', () => {
    const { venue } = play({ order: held, bars: hours(1), instrument, start: utcMs(2019, 2, 5), stepMs: 48 * HOUR_MS });
    expect(venue.ledger.book.total('swap')).toBe(-7 * 4 * 100);
  });

  test('short positions get their own rate, and the trade shows it', () => {
    const order = { ...held, side: Side.Sell, exitTime: 0 as EpochMs };
    const { venue, trades } = play({ order, bars: hours(3), instrument, start: utcMs(2019, 2, 5, 20) });
    venue.finish(utcMs(2019, 2, 5, 23));
    expect(trades[0]).toMatchObject({ exitReason: ExitReason.EndOfData });
    expect(trades[0]!.split).toMatchObject({ swap: 200, spread: -1000, price: 0, net: -800 });
  });

  test.each([
    ['base-currency', 2, 'USD', 2.2],
    ['account-currency', 2, 'USD', 2],
    ['interest-current', 3.6, 'USD', 11],
    ['interest-open', 3.6, 'USD', 11.001],
    ['points', 7, 'EUR', 7 / 1.1],
    ['disabled', 7, 'USD', 0],
  ] as const)('mode %s', (mode, long, account, expected) => {
    const contract: Instrument = { ...EURUSD, swap: { mode, long, short: 0, tripleWeekday: 3 } };
    const { venue } = play({
      order: held,
      bars: hours(3),
      instrument: contract,
      account,
      start: utcMs(2019, 2, 5, 20),
    });
    expect(venue.ledger.book.total('swap')).toBe(Math.round(expected * 100));
  });
});

describe('other account currencies', () => {
  test('yen have no cents', () => {
    const instrument = findInstrument('USDJPY')!;
    const bars: Bar[] = [
      [110_000, 110_010, 109_990, 110_000],
      [110_000, 110_000, 109_800, 109_850],
    ];
    const order = { side: Side.Buy, volume: 0.13 as Lots, stopLossDistance: 0.1, takeProfitDistance: 0.2 };
    const { trades } = play({ order, bars, instrument, account: 'JPY', balance: 1_000_000 });
    expect(trades[0]!.split.net).toBe(-1300);
  });

  test('profit in yen is converted to dollars at the ask of the exit', () => {
    const instrument = findInstrument('USDJPY')!;
    const bars: Bar[] = [
      [110_000, 110_010, 109_990, 110_000],
      [110_000, 110_300, 109_990, 110_250],
    ];
    const order = { side: Side.Buy, volume: 1 as Lots, stopLossDistance: 0.1, takeProfitDistance: 0.2 };
    const { trades } = play({ order, bars, instrument });
    expect(trades[0]!.split.net).toBe(Math.round((0.2 * 100_000 * 100) / 110.22));
  });

  test('a cross without a rate is refused by name', () => {
    const instrument = findInstrument('EURGBP')!;
    expect(() => play({ order: buy, bars: [quiet], instrument })).toThrow(
      'no rate to convert GBP to the account currency USD',
    );
  });
});

test('requested exits are done at the next open, before its orders', () => {
  const { venue, fills, trades } = play({ order: buy, bars: [quiet] });
  venue.closePosition('o0', ExitReason.TimeLimit);
  venue.submit(approvedOrder(EURUSD, { ...sell, clientOrderId: 'next' }));
  const candles = candlesFrom(
    candlesOf({ order: buy, bars: [[110_050, 110_060, 110_040, 110_050]], start: START + HOUR_MS }),
  );
  venue.onCandleClosed(EURUSD.symbol, candles, 0, (START + 2 * HOUR_MS) as EpochMs);
  expect(fills.map((fill) => [fill.clientOrderId, fill.entry])).toEqual([
    ['o0', DealEntry.In],
    ['o0', DealEntry.Out],
    ['next', DealEntry.In],
  ]);
  expect(trades[0]).toMatchObject({ closeTime: START + HOUR_MS, closePrice: 1.1005, exitReason: 'time-limit' });
});

test('candles out of order are refused', () => {
  const { venue } = play({ order: buy, bars: [quiet] });
  const candles = candlesFrom(candlesOf({ order: buy, bars: [quiet] }));
  expect(() => venue.onCandleClosed(EURUSD.symbol, candles, 0, (START + HOUR_MS) as EpochMs)).toThrow(
    'Candle 0 of EURUSD',
  );
});
