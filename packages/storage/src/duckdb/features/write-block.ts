import type { EpochMs } from '@pipwright/model';
import { errors } from '../../errors.ts';
import type { FeatureBlock, FeatureSpan, FeatureWriteSummary } from '../../ports/index.ts';
import type { Database } from '../database.ts';
import { appendRows, type AppendColumn } from '../row-appender.ts';
import { describeKey, type SeriesRegister, type StoredSeries } from './series-register.ts';
import { recordSpan, removeSpansAfter, spansOf } from './span-log.ts';

/** Removes rows and spans behind a time, inside the transaction of the caller; says how many rows. */
export async function removeRowsAfter(database: Database, series: StoredSeries, time: number): Promise<number> {
  await removeSpansAfter(database, series.id, time);
  return database.change(`DELETE FROM ${series.table} WHERE series_id = ? AND time > ?`, [series.id, time]);
}

/** The span that a block follows; null for the first block. Throws `FEATURE_BLOCK_NOT_NEXT`, `FEATURE_BLOCK_INVALID`. */
function spanBefore(block: FeatureBlock, spans: readonly FeatureSpan[]): FeatureSpan | null {
  const { key, follows, time } = block;
  if (follows === null) return null;
  const span = spans.find(({ digest }) => digest === follows);
  if (span === undefined) throw errors.FEATURE_BLOCK_NOT_NEXT({ series: describeKey(key), follows });
  if ((time[0] as number) <= span.lastTime) {
    const reason = `it begins at ${time[0]}, before the end of the span that it follows`;
    throw errors.FEATURE_BLOCK_INVALID({ series: describeKey(key), reason });
  }
  return span;
}

/** Writes a checked block inside the transaction of the caller, by the rule of the port. */
export async function writeBlock(
  database: Database,
  register: SeriesRegister,
  block: FeatureBlock,
): Promise<FeatureWriteSummary> {
  const { time, columns, digest } = block;
  const series = await register.ensure(block.key, block.names);
  const spans = await spansOf(database, series.id);
  const firstTime = time[0] as EpochMs;
  const lastTime = time.at(-1) as EpochMs;
  if (spans.some((span) => span.digest === digest && span.lastTime === lastTime)) return { inserted: 0, removed: 0 };
  const before = spanBefore(block, spans);
  const isLast = before === (spans.at(-1) ?? null);
  const removed = isLast ? 0 : await removeRowsAfter(database, series, before?.lastTime ?? Number.MIN_SAFE_INTEGER);
  const values: AppendColumn[] = [
    { type: 'smallint', constant: series.id },
    { type: 'double', values: time },
    ...columns.map((column) => ({ type: 'float', values: column }) as const),
  ];
  await appendRows(database, { name: series.table, temporary: false }, values, time.length);
  const joined = block.joins ? before : null;
  const span = {
    firstTime: joined?.firstTime ?? firstTime,
    lastTime,
    rows: (joined?.rows ?? 0) + time.length,
    digest,
  };
  await recordSpan(database, series.id, span, block.state);
  return { inserted: time.length, removed };
}
