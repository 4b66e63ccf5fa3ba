import {
  candleCloseTime,
  currency,
  findInstrument,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { simulateMarket } from '@pipwright/market-data';
import type { SeriesSummary } from '@pipwright/storage/ports';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHome, EURUSD, madeSeries, storeSeries, type TestHome } from '../testing/test-home.ts';
import { loadRateTable, storedRates, type RateRequest } from './conversion-rates.ts';
import { finestTimeframe } from './conversion-routes.ts';

const [EURGBP, GBPUSD, USDJPY, GBPJPY, USDCHF] = ['EURGBP', 'GBPUSD', 'USDJPY', 'GBPJPY', 'USDCHF'].map(
  findInstrument,
) as [Instrument, Instrument, Instrument, Instrument, Instrument];
const [usd, eur, gbp, jpy, chf] = ['USD', 'EUR', 'GBP', 'JPY', 'CHF'].map(currency) as [
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
];

let home: TestHome;
let gbpusd: CandleSeries;
const usdjpy = madeSeries(200, USDJPY, 7);
const usdchf = madeSeries(200, USDCHF, 8);
beforeAll(async () => {
  home = createTestHome();
  gbpusd = madeSeries(200, GBPUSD, 5);
  await storeSeries(home.stores, gbpusd);
  await storeSeries(home.stores, madeSeries(200, EURUSD, 6));
  await storeSeries(home.stores, usdjpy);
  await storeSeries(home.stores, usdchf);
});
afterAll(() => home.close());

const close = (series: CandleSeries, index: number): EpochMs =>
  candleCloseTime(series.candles.time[index] as EpochMs, series.timeframe);
const quoteOf = ({ candles }: CandleSeries, index: number): { bid: number; ask: number } => ({
  bid: candles.close[index] as number,
  ask: candles.askClose[index] as number,
});
const ratesFor = (instrument: Instrument, account: typeof usd, changes: Partial<RateRequest> = {}) =>
  storedRates(home.stores, { instruments: [instrument], timeframe: 'H1', account, ...changes });

test('an account in a currency of the instrument needs no stored rate', async () => {
  expect(await ratesFor(EURUSD, usd)).toBeUndefined();
  expect(await ratesFor(USDJPY, usd)).toBeUndefined();
});

test('a rate is the last close that was known, and never one of later', async () => {
  const rates = await ratesFor(EURGBP, usd);
  for (const index of [0, 1, 50, 198]) {
    const known = quoteOf(gbpusd, index);
    expect(rates?.rate(gbp, usd, close(gbpusd, index))).toEqual(known);
    expect(rates?.rate(gbp, usd, (close(gbpusd, index + 1) - 1) as EpochMs)).toEqual(known);
  }
  expect(rates?.rate(gbp, usd, (close(gbpusd, 0) - 1) as EpochMs)).toBeUndefined();
  expect(rates?.rate(gbp, usd, (close(gbpusd, 199) + 86_400_000) as EpochMs)).toEqual(quoteOf(gbpusd, 199));
});

test('a pair that quotes the account the other way round is turned over', async () => {
  const rates = await ratesFor(GBPJPY, usd);
  const { bid, ask } = quoteOf(usdjpy, 30);
  expect(rates?.rate(jpy, usd, close(usdjpy, 30))).toEqual({ bid: 1 / ask, ask: 1 / bid });
});

test('where no pair quotes both, two are gone over, at the worse side of each', async () => {
  const rates = await ratesFor(EURGBP, chf);
  const first = quoteOf(gbpusd, 60);
  const second = quoteOf(usdchf, 60);
  // Pounds are sold for dollars, the dollars for francs.
  expect(rates?.rate(gbp, chf, close(gbpusd, 60))).toEqual({
    bid: first.bid * second.bid,
    ask: first.ask * second.ask,
  });
});

test('an account in yen goes over the dollar until pounds against yen are stored', async () => {
  const table = await loadRateTable(home.stores, { instruments: [EURGBP], timeframe: 'H1', account: jpy });
  expect(table?.routes.map(({ from, legs }) => [from, legs.length])).toEqual([
    [eur, 2],
    [gbp, 2],
  ]);
  const other = createTestHome();
  try {
    const gbpjpy = madeSeries(100, GBPJPY, 9);
    for (const series of [gbpjpy, gbpusd, usdjpy, madeSeries(200, EURUSD, 6)]) await storeSeries(other.stores, series);
    const request = { instruments: [EURGBP], timeframe: 'H1', account: jpy } as const;
    const rates = await storedRates(other.stores, request);
    expect(rates?.rate(gbp, jpy, close(gbpjpy, 40))).toEqual(quoteOf(gbpjpy, 40));
  } finally {
    await other.close();
  }
});

test('several instruments share what they need', async () => {
  const table = await loadRateTable(home.stores, {
    instruments: [EURGBP, GBPJPY, EURUSD],
    timeframe: 'H1',
    account: usd,
  });
  expect(table?.routes.map(({ from }) => from)).toEqual([eur, gbp, jpy]);
});

test('finer candles give fresher rates; coarser ones are left alone', async () => {
  const other = createTestHome();
  try {
    const start = { instrument: GBPUSD, from: gbpusd.candles.time[0] as EpochMs, start: 1.3, seed: 3 };
    const minutes = simulateMarket({ ...start, timeframe: 'M15', length: 800 });
    for (const series of [gbpusd, minutes, madeSeries(200, EURUSD, 6)]) await storeSeries(other.stores, series);
    const request = { instruments: [EURGBP], timeframe: 'H1', account: usd } as const;
    const rates = await storedRates(other.stores, request);
    expect(rates?.rate(gbp, usd, close(minutes, 13))).toEqual(quoteOf(minutes, 13));
    await expect(storedRates(other.stores, { ...request, timeframe: 'M1' })).rejects.toMatchObject({
      code: 'NO_CANDLES',
    });
  } finally {
    await other.close();
  }
});

test('only a part is read where only a part is traded, with what was known before it', async () => {
  const from = gbpusd.candles.time[150] as EpochMs;
  const to = close(gbpusd, 160);
  const rates = await ratesFor(EURGBP, usd, { from, to });
  expect(rates?.rate(gbp, usd, from)).toEqual(quoteOf(gbpusd, 149));
  expect(rates?.rate(gbp, usd, to)).toEqual(quoteOf(gbpusd, 160));
});

test('only rates to the account are known', async () => {
  const rates = await ratesFor(EURGBP, usd);
  expect(rates?.rate(eur, gbp, close(gbpusd, 50))).toBeUndefined();
  expect(rates?.rate(jpy, usd, close(gbpusd, 50))).toBeUndefined();
});

test('names the pair that is missing', async () => {
  const aud = currency('AUD');
  await expect(ratesFor(EURGBP, aud)).rejects.toMatchObject({
    code: 'NO_CANDLES',
    details: { symbol: 'EURAUD', timeframe: 'H1' },
  });
  await expect(ratesFor(EURGBP, usd, { timeframe: 'M15' })).rejects.toMatchObject({ code: 'NO_CANDLES' });
  await expect(ratesFor(EURGBP, currency('NOK'))).rejects.toMatchObject({ code: 'NO_CANDLES' });
});

describe('of several timeframes', () => {
  const DAY = 86_400_000;
  const stored = (timeframe: Timeframe, firstTime: number, lastTime: number): SeriesSummary => ({
    symbol: 'GBPUSD' as SymbolName,
    timeframe,
    count: 1,
    firstTime: firstTime as EpochMs,
    lastTime: lastTime as EpochMs,
    sources: [],
    assumedAsk: 0,
  });
  const choose = (series: readonly SeriesSummary[], coarsest: Timeframe = 'H1') =>
    finestTimeframe(series, { symbol: 'GBPUSD', coarsest, span: { from: 0, to: 1000 * DAY } });

  test('the finest that covers the run is taken', () => {
    expect(choose([stored('H1', 0, 1000 * DAY), stored('M1', 2 * DAY, 998 * DAY)])).toBe('M1');
    expect(choose([stored('H1', 0, 1000 * DAY), stored('M1', 500 * DAY, 1000 * DAY)])).toBe('H1');
    expect(choose([stored('D1', 0, 1000 * DAY), stored('M1', 500 * DAY, 1000 * DAY)])).toBe('M1');
    expect(choose([stored('D1', 0, 1000 * DAY)])).toBeUndefined();
    expect(choose([stored('M1', 2000 * DAY, 3000 * DAY)])).toBeUndefined();
  });
});
