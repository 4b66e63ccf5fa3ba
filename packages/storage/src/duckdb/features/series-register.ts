import type { SymbolName, Timeframe } from '@pipwright/model';
import { errors } from '../../errors.ts';
import type { FeatureKey } from '../../ports/index.ts';
import type { Database } from '../database.ts';
import { nameProblem, rowsSchema, rowsTable, viewName } from './schema.ts';

/** A version as the store knows it. */
interface StoredSet {
  readonly id: number;
  readonly version: string;
  readonly names: readonly string[];
}

/** A series as the store knows it. */
export interface StoredSeries {
  readonly id: number;
  readonly key: FeatureKey;
  readonly table: string;
  /** The columns of its version. */
  readonly names: readonly string[];
}

/** A key in words, for messages. */
export function describeKey({ tenant, symbol, timeframe, version }: FeatureKey): string {
  return `${tenant} ${symbol} ${timeframe}, version ${version}`;
}

function keyText({ tenant, symbol, timeframe, version }: FeatureKey): string {
  return JSON.stringify([tenant, symbol, timeframe, version]);
}

/**
 * Versions and series, held in memory. After a transaction that was rolled back, `load` must be called, because the
 * memory may be ahead of the file.
 */
export class SeriesRegister {
  readonly #database: Database;
  readonly #sets = new Map<string, StoredSet>();
  readonly #series = new Map<string, StoredSeries>();
  #lastSeriesId = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async load(): Promise<void> {
    this.#sets.clear();
    this.#series.clear();
    this.#lastSeriesId = 0;
    const columns = await this.#database.rows('SELECT set_id, name FROM feature_columns ORDER BY set_id, position');
    const sets = await this.#database.rows('SELECT set_id, version FROM feature_sets');
    for (const [id, version] of sets as [number, string][]) {
      const names = (columns as [number, string][]).filter(([set]) => set === id).map(([, name]) => name);
      this.#sets.set(version, { id, version, names });
    }
    const series = await this.#database.rows(
      'SELECT series_id, version, tenant, symbol, timeframe FROM feature_series JOIN feature_sets USING (set_id)',
    );
    for (const [id, version, tenant, symbol, timeframe] of series as [number, string, string, string, string][])
      this.#keep(id, { tenant, symbol: symbol as SymbolName, timeframe: timeframe as Timeframe, version });
  }

  #keep(id: number, key: FeatureKey): StoredSeries {
    const set = this.#sets.get(key.version) as StoredSet;
    const stored = { id, key, table: rowsTable(set.id), names: set.names };
    this.#series.set(keyText(key), stored);
    this.#lastSeriesId = Math.max(this.#lastSeriesId, id);
    return stored;
  }

  find(key: FeatureKey): StoredSeries | undefined {
    return this.#series.get(keyText(key));
  }

  all(): readonly StoredSeries[] {
    return [...this.#series.values()];
  }

  /** Finds the series or makes it. Throws `FEATURE_NAMES_DIFFER` where its version is stored with other columns. */
  async ensure(key: FeatureKey, names: readonly string[]): Promise<StoredSeries> {
    const set = this.#sets.get(key.version) ?? (await this.#addSet(key, names));
    const differing = names.findIndex((name, index) => name !== set.names[index]);
    if (differing >= 0 || names.length !== set.names.length) {
      const at = differing < 0 ? names.length : differing;
      const reason = `column ${at} is ${set.names[at] ?? 'none'} there and ${names[at] ?? 'none'} here`;
      throw errors.FEATURE_NAMES_DIFFER({ series: describeKey(key), version: key.version, reason });
    }
    const found = this.find(key);
    if (found !== undefined) return found;
    const { tenant, symbol, timeframe, version } = key;
    const id = this.#lastSeriesId + 1;
    await this.#database.run('INSERT INTO feature_series VALUES (?, ?, ?, ?, ?)', [
      id,
      set.id,
      tenant,
      symbol,
      timeframe,
    ]);
    return this.#keep(id, { tenant, symbol, timeframe, version });
  }

  async #addSet(key: FeatureKey, names: readonly string[]): Promise<StoredSet> {
    const problem = nameProblem(names);
    if (problem !== null) throw errors.FEATURE_BLOCK_INVALID({ series: describeKey(key), reason: problem });
    const set = { id: 1 + Math.max(0, ...[...this.#sets.values()].map(({ id }) => id)), version: key.version, names };
    await this.#database.run('INSERT INTO feature_sets VALUES (?, ?)', [set.id, set.version]);
    for (const [position, name] of names.entries())
      await this.#database.run('INSERT INTO feature_columns VALUES (?, ?, ?)', [set.id, position, name]);
    for (const statement of rowsSchema(set.id, set.version, names)) await this.#database.run(statement);
    this.#sets.set(set.version, set);
    return set;
  }

  /** Forgets a series, and its version with the table where nothing else has rows of it. */
  async remove(series: StoredSeries): Promise<void> {
    const { version } = series.key;
    await this.#database.run('DELETE FROM feature_series WHERE series_id = ?', [series.id]);
    this.#series.delete(keyText(series.key));
    if (this.all().some(({ key }) => key.version === version)) return;
    const { id } = this.#sets.get(version) as StoredSet;
    await this.#database.run(`DROP VIEW ${viewName(version)}`);
    await this.#database.run(`DROP TABLE ${series.table}`);
    await this.#database.run('DELETE FROM feature_columns WHERE set_id = ?', [id]);
    await this.#database.run('DELETE FROM feature_sets WHERE set_id = ?', [id]);
    this.#sets.delete(version);
  }
}
