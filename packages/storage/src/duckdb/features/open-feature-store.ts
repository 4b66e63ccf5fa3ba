import type { FeatureStore } from '../../ports/index.ts';
import { openStoreFile, type StoreFileOptions } from '../open-store-file.ts';
import { DuckDbFeatureStore } from './feature-store.ts';
import type { FeatureCalls } from './protocol.ts';

/**
 * Opens a DuckDB file as feature store, in a thread of its own. It is another file than that of the candles, so that both
 * can be open at once. Rejects with `FEATURE_STORE_BUSY` (retryable) where another process holds it, with
 * `FEATURE_STORE_NOT_OPENED` and `FEATURE_STORE_VERSION` where it is not a feature store that this version reads.
 */
export async function openDuckDbFeatureStore(options: StoreFileOptions): Promise<FeatureStore> {
  const script = new URL('./worker.ts', import.meta.url);
  return new DuckDbFeatureStore(await openStoreFile<FeatureCalls>('FEATURE_STORE', script, options));
}
