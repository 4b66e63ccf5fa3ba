import { blobValue, type DuckDBBlobValue } from '@duckdb/node-api';
import type { EpochMs } from '@pipwright/model';
import type { FeatureSpan } from '../../ports/index.ts';
import type { Database } from '../database.ts';

type SpanRow = [firstTime: number, lastTime: number, rows: number, digest: string];

/** The spans of a series in order of time. */
export async function spansOf(database: Database, seriesId: number): Promise<readonly FeatureSpan[]> {
  const rows = await database.rows(
    'SELECT first_time, last_time, row_count, digest FROM feature_spans WHERE series_id = ? ORDER BY first_time',
    [seriesId],
  );
  return (rows as SpanRow[]).map(([firstTime, lastTime, count, digest]) => ({
    firstTime: firstTime as EpochMs,
    lastTime: lastTime as EpochMs,
    rows: count,
    digest,
  }));
}

/** The state that was stored with a span, or null. */
export async function stateOf(database: Database, seriesId: number, digest: string): Promise<Float64Array | null> {
  const [row] = await database.rows('SELECT state FROM feature_spans WHERE series_id = ? AND digest = ?', [
    seriesId,
    digest,
  ]);
  if (row === undefined) return null;
  const { bytes } = row[0] as DuckDBBlobValue;
  // A copy of its own: the bytes are a view into memory of the library and may begin anywhere.
  return new Float64Array(new Uint8Array(bytes).buffer);
}

/** Books a span inside the transaction of the caller; one that begins at the same time gives way. */
export async function recordSpan(
  database: Database,
  seriesId: number,
  span: FeatureSpan,
  state: Float64Array,
): Promise<void> {
  const { firstTime, lastTime, rows, digest } = span;
  await database.run('DELETE FROM feature_spans WHERE series_id = ? AND first_time >= ?', [seriesId, firstTime]);
  const bytes = new Uint8Array(state.buffer, state.byteOffset, state.byteLength);
  await database.run('INSERT INTO feature_spans VALUES (?, ?, ?, ?, ?, ?)', [
    seriesId,
    firstTime,
    lastTime,
    rows,
    digest,
    blobValue(bytes),
  ]);
}

/** Removes the spans that begin after a time, inside the transaction of the caller. */
export async function removeSpansAfter(database: Database, seriesId: number, time: number): Promise<void> {
  await database.run('DELETE FROM feature_spans WHERE series_id = ? AND first_time > ?', [seriesId, time]);
}
