import type { StoreFormat } from '../database.ts';

/**
 * Each version of the catalogue has a table of its own, `feature_rows_N`, with a column for each feature. None of them has
 * keys or indexes: rows arrive in order of time and whole series at once, so that DuckDB's minimum and maximum per row
 * group find a range. People who open the file find a view over each, `ml_features_VERSION`.
 */
export const FEATURE_FORMAT: StoreFormat = {
  table: 'feature_store_format',
  version: 1,
  // Background threads give memory back that was freed: without them a build holds 200 MB more. Trying ALP on every column
  // takes a fifth of the time of writing, and it is chosen for few: files are 2% larger without.
  settings: { memory_limit: '256MB', allocator_background_threads: 'true', disabled_compression_methods: 'alp' },
  schema: [
    'CREATE TABLE feature_sets (set_id INTEGER NOT NULL, version VARCHAR NOT NULL)',
    'CREATE TABLE feature_columns (set_id INTEGER NOT NULL, position INTEGER NOT NULL, name VARCHAR NOT NULL)',
    `CREATE TABLE feature_series (
      series_id SMALLINT NOT NULL, set_id INTEGER NOT NULL, tenant VARCHAR NOT NULL, symbol VARCHAR NOT NULL,
      timeframe VARCHAR NOT NULL)`,
    `CREATE TABLE feature_spans (
      series_id SMALLINT NOT NULL, first_time DOUBLE NOT NULL, last_time DOUBLE NOT NULL, row_count INTEGER NOT NULL,
      digest VARCHAR NOT NULL, state BLOB NOT NULL)`,
  ],
};

const RESERVED = ['series_id', 'tenant', 'symbol', 'timeframe', 'time'];

/** A name as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What is wrong with the names of a version, or null. DuckDB tells columns apart without regard to case. */
export function nameProblem(names: readonly string[]): string | null {
  const seen = new Set(RESERVED);
  for (const name of names) {
    const key = name.toLowerCase();
    if (name === '') return 'a column has no name';
    if (seen.has(key)) return RESERVED.includes(key) ? `${name} is a name of the store` : `${name} is there twice`;
    seen.add(key);
  }
  return null;
}

/** The table of a version. */
export function rowsTable(setId: number): string {
  return `feature_rows_${setId}`;
}

/** Statements that make the table of a version, and the view over it. */
export function rowsSchema(setId: number, version: string, names: readonly string[]): readonly string[] {
  const table = rowsTable(setId);
  const columns = names.map((name) => `${quoted(name)} FLOAT NOT NULL`);
  return [
    `CREATE TABLE ${table} (${['series_id SMALLINT NOT NULL', 'time DOUBLE NOT NULL', ...columns].join(', ')})`,
    `CREATE VIEW ${viewName(version)} AS
      SELECT tenant, symbol, timeframe, epoch_ms(time::BIGINT) AS time, ${table}.* EXCLUDE (series_id, time)
      FROM ${table} JOIN feature_series USING (series_id)`,
  ];
}

export function viewName(version: string): string {
  return quoted(`ml_features_${version}`);
}
