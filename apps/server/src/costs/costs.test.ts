import type { SlippageClass, SlippageModel } from '@pipwright/backtest';
import { simulateMarket } from '@pipwright/market-data';
import {
  currency,
  findInstrument,
  OrderType,
  SwapMode,
  utcMs,
  type AskSource,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Price,
  type TickColumns,
} from '@pipwright/model';
import { exampleEntry, exampleFill, exampleOrder, exampleRun } from '@pipwright/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestHome, EURUSD, type TestHome } from '../testing/test-home.ts';
import { completeCosts, storedFills } from './complete-costs.ts';
import { readSettlementHolidays, readSwapHistory } from './cost-tables.ts';
import { describeCosts } from './describe-costs.ts';
import { fitStoredSpreads } from './fit-stored-spreads.ts';
import { holidayContract } from './holiday-contract.ts';
import { contractFor, parseContract, putContract, readContract } from './stored-contract.ts';
import { spreadBlobOf, spreadModelFor } from './stored-spread-model.ts';

const USD = currency('USD');
const MINUTE_MS = 60_000;
/** A Tuesday, 8:00 New York. */
const START = utcMs(2024, 6, 4, 12);

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home.close());

/** A tick every ten seconds for so many hours, `points` apart. */
function madeTicks(hours: number, points: number): TickColumns {
  const length = hours * 360;
  const time = Float64Array.from({ length }, (_, index) => START + index * 10_000);
  const bid = Float64Array.from({ length }, (_, index) => 1.1 + (index % 7) / 100_000);
  return {
    length,
    time,
    bid,
    ask: bid.map((price) => price + points / 100_000),
    bidVolume: new Float64Array(length),
    askVolume: new Float64Array(length),
  };
}

async function storeTicks(ticks: TickColumns, instrument: Instrument = EURUSD): Promise<void> {
  await home.stores.candles(async (store) => {
    await store.beginImport({ digest: 'ticks', file: 'ticks' });
    const own = { symbol: instrument.symbol, source: 'made', ticks };
    await store.commitChunk({ digest: 'ticks', index: 0, batches: [], ticks: own, quarantined: [] });
  });
}

async function storeMinutes(askSource: AskSource, from: EpochMs, length: number): Promise<void> {
  const series = simulateMarket({ instrument: EURUSD, timeframe: 'M1', from, length, seed: 3, start: 1.1 });
  const { symbol, timeframe, candles } = series;
  await home.stores.candles((store) =>
    store.writeCandles({ symbol, timeframe, askSource, candles, origin: 'candles', source: 'made' }),
  );
}

describe('fitting', () => {
  test('takes the ticks, keeps the model, and gives it to runs', async () => {
    await storeTicks(madeTicks(30, 13));
    expect(await spreadModelFor(home.stores, EURUSD)).toBeNull();
    const steps: string[] = [];
    const model = await fitStoredSpreads({
      stores: home.stores,
      instrument: EURUSD,
      onProgress: (_, step) => steps.push(step),
    });
    expect(model).toMatchObject({ source: 'ticks', from: START });
    expect(steps).toEqual(['ticks, day 1 of 2', 'ticks, day 2 of 2']);
    const stored = await spreadModelFor(home.stores, EURUSD);
    expect(stored?.model).toEqual(model);
    expect(stored?.description).toBe(
      'fitted by the time of the week to 1,800 minutes of ticks (2024-06-04 to 2024-06-05)',
    );
    const { candles, ...rest } = assumedSeries();
    const filled = stored?.apply({ ...rest, candles }) as CandleSeries;
    expect(Math.round((filled.candles.askOpen[0]! - filled.candles.open[0]!) * 100_000)).toBe(13);
  });

  test('keeps to its range', async () => {
    await storeTicks(madeTicks(30, 13));
    const range = { from: START, to: (START + 2 * 3_600_000) as EpochMs };
    const model = await fitStoredSpreads({ stores: home.stores, instrument: EURUSD, ...range });
    expect(model.minutes).toBe(120);
  });

  test('takes quoted minutes where there are no ticks, and only those', async () => {
    await storeMinutes('quoted', START, 3000);
    const late = (START + 3000 * MINUTE_MS + 7 * 86_400_000) as EpochMs;
    await storeMinutes('assumed', late, 3000);
    const model = await fitStoredSpreads({ stores: home.stores, instrument: EURUSD });
    expect(model.source).toBe('candles');
    expect(model.minutes).toBeGreaterThan(2000);
    expect(model.to).toBeLessThan(late);
  });

  test('says what is missing', async () => {
    const options = { stores: home.stores, instrument: EURUSD };
    await expect(fitStoredSpreads(options)).rejects.toMatchObject({ code: 'NO_QUOTES' });
    await storeTicks(madeTicks(1, 10));
    const short = { ...options, to: (START + 20 * MINUTE_MS) as EpochMs };
    await expect(fitStoredSpreads(short)).rejects.toMatchObject({ code: 'TOO_FEW_QUOTES' });
  });

  test('stops when it is asked to', async () => {
    await storeTicks(madeTicks(1, 10));
    const signal = AbortSignal.abort();
    await expect(fitStoredSpreads({ stores: home.stores, instrument: EURUSD, signal })).rejects.toThrow('aborted');
  });

  test('a blob that is no model is refused with what to do', async () => {
    await home.stores.blobs.put(spreadBlobOf(EURUSD.symbol), new TextEncoder().encode('{"version":2}'));
    await expect(spreadModelFor(home.stores, EURUSD)).rejects.toMatchObject({
      code: 'COSTS_UNREADABLE',
      action: expect.stringContaining('pipwright costs fit EURUSD') as string,
    });
  });
});

/** A minute in the morning of a later day, its ask side assumed. */
function assumedSeries(): CandleSeries {
  const series = simulateMarket({ instrument: EURUSD, timeframe: 'M1', from: START, length: 3, seed: 1, start: 1.1 });
  const { candles } = series;
  const typical = EURUSD.typicalSpread * EURUSD.pipSize;
  const add = (column: Float64Array): Float64Array => column.map((price) => price + typical);
  return {
    ...series,
    askSource: 'assumed',
    candles: {
      ...candles,
      askOpen: add(candles.open),
      askHigh: add(candles.high),
      askLow: add(candles.low),
      askClose: add(candles.close),
    },
  };
}

describe("a broker's contract", () => {
  const text = JSON.stringify({
    typicalSpreadPips: 0.2,
    swap: { mode: 'interest-current', long: -3, holidayNights: { '2024-07-02': 2 } },
    margin: {
      leverage: 500,
      tiers: [
        { upTo: 1000, leverage: 500 },
        { upTo: null, leverage: 100 },
      ],
    },
    stopsLevelPoints: 10,
    execution: 'instant',
    fillings: ['ioc'],
    closedDays: ['2024-12-25'],
  });

  test('takes the place of what it names in the catalogue, money in the units of the account', async () => {
    const contract = parseContract(text);
    await putContract(home.stores, EURUSD.symbol, contract);
    expect(await readContract(home.stores, EURUSD.symbol)).toEqual(contract);
    const traded = await contractFor(home.stores, EURUSD, USD);
    expect(traded).toMatchObject({
      typicalSpread: 0.2,
      contractSize: EURUSD.contractSize,
      swap: { mode: SwapMode.InterestCurrent, long: -3, short: EURUSD.swap.short, holidayNights: { '2024-07-02': 2 } },
      margin: { leverage: 500, hedgedFraction: 0.5 },
      stopsLevel: 10,
      freezeLevel: 0,
      execution: 'instant',
      fillings: ['ioc'],
      closedDays: ['2024-12-25'],
    });
    expect(traded.margin.tiers).toEqual([
      { notionalMax: 100_000, leverage: 500 },
      { notionalMax: Number.POSITIVE_INFINITY, leverage: 100 },
    ]);
    expect((await contractFor(home.stores, EURUSD, currency('JPY'))).margin.tiers?.[0]?.notionalMax).toBe(1000);
    await putContract(home.stores, EURUSD.symbol, null);
    expect(await contractFor(home.stores, EURUSD, USD)).toBe(EURUSD);
  });

  test.each([
    ['{', 'it is not JSON'],
    ['{"swap":{"modus":"points"}}', 'modus'],
    ['{"swap":{"mode":"much"}}', 'mode'],
    ['{"margin":{"tiers":[{"upTo":5,"leverage":10}]}}', 'the last tier'],
    ['{"margin":{"tiers":[{"upTo":5,"leverage":10},{"upTo":4,"leverage":5},{"upTo":null,"leverage":2}]}}', 'ascending'],
    ['{"closedDays":["Christmas"]}', 'write a date as'],
  ])('is refused with the place: %s', (wrong, place) => {
    expect(() => parseContract(wrong)).toThrow(
      expect.objectContaining({ code: 'CONTRACT_UNREADABLE', message: expect.stringContaining(place) as string }),
    );
  });

  test('rates over time hold from the rollover of their day on', async () => {
    const history = readSwapHistory('from;long;short\n2024-07-01;-8;3\r\n2024-01-01;-6;2\n');
    expect(history.map(({ from }) => from)).toEqual(['2024-01-01', '2024-07-01']);
    await putContract(home.stores, EURUSD.symbol, { swap: { history } });
    const traded = await contractFor(home.stores, EURUSD, USD);
    expect(traded.swap.history).toEqual([
      { from: utcMs(2024, 1, 1), long: -6, short: 2 },
      { from: utcMs(2024, 7, 1), long: -8, short: 3 },
    ]);
  });

  test('bank holidays move nights', () => {
    const table = 'currency,date\nusd,2024-07-04\n';
    const nights = holidayContract(EURUSD, {}, table).swap?.holidayNights ?? {};
    expect(nights).toMatchObject({ '2024-07-01': 2, '2024-07-02': 0, '2024-12-20': 2, '2024-12-24': 0 });
    expect(nights['2024-07-03']).toBeUndefined();
    expect(holidayContract(EURUSD, {}, '').swap?.holidayNights?.['2024-07-01']).toBeUndefined();
  });

  test.each([
    ['long,short\n1,2', 1, 'from'],
    ['from,long,short\n2024-1-1,1,2', 2, 'not a date'],
    ['from,long,short\n2024-01-01,1,2\n2024-02-01,,2', 3, 'not a number'],
  ])('tables name the line that is wrong: %j', (wrong, line, said) => {
    expect(() => readSwapHistory(wrong)).toThrow(
      expect.objectContaining({ details: { line, problem: expect.stringContaining(said) as string } }),
    );
  });

  test('a table of holidays names currencies', () => {
    expect(readSettlementHolidays('currency,date\nJPY,2024-04-29\njpy,2024-05-03\n')).toEqual({
      JPY: new Set(['2024-04-29', '2024-05-03']),
    });
    expect(() => readSettlementHolidays('currency,date\nYEN!,2024-04-29\n')).toThrow("'YEN!' is not the code");
  });
});

test('a sheet says what a run would take', async () => {
  const before = await describeCosts(home.stores, EURUSD, USD);
  expect(before).toMatchObject({ typicalSpreadPoints: 8, spread: null, stored: null, pointsPerPip: 10 });
  await storeTicks(madeTicks(30, 13));
  await fitStoredSpreads({ stores: home.stores, instrument: EURUSD });
  await putContract(home.stores, EURUSD.symbol, { typicalSpreadPips: 1 });
  const after = await describeCosts(home.stores, EURUSD, USD);
  expect(after).toMatchObject({ typicalSpreadPoints: 10, stored: { typicalSpreadPips: 1 } });
  expect(after.spread?.rows.find(({ part }) => part === '09:00')).toMatchObject({ minutes: 120 });
});

test('slippage is drawn from the fills of paper accounts, those of limit orders apart', async () => {
  const ledger = await home.stores.ledger();
  await ledger.putAccount({ id: 'account', currency: USD, initialBalance: 0 as MinorUnits });
  await ledger.putRun(exampleRun('paper', { kind: 'paper' }));
  await ledger.putRun(exampleRun('backtest', { kind: 'backtest' }));
  const fills = Array.from({ length: 60 }, (_, index) =>
    exampleFill(`fill-${index}`, {
      clientOrderId: index < 10 ? 'limit' : 'market',
      entry: 'in',
      exitReason: null,
      slippage: 0.000_03,
      profit: 0 as MinorUnits,
    }),
  );
  const limit = exampleOrder('limit');
  const orders = [
    exampleOrder('market'),
    { ...limit, request: { ...limit.request, type: OrderType.Limit, price: 1.1 as Price } },
  ];
  await ledger.append([exampleEntry('paper', 0, { orders, fills }), exampleEntry('backtest', 0, { fills })]);
  expect(await storedFills(home.stores, EURUSD)).toHaveLength(50);
  const chosen = await completeCosts(home.stores, EURUSD, { slippage: { kind: 'recorded', classes: [] } });
  const [all] = (chosen.slippage as { readonly classes: readonly SlippageClass[] }).classes;
  expect(all).toMatchObject({ isStop: false, dayPart: null, fills: 50 });
  expect(all?.quantiles.map((points) => Math.round(points))).toEqual(Array.from({ length: 21 }, () => 3));
});

test('slippage is scaled by the hours as the fitted spread is', async () => {
  const choices = { slippage: { kind: 'points', points: 2 }, slippageByHour: true } as const;
  await expect(completeCosts(home.stores, EURUSD, choices)).rejects.toMatchObject({ code: 'NO_SPREAD_MODEL' });
  await storeTicks(madeTicks(30, 13));
  await fitStoredSpreads({ stores: home.stores, instrument: EURUSD });
  const { slippage } = await completeCosts(home.stores, EURUSD, choices);
  // Thirteen points at every hour: nothing to scale.
  expect((slippage as SlippageModel).hourFactors?.map((factor) => factor.toFixed(3))).toEqual(
    Array.from({ length: 24 }, () => '1.000'),
  );
});

test('slippage of recorded fills needs some; other choices are left alone', async () => {
  const recorded = { slippage: { kind: 'recorded', classes: [] } } as const;
  expect(await storedFills(home.stores, findInstrument('USDJPY')!)).toEqual([]);
  await expect(completeCosts(home.stores, EURUSD, recorded)).rejects.toMatchObject({ code: 'TOO_FEW_FILLS' });
  const plain = { slippage: { kind: 'none' }, latencyMs: 5 } as const;
  expect(await completeCosts(home.stores, EURUSD, plain)).toBe(plain);
});
