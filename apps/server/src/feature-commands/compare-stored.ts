import { checkSkew, type FeatureTable, type SkewReport } from '@pipwright/features';
import type { EpochMs } from '@pipwright/model';
import type { FeatureKey, FeatureStore } from '@pipwright/storage/ports';
import type { PassedRows } from './feature-pass.ts';

/** What the comparison of stored rows with a fresh stream gave. */
export interface StoredComparison extends SkewReport {
  /** Rows that are stored, and candles that came after them. */
  readonly stored: number;
  readonly notYetStored: number;
  /** Spans that were compared, and their rows. */
  readonly spans: number;
  readonly rows: number;
}

/** Tables of equal columns, one after the other. */
function joined(tables: readonly FeatureTable[]): FeatureTable {
  const names = tables[0]?.names ?? [];
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const time = new Float64Array(length);
  const single = tables[0]?.columns[0] instanceof Float32Array;
  const columns = names.map(() => (single ? new Float32Array(length) : new Float64Array(length)));
  let at = 0;
  for (const table of tables) {
    time.set(table.time.subarray(0, table.length), at);
    columns.forEach((column, index) => column.set(table.columns[index] ?? [], at));
    at += table.length;
  }
  return { names, length, time, columns };
}

/** Gathers spans of a stream with the rows that are stored of the same candles. */
export class StoredRowsComparison {
  readonly #store: FeatureStore;
  readonly #key: FeatureKey;
  readonly #names: readonly string[];
  readonly #fresh: FeatureTable[] = [];
  readonly #stored: FeatureTable[] = [];

  constructor(store: FeatureStore, key: FeatureKey, names: readonly string[]) {
    this.#store = store;
    this.#key = key;
    this.#names = names;
  }

  async take({ candles, columns, length }: PassedRows): Promise<void> {
    const range = { from: candles.time[0] as EpochMs, to: ((candles.time[length - 1] as number) + 1) as EpochMs };
    const rows = await this.#store.readRows(this.#key, { range });
    if (rows.length === 0) return;
    this.#stored.push(rows);
    const copies = columns.map((column) => column.slice(0, length));
    this.#fresh.push({ names: this.#names, length, time: candles.time.slice(), columns: copies });
  }

  /** Null where nothing is stored in this version. */
  async result(candles: number): Promise<StoredComparison | null> {
    const { tenant, symbol, timeframe, version } = this.#key;
    const stored = (await this.#store.listFeatures()).find(
      (one) => one.tenant === tenant && one.symbol === symbol && one.timeframe === timeframe && one.version === version,
    );
    if (stored === undefined) return null;
    const fresh = joined(this.#fresh);
    return {
      ...checkSkew(joined(this.#stored), fresh),
      stored: stored.rows,
      notYetStored: Math.max(0, candles - stored.rows),
      spans: this.#fresh.length,
      rows: fresh.length,
    };
  }
}
