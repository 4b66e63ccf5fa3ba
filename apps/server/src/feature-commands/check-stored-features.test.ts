import {
  findInstrument,
  type CandleSeries,
  type ContextRow,
  type Currency,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import type { CandleStore, TenantLedger } from '@pipwright/storage/ports';
import {
  MemoryCandleStore,
  MemoryFeatureStore,
  readLeanHourCandles,
  sharedData,
  syntheticCandles,
} from '@pipwright/testkit';
import { expect, test } from 'vitest';
import type { Stores } from '../stores.ts';
import { buildStoredFeatures } from './build-stored-features.ts';
import { checkStoredFeatures } from './check-stored-features.ts';
import { featureSheet } from './feature-sheet.ts';

const instrument = findInstrument('EURUSD') as Instrument;
/** All made series begin here. */
const START = syntheticCandles({ seed: 'start', length: 1 }).candles.time[0] as EpochMs;

async function storesOf(series: readonly CandleSeries[], rates: readonly ContextRow<'rates'>[] = []): Promise<Stores> {
  const candles: CandleStore = new MemoryCandleStore();
  for (const { symbol, timeframe, askSource, candles: columns } of series)
    await candles.writeCandles({ symbol, timeframe, askSource, origin: 'ticks', source: 'made', candles: columns });
  const features = new MemoryFeatureStore();
  const listFacts = (kind: string) => Promise.resolve(kind === 'rates' ? rates : []);
  const ledger = { listFacts } as unknown as TenantLedger;
  return {
    candles: (use) => use(candles),
    features: (use) => use(features),
    ledger: () => Promise.resolve(ledger),
    tenant: 'local',
    blobs: undefined as unknown as Stores['blobs'],
    close: () => Promise.resolve(),
  };
}

const run = { instrument, timeframe: 'H1', signal: new AbortController().signal, onProgress: () => undefined } as const;

function rate(day: number, currency: string, ratePercent: number): ContextRow<'rates'> {
  const time = (START + day * 86_400_000) as EpochMs;
  return { time, availableAt: time + 86_400_000, currency: currency as Currency, ratePercent };
}

const RATES = [rate(0, 'EUR', 1), rate(0, 'USD', 2), rate(30, 'EUR', 1.5), rate(60, 'USD', 2.5), rate(90, 'EUR', 1.25)];

test('rows that were stored with other facts differ from a fresh stream; those of the same facts do not', async () => {
  const series = syntheticCandles({ seed: 'check', length: 2500 });
  const gold = { ...syntheticCandles({ seed: 'gold', length: 2500 }), symbol: 'XAUUSD' as typeof instrument.symbol };
  const stores = await storesOf([series, gold], RATES);
  await buildStoredFeatures({ ...run, stores, threads: 0 });
  const same = await checkStoredFeatures({ ...run, stores, cuts: 3, seed: 1 });
  expect(same.findings).toEqual([]);
  expect(same.stored).toMatchObject({ rows: 2500, skews: [], notYetStored: 0 });
  expect(same.missing.map(({ needs }) => needs)).not.toContain('rates');

  const changed = await storesOf([series, gold], RATES.with(2, rate(30, 'EUR', 1.75)));
  const other = await checkStoredFeatures({
    ...run,
    stores: { ...changed, features: stores.features },
    cuts: 1,
    seed: 1,
  });
  const skewed = other.stored?.skews.map(({ feature }) => feature);
  expect(skewed).toContain('rate_difference');
  expect(skewed).not.toContain('rsi_14');
  expect(other.findings[0]).toMatch(/^stored values differ from a fresh stream: .*rate_difference/);
});

test('candles that came after the rows are told; drift is a finding above its limit only', async () => {
  const series = syntheticCandles({ seed: 'later', length: 2500 });
  const stores = await storesOf([series]);
  await buildStoredFeatures({ ...run, stores, threads: 0, until: series.candles.time[2000] as EpochMs });
  const check = await checkStoredFeatures({ ...run, stores, cuts: 1, seed: 2, driftMax: 0.0001 });
  expect(check.stored).toMatchObject({ stored: 2000, notYetStored: 500, skews: [], missingRows: 0 });
  expect(check.findings).toEqual([expect.stringMatching(/^distributions drifted beyond an index of 0.0001: /)]);
  const split = series.candles.time[1500] as EpochMs;
  const from = series.candles.time[500] as EpochMs;
  const spans = (await checkStoredFeatures({ ...run, stores, cuts: 1, seed: 2, driftFrom: from, driftSplit: split }))
    .drift;
  expect(spans.spans).toMatchObject({ from, split });
  expect(spans.columns.find(({ feature }) => feature === 'rsi_14')).toMatchObject({
    referenceRows: 1000,
    recentRows: 1000,
  });
});

test('the sheet of a candle does not depend on what comes after, and tells why a value is absent', async () => {
  const series = syntheticCandles({ seed: 'sheet', length: 1500 });
  const time = series.candles.time[1200] as EpochMs;
  const stores = await storesOf([series], RATES);
  const sheet = await featureSheet({ ...run, stores, at: (time + 1_800_000) as EpochMs });
  expect(sheet).toMatchObject({ time, rankedRows: 1200, rankedFrom: series.candles.time[0], marked: 120 });
  expect(sheet.candles.close).toHaveLength(145);
  const { candles } = series;
  candles.close.fill(2, 1201);
  candles.high.fill(2.1, 1201);
  const again = await featureSheet({ ...run, stores: await storesOf([series], RATES), at: time });
  expect(again.features).toEqual(sheet.features);
  const absent = new Map(sheet.features.map((feature) => [feature.name, feature.absent]));
  expect([absent.get('rsi_14'), absent.get('calendar_holiday')]).toEqual([null, 'not-loaded']);
  expect(absent.get('w1_rsi_14')).toBe('not-begun');
});

const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
if (file === undefined) console.log('no ../shared/data/lean: the features of real hours are not checked');
test.skipIf(file === undefined)(
  'nothing is wrong with twelve years of real EURUSD hours',
  async () => {
    const stores = await storesOf([readLeanHourCandles(file as string)]);
    const check = await checkStoredFeatures({ ...run, stores, cuts: 2, seed: 1 });
    expect(check.findings).toEqual([]);
    expect(check.candles).toBe(74_439);
    const explained = new Set(check.redundancy.explained.map(({ reason }) => reason));
    expect(explained).toContain('the candles have no volume');
  },
  60_000,
);
