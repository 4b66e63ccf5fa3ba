import type { FeatureContext } from '@pipwright/features';
import { contextTable, type CandleSeries, type ContextRow, type Currency } from '@pipwright/model';
import { expect, test } from 'vitest';
import { buildFeatures } from './build-features.ts';
import { FeatureAppender } from './feature-appender.ts';
import {
  buildOver,
  candleStore,
  CANDLES,
  CountingStore,
  EURUSD,
  expectStreamed,
  firstCandles,
  madeSeries,
} from './feature-series.fixture.ts';
import { readMarket } from './read-market.ts';

const HOUR_MS = 3_600_000;

type Rate = ContextRow<'rates'>;

/** A rate that is known from the close of candle `row` on. */
function rate(row: number, percent: number, currency = 'EUR'): Rate {
  const availableAt = (CANDLES.time[row] as number) + HOUR_MS;
  return { availableAt, time: availableAt - HOUR_MS, currency: currency as Currency, ratePercent: percent };
}

const RATES = [rate(0, 5, 'USD'), rate(100, 2), rate(450, 2.5), rate(899, 3)];

function withRates(rows: readonly Rate[]): FeatureContext {
  return { rates: contextTable('rates', rows) };
}

async function builtStore(context: FeatureContext): Promise<CountingStore> {
  const store = new CountingStore();
  await buildFeatures(await buildOver(store, CANDLES, { context }));
  return store;
}

test('facts are part of the rows, in threads too', async () => {
  const context = { ...withRates(RATES), markets: new Map([['USDJPY', madeSeries(900, 'another')]]) };
  for (const threads of [0, 2] as const) {
    const store = new CountingStore();
    const { written } = await buildFeatures(await buildOver(store, CANDLES, { context, threads }));
    expect(written).toBe(900);
    await expectStreamed(store, CANDLES, context);
  }
});

test('facts that became known between have the rows from then on computed again', async () => {
  const cases = [
    { rates: RATES, kept: 900 },
    { rates: [...RATES, { ...rate(899, 4), availableAt: rate(899, 4).availableAt + 1 }], kept: 900 },
    { rates: [...RATES, rate(899, 4)], kept: 800 },
    { rates: RATES.with(2, rate(450, 2.6)), kept: 400 },
    { rates: RATES.with(2, rate(450, 2.5, 'GBP')), kept: 400 },
    { rates: RATES.toSpliced(1, 1), kept: 0 },
  ];
  for (const { rates, kept } of cases) {
    const store = await builtStore(withRates(RATES));
    const context = withRates(rates);
    const summary = await buildFeatures(await buildOver(store, CANDLES, { context }));
    expect(summary).toMatchObject({ kept, written: 900 - kept });
    await expectStreamed(store, CANDLES, context);
  }
});

test('a table that was not there before, and one that is gone, have everything computed again', async () => {
  const store = await builtStore({});
  const context = withRates(RATES);
  expect(await buildFeatures(await buildOver(store, CANDLES, { context }))).toMatchObject({ kept: 0, written: 900 });
  expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept: 0, written: 900 });
});

test('another market that has changed counts from the changed candle on', async () => {
  const market = (close: number): CandleSeries => {
    const series = madeSeries(900, 'another');
    series.candles.close[300] = close;
    return series;
  };
  const context = { markets: new Map([['USDJPY', market(1)]]) };
  const store = await builtStore(context);
  expect(await buildFeatures(await buildOver(store, CANDLES, { context }))).toMatchObject({ kept: 900, written: 0 });
  const changed = { markets: new Map([['USDJPY', market(2)]]) };
  const summary = await buildFeatures(await buildOver(store, CANDLES, { context: changed }));
  expect(summary).toMatchObject({ kept: 200, written: 700 });
  await expectStreamed(store, CANDLES, changed);
});

test('an appender sees facts that have been added at the end meanwhile', async () => {
  const store = new CountingStore();
  const context = withRates(RATES.slice(0, 2));
  await buildFeatures(await buildOver(store, firstCandles(400), { context }));
  const later = withRates(RATES);
  const open = { features: store, tenant: 'local', instrument: EURUSD, timeframe: 'H1', context: later } as const;
  expect(await (await FeatureAppender.open(open)).append(CANDLES)).toBe(500);
  await expectStreamed(store, CANDLES, later);
  expect(await buildFeatures(await buildOver(store, CANDLES, { context: later }))).toMatchObject({ written: 0 });
});

test('another market is read in parts, into memory that threads share', async () => {
  const { candles } = madeSeries(900, 'another');
  const store = await candleStore(candles);
  const market = await readMarket(store, { symbol: EURUSD.symbol, timeframe: 'H1' });
  expect(market.candles.length).toBe(900);
  expect(market.candles.time).toEqual(candles.time);
  expect(market.candles.close).toEqual(candles.close);
  expect(market.candles.close.buffer).toBeInstanceOf(SharedArrayBuffer);
  const context = { markets: new Map([['USDJPY', market]]) };
  const features = new CountingStore();
  await buildFeatures(await buildOver(features, CANDLES, { context, threads: 2 }));
  await expectStreamed(features, CANDLES, context);
  expect((await readMarket(store, { symbol: EURUSD.symbol, timeframe: 'D1' })).candles.length).toBe(0);
});
