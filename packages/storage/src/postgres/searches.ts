import type { PoolClient } from 'pg';
import { errors } from '../errors.ts';
import type { SearchProgress, SearchRecord, SearchTrialRecord } from '../ports/index.ts';

/** A statement may hold so many rows: they are a few megabytes of JSON. */
const ROWS_MAX = 5000;

const SEARCH_COLUMNS = `id, kind, symbol, timeframe, started_at AS "startedAt", updated_at AS "updatedAt", state, spec,
  progress_done AS "progressDone", progress_total AS "progressTotal", result`;

const TRIAL_COLUMNS = `search_id AS "searchId", number, symbol, timeframe, digest, strategy,
  strategy_digest AS "strategyDigest", parameters, range_from AS "from", range_to AS "to", state, reason, score,
  stage_scores AS "stageScores", net, trades, sharpe, days, fills, returns_blob AS "returnsBlob", returns_row AS "returnsRow", tried_at AS "triedAt"`;

const INSERT_TRIALS = `
  INSERT INTO pipwright.search_trials (search_id, number, symbol, timeframe, digest, strategy, strategy_digest,
    parameters, range_from, range_to, state, reason, score, stage_scores, net, trades, sharpe, days, fills, returns_blob, returns_row,
    tried_at)
  SELECT "searchId", number, symbol, timeframe, digest, strategy, "strategyDigest", parameters, "from", "to", state,
    reason, score, "stageScores", net, trades, sharpe, days, fills, "returnsBlob", "returnsRow", "triedAt"
  FROM jsonb_to_recordset($1::jsonb) AS row ("searchId" text, number bigint, symbol text, timeframe text, digest text,
    strategy text, "strategyDigest" text, parameters jsonb, "from" bigint, "to" bigint, state text, reason text,
    score double precision, "stageScores" jsonb, net bigint, trades bigint, sharpe double precision, days bigint, fills text,
    "returnsBlob" text, "returnsRow" bigint, "triedAt" bigint)
  ORDER BY number ON CONFLICT (tenant_id, search_id, number) DO NOTHING`;

/**
 * Variants of a series, each once: one that was backtested by itself, else as a search saw it whole, else as a search
 * saw its first part; of equals the oldest. A failed trial showed nothing that could have been chosen.
 */
export const SELECT_VARIANTS = `
  SELECT symbol, timeframe, digest, sharpe, "triedAt" FROM (
    SELECT DISTINCT ON (digest) symbol, timeframe, digest, sharpe, tried_at AS "triedAt", grade, place FROM (
      SELECT symbol, timeframe, digest, sharpe, tried_at, 0 AS grade, position AS place FROM pipwright.trials
        WHERE symbol = $1 AND timeframe = $2
      UNION ALL
      SELECT symbol, timeframe, digest, sharpe, tried_at, CASE state WHEN 'done' THEN 1 ELSE 2 END, number
        FROM pipwright.search_trials WHERE symbol = $1 AND timeframe = $2 AND state <> 'failed'
    ) AS every ORDER BY digest, grade, tried_at, place
  ) AS variant ORDER BY "triedAt", grade, place, digest`;

type SearchRow = Omit<SearchRecord, 'progress'> & { readonly progressDone: number; readonly progressTotal: number };

function searchFromRow({ progressDone, progressTotal, ...search }: SearchRow): SearchRecord {
  const progress: SearchProgress = { done: progressDone, total: progressTotal };
  return { ...search, progress };
}

/** JSON cannot hold infinities, so they travel as text. */
function toJson(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : String(value);
}

function trialToRow({ returns, ...trial }: SearchTrialRecord): object {
  return {
    ...trial,
    score: toJson(trial.score),
    stageScores: trial.stageScores.map(toJson),
    sharpe: toJson(trial.sharpe),
    returnsBlob: returns?.blob ?? null,
    returnsRow: returns?.row ?? null,
  };
}

type TrialRow = Omit<SearchTrialRecord, 'returns' | 'stageScores'> & {
  readonly stageScores: readonly (number | string | null)[];
  readonly returnsBlob: string | null;
  readonly returnsRow: number | null;
};

function trialFromRow({ returnsBlob, returnsRow, ...trial }: TrialRow): SearchTrialRecord {
  const stageScores = trial.stageScores.map((score) => (score === null ? null : Number(score)));
  const returns = returnsBlob === null || returnsRow === null ? null : { blob: returnsBlob, row: returnsRow };
  return { ...trial, stageScores, returns };
}

export async function upsertSearch(client: PoolClient, search: SearchRecord): Promise<void> {
  const { id, kind, symbol, timeframe, startedAt, updatedAt, state, spec, progress, result } = search;
  await client.query(
    `INSERT INTO pipwright.searches (id, kind, symbol, timeframe, started_at, updated_at, state, spec, progress_done,
       progress_total, result)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (tenant_id, id) DO UPDATE SET updated_at = excluded.updated_at, state = excluded.state,
       progress_done = excluded.progress_done, progress_total = excluded.progress_total, result = excluded.result`,
    [
      id,
      kind,
      symbol,
      timeframe,
      startedAt,
      updatedAt,
      state,
      JSON.stringify(spec),
      progress.done,
      progress.total,
      result === null ? null : JSON.stringify(result),
    ],
  );
}

export async function selectSearch(client: PoolClient, id: string): Promise<SearchRecord | null> {
  const { rows } = await client.query<SearchRow>(`SELECT ${SEARCH_COLUMNS} FROM pipwright.searches WHERE id = $1`, [
    id,
  ]);
  return rows[0] === undefined ? null : searchFromRow(rows[0]);
}

export async function selectSearches(client: PoolClient, limit: number): Promise<readonly SearchRecord[]> {
  const { rows } = await client.query<SearchRow>(
    `SELECT ${SEARCH_COLUMNS} FROM pipwright.searches ORDER BY started_at DESC, position DESC LIMIT $1`,
    [limit],
  );
  return rows.map(searchFromRow);
}

/** Runs in a transaction. Throws `LEDGER_REFERENCE_MISSING` where a search is not known. */
export async function insertSearchTrials(client: PoolClient, trials: readonly SearchTrialRecord[]): Promise<void> {
  for (let from = 0; from < trials.length; from += ROWS_MAX) {
    const rows = trials.slice(from, from + ROWS_MAX).map(trialToRow);
    await client.query(INSERT_TRIALS, [JSON.stringify(rows)]).catch((error: unknown) => {
      if ((error as { constraint?: string }).constraint?.endsWith('_fkey') !== true) throw error;
      const ids = [...new Set(trials.map(({ searchId }) => searchId))];
      throw errors.LEDGER_REFERENCE_MISSING({ kind: 'search', id: ids.join(' or ') }, { cause: error });
    });
  }
}

export async function selectSearchTrials(
  client: PoolClient,
  searchId: string,
  { after, limit }: { readonly after: number; readonly limit: number | null },
): Promise<readonly SearchTrialRecord[]> {
  const { rows } = await client.query<TrialRow>(
    `SELECT ${TRIAL_COLUMNS} FROM pipwright.search_trials WHERE search_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [searchId, after, limit],
  );
  return rows.map(trialFromRow);
}
