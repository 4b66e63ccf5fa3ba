import type { PoolClient } from 'pg';
import { errors } from '../errors.ts';
import type { LedgerEntry } from '../ports/index.ts';
import { decisionToRow, entryToRow, fillToRow, orderToRow } from './rows.ts';

/** Each statement takes one JSON array of rows and stores them in their order. A row that is there already stays. */
const INSERT_ENTRIES = `
  INSERT INTO pipwright.entries (run_id, sequence, account_id, time, balance, equity)
  SELECT "runId", sequence, "accountId", time, balance, equity
  FROM jsonb_to_recordset($1::jsonb)
    AS row ("runId" text, sequence bigint, "accountId" text, time bigint, balance bigint, equity bigint)`;

const UPSERT_ORDERS = `
  INSERT INTO pipwright.orders (run_id, client_order_id, signal_id, symbol, side, volume, stop_loss_distance,
    take_profit_distance, type, price, limit_price, trailing_distance, lifetime, expires_at, filling, deviation,
    oco_group, exit_time, created_at, state, updated_at)
  SELECT "runId", "clientOrderId", "signalId", symbol, side, volume, "stopLossDistance", "takeProfitDistance", type,
    price, "limitPrice", "trailingDistance", lifetime, "expiresAt", filling, deviation, "ocoGroup", "exitTime",
    "createdAt", state, "updatedAt"
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("runId" text, "clientOrderId" text, "signalId" text, symbol text,
    side text, volume numeric, "stopLossDistance" numeric, "takeProfitDistance" numeric, type text, price numeric,
    "limitPrice" numeric, "trailingDistance" numeric, lifetime text, "expiresAt" bigint, filling text,
    deviation numeric, "ocoGroup" text, "exitTime" bigint, "createdAt" bigint, state text, "updatedAt" bigint))
    WITH ORDINALITY AS row
  ORDER BY ordinality
  ON CONFLICT (tenant_id, run_id, client_order_id) DO UPDATE SET signal_id = excluded.signal_id,
    symbol = excluded.symbol, side = excluded.side, volume = excluded.volume,
    stop_loss_distance = excluded.stop_loss_distance, take_profit_distance = excluded.take_profit_distance,
    type = excluded.type, price = excluded.price, limit_price = excluded.limit_price,
    trailing_distance = excluded.trailing_distance, lifetime = excluded.lifetime, expires_at = excluded.expires_at,
    filling = excluded.filling, deviation = excluded.deviation, oco_group = excluded.oco_group,
    exit_time = excluded.exit_time, created_at = excluded.created_at, state = excluded.state,
    updated_at = excluded.updated_at`;

const INSERT_FILLS = `
  INSERT INTO pipwright.fills (run_id, id, client_order_id, position_id, symbol, time, side, entry, volume, price,
    slippage, commission, profit, exit_reason)
  SELECT "runId", id, "clientOrderId", "positionId", symbol, time, side, entry, volume, price, slippage, commission,
    profit, "exitReason"
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("runId" text, id text, "clientOrderId" text, "positionId" text,
    symbol text, time bigint, side text, entry text, volume numeric, price numeric, slippage numeric,
    commission bigint, profit bigint, "exitReason" text)) WITH ORDINALITY AS row
  ORDER BY ordinality
  ON CONFLICT (tenant_id, run_id, id) DO NOTHING`;

const INSERT_DECISIONS = `
  INSERT INTO pipwright.decisions (run_id, id, time, outcome, reason, prediction, checks)
  SELECT "runId", id, time, outcome, reason, prediction, checks
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("runId" text, id text, time bigint, outcome text, reason text,
    prediction jsonb, checks jsonb)) WITH ORDINALITY AS row
  ORDER BY ordinality
  ON CONFLICT (tenant_id, run_id, id) DO NOTHING`;

/** Locks the runs, in the order of their ids so that two writers cannot wait for each other. */
async function lockRuns(client: PoolClient, entries: readonly LedgerEntry[]): Promise<Map<string, number>> {
  const runIds = [...new Set(entries.map((entry) => entry.runId))];
  const { rows } = await client.query<{ id: string; lastSequence: number }>(
    'SELECT id, last_sequence AS "lastSequence" FROM pipwright.runs WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
    [runIds],
  );
  const lastSequences = new Map(rows.map((row) => [row.id, row.lastSequence]));
  for (const id of runIds) if (!lastSequences.has(id)) throw errors.LEDGER_REFERENCE_MISSING({ kind: 'run', id });
  return lastSequences;
}

async function insert(client: PoolClient, statement: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await client.query(statement, [JSON.stringify(rows)]);
}

/** Of several states of one order only the last one is stored: a statement may not change a row twice. */
function latestOrders(entries: readonly LedgerEntry[]): object[] {
  const latest = new Map<string, object>();
  for (const { runId, orders } of entries)
    for (const order of orders)
      latest.set(JSON.stringify([runId, order.request.clientOrderId]), orderToRow(runId, order));
  return [...latest.values()];
}

/** Stores entries whose sequence is new for their run; the others have been stored before. Runs in a transaction. */
export async function appendEntries(client: PoolClient, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const lastSequences = await lockRuns(client, entries);
  const fresh: LedgerEntry[] = [];
  for (const entry of entries) {
    if (entry.sequence <= (lastSequences.get(entry.runId) as number)) continue;
    lastSequences.set(entry.runId, entry.sequence);
    fresh.push(entry);
  }
  if (fresh.length === 0) return;
  await insert(client, INSERT_ENTRIES, fresh.map(entryToRow)).catch((error: unknown) => {
    if ((error as { constraint?: string }).constraint?.includes('account') !== true) throw error;
    const ids = [...new Set(fresh.map((entry) => entry.accountId))];
    throw errors.LEDGER_REFERENCE_MISSING({ kind: 'account', id: ids.join(' or ') }, { cause: error });
  });
  await insert(client, UPSERT_ORDERS, latestOrders(fresh));
  await insert(
    client,
    INSERT_FILLS,
    fresh.flatMap(({ runId, fills }) => fills.map((fill) => fillToRow(runId, fill))),
  );
  const decisions = fresh.flatMap(({ runId, decisions: made }) =>
    made.map((decision) => decisionToRow(runId, decision)),
  );
  await insert(client, INSERT_DECISIONS, decisions);
  await client.query(
    `UPDATE pipwright.runs SET last_sequence = row.sequence
     FROM jsonb_to_recordset($1::jsonb) AS row (id text, sequence bigint) WHERE runs.id = row.id`,
    [JSON.stringify([...lastSequences].map(([id, sequence]) => ({ id, sequence })))],
  );
}
