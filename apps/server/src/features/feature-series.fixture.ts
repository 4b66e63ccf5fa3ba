import { featureSet, streamFeatures, type FeatureContext } from '@pipwright/features';
import { findInstrument, sliceCandles, type CandleColumns, type CandleSeries, type Instrument } from '@pipwright/model';
import type { CandleStore, FeatureBlock, FeatureKey, FeatureRows, FeatureStore } from '@pipwright/storage/ports';
import { MemoryCandleStore, MemoryFeatureStore, syntheticCandles } from '@pipwright/testkit';
import { expect } from 'vitest';
import type { BuildFeaturesOptions } from './build-features.ts';

export const EURUSD = findInstrument('EURUSD') as Instrument;
export const KEY: FeatureKey = {
  tenant: 'local',
  symbol: EURUSD.symbol,
  timeframe: 'H1',
  version: featureSet('H1').version,
};
export const { candles: CANDLES } = madeSeries(900);
/** Small spans, so that a short series has several. */
export const SPAN_ROWS = 200;

export function madeSeries(length: number, seed = 'features'): CandleSeries {
  return syntheticCandles({ seed, length, timeframe: 'H1', instrument: EURUSD });
}

/** A store of candles that holds these. */
export async function candleStore(candles: CandleColumns): Promise<CandleStore> {
  const store = new MemoryCandleStore();
  const series = {
    symbol: EURUSD.symbol,
    timeframe: 'H1',
    askSource: 'quoted',
    origin: 'ticks',
    source: 'made',
  } as const;
  await store.writeCandles({ ...series, candles });
  return store;
}

/** A store that counts the blocks that it is given. */
export class CountingStore extends MemoryFeatureStore {
  readonly blocks: { readonly rows: number; readonly firstTime: number }[] = [];

  override writeBlock(block: FeatureBlock) {
    this.blocks.push({ rows: block.time.length, firstTime: block.time[0] as number });
    return super.writeBlock(block);
  }
}

/** A build in the test's own thread, over the candles of `CANDLES` up to row `to`. */
export async function buildOver(
  features: FeatureStore,
  candles: CandleColumns,
  options: Partial<BuildFeaturesOptions> = {},
): Promise<BuildFeaturesOptions> {
  const place = { candles: await candleStore(candles), features, tenant: 'local', instrument: EURUSD } as const;
  return { ...place, timeframe: 'H1', threads: 0, spanRows: SPAN_ROWS, ...options };
}

/** Expects the stored rows to be what the catalogue gives candle by candle, rounded to float32. */
export async function expectStreamed(
  store: FeatureStore,
  candles: CandleColumns,
  context: FeatureContext = {},
): Promise<FeatureRows> {
  const series = { symbol: EURUSD.symbol, timeframe: 'H1', askSource: 'quoted', candles } as const;
  const streamed = streamFeatures({ instrument: EURUSD, series, context });
  const rows = await store.readRows(KEY);
  expect(rows.names).toEqual(streamed.names);
  expect(rows.time).toEqual(candles.time);
  for (const [index, column] of streamed.columns.entries()) {
    const expected = Float32Array.from(column);
    const found = rows.columns[index] as Float32Array;
    for (let row = 0; row < expected.length; row++)
      if (!Object.is(found[row], expected[row]))
        expect.fail(`${streamed.names[index]}, row ${row}: ${found[row]} instead of ${expected[row]}`);
  }
  return rows;
}

/** The first candles, in memory of their own. */
export function firstCandles(to: number): CandleColumns {
  return sliceCandles(CANDLES, 0, to);
}
