import { errors } from '../errors.ts';
import type { ImportProgress, QuarantinedRow } from '../ports/index.ts';
import type { Database } from './database.ts';

type ImportRow = [id: number, digest: string, file: string, committedChunks: number, report: string | null];

const IMPORT_COLUMNS = 'import_id, digest, file, committed_chunks, report';

function progressOf([, digest, file, committedChunks, report]: ImportRow): ImportProgress {
  return { digest, file, committedChunks, report };
}

async function findRow(database: Database, digest: string): Promise<ImportRow | undefined> {
  const rows = await database.rows(`SELECT ${IMPORT_COLUMNS} FROM imports WHERE digest = ?`, [digest]);
  return rows[0] as ImportRow | undefined;
}

export async function beginImport(database: Database, digest: string, file: string): Promise<ImportProgress> {
  const found = await findRow(database, digest);
  if (found !== undefined) return progressOf(found);
  await database.run('INSERT INTO imports SELECT coalesce(max(import_id), 0) + 1, ?, ?, 0, NULL FROM imports', [
    digest,
    file,
  ]);
  return { digest, file, committedChunks: 0, report: null };
}

/**
 * Id of the import whose chunk `index` is next; null where that chunk is stored already. Throws `IMPORT_NOT_BEGUN` and
 * `IMPORT_CHUNK_SKIPPED`.
 */
export async function importIdForChunk(database: Database, digest: string, index: number): Promise<number | null> {
  const row = await findRow(database, digest);
  if (row === undefined) throw errors.IMPORT_NOT_BEGUN({ digest });
  const [id, , , committedChunks] = row;
  if (index > committedChunks) throw errors.IMPORT_CHUNK_SKIPPED({ digest, index, expected: committedChunks });
  return index < committedChunks ? null : id;
}

/** Books chunk `index`, with the rows that it refused, inside the transaction of the caller. */
export async function recordChunk(
  database: Database,
  importId: number,
  index: number,
  quarantined: readonly QuarantinedRow[],
): Promise<void> {
  await database.run('UPDATE imports SET committed_chunks = ? WHERE import_id = ?', [index + 1, importId]);
  if (quarantined.length === 0) return;
  const appender = await database.connection.createAppender('quarantine', 'main');
  for (const row of quarantined) {
    appender.appendInteger(importId);
    appender.appendVarchar(row.file);
    appender.appendBigInt(BigInt(row.line));
    appender.appendVarchar(row.field);
    appender.appendVarchar(row.value);
    appender.appendVarchar(row.reason);
    appender.endRow();
  }
  appender.closeSync();
}

export async function finishImport(database: Database, digest: string, report: string): Promise<void> {
  const changed = await database.change('UPDATE imports SET report = ? WHERE digest = ?', [report, digest]);
  if (changed === 0) throw errors.IMPORT_NOT_BEGUN({ digest });
}

/** All imports in the order in which they were begun. */
export async function listImports(database: Database): Promise<readonly ImportProgress[]> {
  const rows = await database.rows(`SELECT ${IMPORT_COLUMNS} FROM imports ORDER BY import_id`);
  return (rows as ImportRow[]).map(progressOf);
}

export async function listQuarantined(
  database: Database,
  digest: string | null,
  limit: number,
): Promise<readonly QuarantinedRow[]> {
  const rows = await database.rows(
    `SELECT quarantine.file, line::DOUBLE, field, value, reason FROM quarantine JOIN imports USING (import_id)
     WHERE $1 IS NULL OR digest = $1 ORDER BY quarantine.rowid LIMIT ${Math.max(0, Math.floor(limit))}`,
    [digest],
  );
  return (rows as [string, number, string, string, string][]).map(([file, line, field, value, reason]) => ({
    file,
    line,
    field,
    value,
    reason,
  }));
}
