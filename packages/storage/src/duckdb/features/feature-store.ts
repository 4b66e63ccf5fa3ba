import { errors } from '../../errors.ts';
import type {
  FeatureBlock,
  FeatureKey,
  FeatureRows,
  FeatureSelection,
  FeatureSpan,
  FeatureStore,
  FeatureSummary,
  FeatureWriteSummary,
} from '../../ports/index.ts';
import type { StoreFile } from '../open-store-file.ts';
import type { FeatureCalls } from './protocol.ts';

/** The fields of the port alone, so that nothing else of the caller's object crosses. */
function keyOf({ tenant, symbol, timeframe, version }: FeatureKey): FeatureKey {
  return { tenant, symbol, timeframe, version };
}

/** The store as callers see it: it hands everything to the thread, and waits. */
export class DuckDbFeatureStore implements FeatureStore {
  readonly #file: StoreFile<FeatureCalls>;

  constructor(file: StoreFile<FeatureCalls>) {
    this.#file = file;
  }

  async writeBlock(block: FeatureBlock): Promise<FeatureWriteSummary> {
    this.#mustWrite('writeBlock');
    const { names, time, columns, digest, follows, joins, state } = block;
    const ask = { key: keyOf(block.key), names, time, columns, digest, follows, joins, state };
    const memory = new Set([time, ...columns, state].map(({ buffer }) => buffer));
    return this.#file.link.call('writeBlock', ask, [...memory]);
  }

  async readRows(key: FeatureKey, { names, range }: FeatureSelection = {}): Promise<FeatureRows> {
    const ask = { key: keyOf(key), names: names ?? null, range: range ?? null };
    const rows = await this.#file.link.call('readRows', ask);
    return { length: rows.time.length, ...rows };
  }

  readSpans(key: FeatureKey): Promise<readonly FeatureSpan[]> {
    return this.#file.link.call('readSpans', keyOf(key));
  }

  readState(key: FeatureKey, digest: string): Promise<Float64Array | null> {
    return this.#file.link.call('readState', { key: keyOf(key), digest });
  }

  async removeAfter(key: FeatureKey, digest: string | null): Promise<number> {
    this.#mustWrite('removeAfter');
    return this.#file.link.call('removeAfter', { key: keyOf(key), digest });
  }

  listFeatures(): Promise<readonly FeatureSummary[]> {
    return this.#file.link.call('listFeatures', null);
  }

  /** Waits for all calls made before, then lets go of the file. */
  close(): Promise<void> {
    return this.#file.link.close();
  }

  #mustWrite(operation: string): void {
    const { file, readOnly } = this.#file;
    if (readOnly) throw errors.FEATURE_STORE_READ_ONLY({ file, operation });
  }
}
