import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInstrument, type Instrument } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
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

/** Stores hourly candles of a made-up EURUSD. */
export async function storeCandles(stores: Stores, length: number): Promise<void> {
  const { candles, symbol, timeframe, askSource } = syntheticCandles({ seed: 'server', length });
  await stores.candles(async (store) => {
    await store.writeCandles({ symbol, timeframe, askSource, candles, origin: 'candles', source: 'synthetic' });
  });
}

/** Trains a small model on the stored candles. */
export async function trainSmallModel(stores: Stores) {
  return trainModel({
    stores,
    instrument: EURUSD,
    timeframe: 'H1',
    kind: 'logistic-regression',
    horizon: '4h',
    folds: 3,
    holdoutFraction: 0.3,
    seed: 1,
  });
}
