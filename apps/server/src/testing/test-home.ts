import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from '@pipwright/market-data';
import { findInstrument, utcMs, type CandleSeries, type Instrument } from '@pipwright/model';
import { readConfiguration, type Configuration } from '../configuration.ts';
import { trainModel } from '../pipeline/train-model.ts';
import { openStores, type Stores } from '../stores.ts';

export const EURUSD = findInstrument('EURUSD') as Instrument;

/** A folder of its own for one test file, with stores that are really there. */
export interface TestHome {
  readonly configuration: Configuration;
  readonly stores: Stores;
  close(): Promise<void>;
}

export function createTestHome(): TestHome {
  const home = mkdtempSync(join(tmpdir(), 'pipwright-server-'));
  const configuration = readConfiguration({ DATABASE_URL: undefined }, { home });
  const stores = openStores(configuration);
  return {
    configuration,
    stores,
    close: async () => {
      await stores.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Hourly candles of a made-up market. */
export function madeSeries(length: number, instrument = EURUSD, seed = 4): CandleSeries {
  return simulateMarket({ instrument, timeframe: 'H1', from: utcMs(2015, 1, 4, 22), length, seed, start: 1.1 });
}

/** Stores a series as if it had been imported. */
export async function storeSeries(stores: Stores, series: CandleSeries): Promise<void> {
  const { candles, symbol, timeframe, askSource } = series;
  await stores.candles((store) =>
    store.writeCandles({ symbol, timeframe, askSource, candles, origin: 'candles', source: 'made' }),
  );
}

/** Stores hourly candles of a made-up EURUSD. */
export async function storeCandles(stores: Stores, length: number): Promise<void> {
  await storeSeries(stores, madeSeries(length));
}

/** A small model is timid: it trades from what it takes to be hardly more than chance. */
export const EAGER = { threshold: 0.501 } as const;

/** Choices that train in a moment. */
export const SMALL_TRAINING = {
  timeframe: 'H1',
  kind: 'logistic-regression',
  horizon: '4h',
  folds: 3,
  holdoutFraction: 0.3,
  seed: 1,
} as const;

/** Trains a small model on the stored candles. */
export async function trainSmallModel(stores: Stores) {
  return trainModel({ ...SMALL_TRAINING, stores, instrument: EURUSD });
}
