import { errors } from '../../errors.ts';
import type { TimeRange } from '../../ports/index.ts';
import type { Database } from '../database.ts';
import { vectorItems } from '../vectors.ts';
import type { CrossingRows } from './protocol.ts';
import { quoted } from './schema.ts';
import { describeKey, type StoredSeries } from './series-register.ts';

/** Streams a selection into its columns. Returns whether times ascended. */
async function fill(database: Database, sql: string, { time, columns }: CrossingRows): Promise<boolean> {
  const result = await database.connection.stream(sql);
  let previous = Number.NEGATIVE_INFINITY;
  let at = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return true;
    time.set(vectorItems(chunk.getColumnVector(0), Float64Array), at);
    for (let column = 0; column < columns.length; column++) {
      const values = vectorItems(chunk.getColumnVector(column + 1), Float32Array);
      (columns[column] as Float32Array).set(values, at);
    }
    const end = at + chunk.rowCount;
    for (; at < end; at++) {
      if ((time[at] as number) <= previous) return false;
      previous = time[at] as number;
    }
  }
}

function conditions(series: StoredSeries, range: TimeRange | null): string {
  const within = range === null ? '' : ` AND time >= ${Number(range.from)} AND time < ${Number(range.to)}`;
  return `FROM ${series.table} WHERE series_id = ${series.id}${within}`;
}

/**
 * Reads in the order of writing, which is the order of time; sorts only where it should not be. Throws
 * `FEATURE_COLUMN_UNKNOWN`.
 */
export async function readRows(
  database: Database,
  series: StoredSeries,
  names: readonly string[],
  range: TimeRange | null,
): Promise<CrossingRows> {
  const unknown = names.find((name) => !series.names.includes(name));
  if (unknown !== undefined) throw errors.FEATURE_COLUMN_UNKNOWN({ series: describeKey(series.key), column: unknown });
  const from = conditions(series, range);
  const [counted] = await database.rows(`SELECT count(*) ${from}`);
  const length = Number(counted?.[0]);
  const rows = {
    names,
    time: new Float64Array(length),
    columns: names.map(() => new Float32Array(length)),
  };
  const select = `SELECT ${['time', ...names.map(quoted)].join(', ')} ${from}`;
  if (length > 0 && !(await fill(database, select, rows))) await fill(database, `${select} ORDER BY time`, rows);
  return rows;
}
