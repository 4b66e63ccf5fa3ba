import type { ContextRow, Currency, EpochMs, Fill, MinorUnits, SymbolName, Timeframe } from '@pipwright/model';
import type {
  AccountRecord,
  DecisionRecord,
  FactBatch,
  FactKind,
  FactSummary,
  LedgerEntry,
  ModelRecord,
  OrderRecord,
  RunKind,
  RunRecord,
  SearchRecord,
  SearchTrialRecord,
  TenantLedger,
  TrialRecord,
} from '../ports/index.ts';
import { appendEntries } from './append.ts';
import { insertFacts, selectFacts, summariseFacts } from './facts.ts';
import { decisionFromRow, orderFromRow, SELECT, type RowTypes } from './rows.ts';
import {
  insertSearchTrials,
  SELECT_VARIANTS,
  selectSearch,
  selectSearches,
  selectSearchTrials,
  upsertSearch,
} from './searches.ts';
import type { Sessions } from './sessions.ts';

interface OfRun {
  readonly runId: string;
  readonly limit: number;
}

interface EquityPoint {
  readonly time: EpochMs;
  readonly balance: MinorUnits;
  readonly equity: MinorUnits;
}

/** The ledger of one tenant. No statement names the tenant: row-level security adds it to each. */
export class PostgresTenantLedger implements TenantLedger {
  readonly #sessions: Sessions;
  readonly #tenant: string;

  constructor(sessions: Sessions, tenant: string) {
    this.#sessions = sessions;
    this.#tenant = tenant;
  }

  async putAccount({ id, currency, initialBalance }: AccountRecord): Promise<void> {
    await this.#query(
      'putAccount',
      `INSERT INTO pipwright.accounts (id, currency, initial_balance) VALUES ($1, $2, $3)
       ON CONFLICT (tenant_id, id)
       DO UPDATE SET currency = excluded.currency, initial_balance = excluded.initial_balance`,
      [id, currency, initialBalance],
    );
  }

  async putRun({ id, kind, symbol, timeframe, startedAt, parameters, result }: RunRecord): Promise<void> {
    await this.#query(
      'putRun',
      `INSERT INTO pipwright.runs (id, kind, symbol, timeframe, started_at, parameters, result)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (tenant_id, id) DO UPDATE SET kind = excluded.kind, symbol = excluded.symbol,
         timeframe = excluded.timeframe, started_at = excluded.started_at, parameters = excluded.parameters,
         result = excluded.result`,
      [
        id,
        kind,
        symbol,
        timeframe,
        startedAt,
        JSON.stringify(parameters),
        result === null ? null : JSON.stringify(result),
      ],
    );
  }

  listRuns(options: { readonly kind?: RunKind; readonly limit: number }): Promise<readonly RunRecord[]> {
    return this.#query<RowTypes['runs']>(
      'listRuns',
      `SELECT ${SELECT.runs} FROM pipwright.runs WHERE $1::text IS NULL OR kind = $1
       ORDER BY started_at DESC, position DESC LIMIT $2`,
      [options.kind ?? null, options.limit],
    );
  }

  async putModel({ id, symbol, timeframe, createdAt, blob, summary }: ModelRecord): Promise<void> {
    await this.#query(
      'putModel',
      `INSERT INTO pipwright.models (id, symbol, timeframe, created_at, blob, summary) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant_id, id) DO UPDATE SET symbol = excluded.symbol, timeframe = excluded.timeframe,
         created_at = excluded.created_at, blob = excluded.blob, summary = excluded.summary`,
      [id, symbol, timeframe, createdAt, blob, JSON.stringify(summary)],
    );
  }

  listModels(options: {
    readonly symbol?: SymbolName;
    readonly timeframe?: Timeframe;
    readonly limit: number;
  }): Promise<readonly ModelRecord[]> {
    return this.#query<RowTypes['models']>(
      'listModels',
      `SELECT ${SELECT.models} FROM pipwright.models
       WHERE ($1::text IS NULL OR symbol = $1) AND ($2::text IS NULL OR timeframe = $2)
       ORDER BY created_at DESC, position DESC LIMIT $3`,
      [options.symbol ?? null, options.timeframe ?? null, options.limit],
    );
  }

  async putTrials(trials: readonly TrialRecord[]): Promise<void> {
    if (trials.length === 0) return;
    await this.#query(
      'putTrials',
      `INSERT INTO pipwright.trials (symbol, timeframe, digest, sharpe, tried_at)
       SELECT symbol, timeframe, digest, sharpe, "triedAt"
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (symbol text, timeframe text, digest text,
         sharpe double precision, "triedAt" bigint)) WITH ORDINALITY AS row
       ORDER BY ordinality ON CONFLICT (tenant_id, symbol, timeframe, digest) DO NOTHING`,
      [JSON.stringify(trials.map((trial) => ({ ...trial, sharpe: String(trial.sharpe) })))],
    );
  }

  listTrials(symbol: SymbolName, timeframe: Timeframe): Promise<readonly TrialRecord[]> {
    return this.#query<RowTypes['trials']>('listTrials', SELECT_VARIANTS, [symbol, timeframe]);
  }

  putSearch(search: SearchRecord): Promise<void> {
    return this.#sessions.run(this.#tenant, 'putSearch', (client) => upsertSearch(client, search));
  }

  findSearch(id: string): Promise<SearchRecord | null> {
    return this.#sessions.run(this.#tenant, 'findSearch', (client) => selectSearch(client, id));
  }

  listSearches({ limit }: { readonly limit: number }): Promise<readonly SearchRecord[]> {
    return this.#sessions.run(this.#tenant, 'listSearches', (client) => selectSearches(client, limit));
  }

  async putSearchTrials(trials: readonly SearchTrialRecord[]): Promise<void> {
    if (trials.length === 0) return;
    await this.#sessions.run(this.#tenant, 'putSearchTrials', (client) => insertSearchTrials(client, trials));
  }

  listSearchTrials(
    searchId: string,
    { after = -1, limit }: { readonly after?: number; readonly limit?: number } = {},
  ): Promise<readonly SearchTrialRecord[]> {
    return this.#sessions.run(this.#tenant, 'listSearchTrials', (client) =>
      selectSearchTrials(client, searchId, { after, limit: limit ?? null }),
    );
  }

  append(entries: readonly LedgerEntry[]): Promise<void> {
    return this.#sessions.run(this.#tenant, 'append', (client) => appendEntries(client, entries));
  }

  async lastSequence(runId: string): Promise<number> {
    const rows = await this.#query<{ sequence: number }>(
      'lastSequence',
      'SELECT last_sequence AS sequence FROM pipwright.runs WHERE id = $1',
      [runId],
    );
    return rows[0]?.sequence ?? -1;
  }

  async listOrders(options: OfRun): Promise<readonly OrderRecord[]> {
    const rows = await this.#ofRun<RowTypes['orders']>('listOrders', 'orders', options);
    return rows.map(orderFromRow);
  }

  listFills(options: OfRun): Promise<readonly Fill[]> {
    return this.#ofRun<RowTypes['fills']>('listFills', 'fills', options);
  }

  async listDecisions(options: OfRun): Promise<readonly DecisionRecord[]> {
    const rows = await this.#ofRun<RowTypes['decisions']>('listDecisions', 'decisions', options);
    return rows.map(decisionFromRow);
  }

  /** Where there are more than `limit`, the newest ones; in any case oldest first. */
  listEquity(options: OfRun): Promise<readonly EquityPoint[]> {
    return this.#query<EquityPoint>(
      'listEquity',
      `SELECT time, balance, equity FROM (
         SELECT sequence, time, balance, equity FROM pipwright.entries WHERE run_id = $1
         ORDER BY sequence DESC LIMIT $2
       ) AS newest ORDER BY sequence`,
      [options.runId, options.limit],
    );
  }

  async putFacts<Kind extends FactKind>(batch: FactBatch<Kind>): Promise<{ inserted: number; kept: number }> {
    const inserted = await this.#sessions.run(this.#tenant, 'putFacts', (client) => insertFacts(client, batch));
    return { inserted, kept: batch.rows.length - inserted };
  }

  listFacts<Kind extends FactKind>(
    kind: Kind,
    { currencies }: { readonly currencies?: readonly Currency[] } = {},
  ): Promise<readonly ContextRow<Kind>[]> {
    return this.#sessions.run(this.#tenant, 'listFacts', (client) => selectFacts(client, kind, currencies ?? null));
  }

  summariseFacts(): Promise<readonly FactSummary[]> {
    return this.#sessions.run(this.#tenant, 'summariseFacts', summariseFacts);
  }

  #ofRun<Row extends object>(
    operation: string,
    table: 'orders' | 'fills' | 'decisions',
    { runId, limit }: OfRun,
  ): Promise<Row[]> {
    const statement = `SELECT ${SELECT[table]} FROM pipwright.${table} WHERE run_id = $1 ORDER BY position DESC LIMIT $2`;
    return this.#query<Row>(operation, statement, [runId, limit]);
  }

  #query<Row extends object>(operation: string, statement: string, values: unknown[]): Promise<Row[]> {
    return this.#sessions.run(this.#tenant, operation, async (client) => {
      const { rows } = await client.query<Row>(statement, values);
      return rows;
    });
  }
}
