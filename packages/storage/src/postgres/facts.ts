import { CONTEXT_COLUMNS, type ContextRow, type Currency, type EpochMs } from '@pipwright/model';
import type { PoolClient } from 'pg';
import type { FactBatch, FactKind, FactSummary } from '../ports/index.ts';

/** A statement may hold so many rows: 100,000 rows of the calendar are about 20 MB of JSON. */
const ROWS_MAX = 20_000;

const KINDS: readonly FactKind[] = ['calendar', 'positioning', 'rates', 'sentiment'];
const TYPES = { number: 'double precision', byte: 'smallint', text: 'text' } as const;
/** Numbers that are times. */
const TIMES: readonly string[] = ['availableAt', 'time'];

interface FactColumn {
  /** Of the port: `availableAt`. */
  readonly name: string;
  /** Of the table: `available_at`. */
  readonly column: string;
  readonly type: string;
}

function columnsOf(kind: FactKind): readonly FactColumn[] {
  return Object.entries(CONTEXT_COLUMNS[kind]).map(([name, column]) => ({
    name,
    column: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    type: TIMES.includes(name) ? 'bigint' : TYPES[column],
  }));
}

/** What is not known is NULL in the tables and NaN in the port. */
function toJson(row: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ]),
  );
}

function fromRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? Number.NaN]));
}

/** Stores the rows that are not there yet. Returns how many those are. */
export async function insertFacts<Kind extends FactKind>(client: PoolClient, batch: FactBatch<Kind>): Promise<number> {
  const columns = columnsOf(batch.kind);
  const statement = `INSERT INTO pipwright.${batch.kind} (source, ${columns.map(({ column }) => column).join(', ')})
    SELECT $2, ${columns.map(({ name }) => `"${name}"`).join(', ')}
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')}))
      WITH ORDINALITY AS row
    ORDER BY ordinality ON CONFLICT DO NOTHING`;
  let inserted = 0;
  for (let from = 0; from < batch.rows.length; from += ROWS_MAX) {
    const rows = batch.rows.slice(from, from + ROWS_MAX).map((row) => toJson(row));
    inserted += (await client.query(statement, [JSON.stringify(rows), batch.source])).rowCount ?? 0;
  }
  return inserted;
}

/** Rows in the order in which they became known; of all currencies where none are named. */
export async function selectFacts<Kind extends FactKind>(
  client: PoolClient,
  kind: Kind,
  currencies: readonly Currency[] | null,
): Promise<readonly ContextRow<Kind>[]> {
  const list = columnsOf(kind).map(({ name, column }) => `${column} AS "${name}"`);
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${list.join(', ')} FROM pipwright.${kind} WHERE $1::text[] IS NULL OR currency = ANY($1)
     ORDER BY available_at, position`,
    [currencies],
  );
  return rows.map(fromRow) as unknown as readonly ContextRow<Kind>[];
}

export async function summariseFacts(client: PoolClient): Promise<readonly FactSummary[]> {
  const summaries: FactSummary[] = [];
  for (const kind of KINDS) {
    const { rows } = await client.query<
      Omit<FactSummary, 'kind' | 'firstAvailableAt' | 'lastAvailableAt'> & {
        first: EpochMs | null;
        last: EpochMs | null;
      }
    >(
      `SELECT count(*)::bigint AS count, min(available_at) AS first, max(available_at) AS last,
         coalesce(array_agg(DISTINCT currency ORDER BY currency), '{}') AS currencies,
         coalesce(array_agg(DISTINCT source ORDER BY source), '{}') AS sources
       FROM pipwright.${kind}`,
    );
    const row = rows[0];
    if (row === undefined || row.first === null || row.last === null) continue;
    const { count, currencies, sources, first, last } = row;
    summaries.push({ kind, count, currencies, sources, firstAvailableAt: first, lastAvailableAt: last });
  }
  return summaries;
}
