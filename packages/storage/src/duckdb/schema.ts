import type { StoreFormat } from './database.ts';

/**
 * Tables without keys or indexes: a primary key made writing three times slower and the file four times larger. The
 * uniqueness of a candle is kept by the merge in `candle-writer.ts`. Rows arrive in order of time, so that DuckDB's
 * minimum and maximum per row group find a range without an index.
 *
 * `rank` is the quality of a candle (see `ranks.ts`). Prices are whole numbers of the symbol's tick.
 */
const SCHEMA: readonly string[] = [
  `CREATE TABLE symbols (
    symbol_id SMALLINT NOT NULL, symbol VARCHAR NOT NULL, tick_size DOUBLE NOT NULL, has_contract BOOLEAN NOT NULL)`,
  'CREATE TABLE series (series_id SMALLINT NOT NULL, symbol_id SMALLINT NOT NULL, timeframe VARCHAR NOT NULL)',
  'CREATE TABLE sources (source_id SMALLINT NOT NULL, source VARCHAR NOT NULL)',
  `CREATE TABLE imports (
    import_id INTEGER NOT NULL, digest VARCHAR NOT NULL, file VARCHAR NOT NULL, committed_chunks INTEGER NOT NULL,
    report VARCHAR)`,
  `CREATE TABLE quarantine (
    import_id INTEGER NOT NULL, file VARCHAR NOT NULL, line BIGINT NOT NULL, field VARCHAR NOT NULL,
    value VARCHAR NOT NULL, reason VARCHAR NOT NULL)`,
  `CREATE TABLE candles (
    series_id SMALLINT NOT NULL, source_id SMALLINT NOT NULL, rank SMALLINT NOT NULL, time BIGINT NOT NULL,
    open INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL, close INTEGER NOT NULL,
    ask_open INTEGER NOT NULL, ask_high INTEGER NOT NULL, ask_low INTEGER NOT NULL, ask_close INTEGER NOT NULL,
    volume DOUBLE NOT NULL)`,
  `CREATE TABLE ticks (
    symbol_id SMALLINT NOT NULL, source_id SMALLINT NOT NULL, import_id INTEGER NOT NULL, time BIGINT NOT NULL,
    bid INTEGER NOT NULL, ask INTEGER NOT NULL, bid_volume DOUBLE NOT NULL, ask_volume DOUBLE NOT NULL)`,
];

export const CANDLE_FORMAT: StoreFormat = {
  table: 'store_format',
  version: 1,
  schema: SCHEMA,
  settings: { memory_limit: '1GB' },
};
