import type {
  Currency,
  EpochMs,
  Fill,
  MinorUnits,
  OrderRequest,
  OrderState,
  Prediction,
  RiskCheck,
  SymbolName,
  Timeframe,
} from '@pipwright/model';
import type { FactStore } from './facts.ts';
import type { SearchStore } from './searches.ts';

/** A tenant sees only its own rows. The local default is one tenant. */
export interface Ledger {
  tenant(id: string): TenantLedger;
  /** Applied migrations, oldest first. */
  migrations(): Promise<readonly { readonly name: string; readonly checksum: string }[]>;
  close(): Promise<void>;
}

export const LOCAL_TENANT = 'local';

export const RunKind = {
  Train: 'train',
  Backtest: 'backtest',
  Paper: 'paper',
  Search: 'search',
  WalkForward: 'walk-forward',
} as const;
export type RunKind = (typeof RunKind)[keyof typeof RunKind];

/** Something that was run: a training, a backtest, a paper session, a search for parameters. */
export interface RunRecord {
  readonly id: string;
  readonly kind: RunKind;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly startedAt: EpochMs;
  /** JSON object of what it was asked to do. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** JSON object of figures; null until it is finished. */
  readonly result: Readonly<Record<string, unknown>> | null;
}

/** A variant that was tried on a series. All of them count when a Sharpe ratio is deflated. */
export interface TrialRecord {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Digest of the variant's parameters: the same variant tried twice counts once. */
  readonly digest: string;
  /** Sharpe ratio per period of the variant, not annualised. */
  readonly sharpe: number;
  readonly triedAt: EpochMs;
}

export interface ModelRecord {
  readonly id: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly createdAt: EpochMs;
  /** Name of the blob that holds the model file. */
  readonly blob: string;
  /** JSON object: metrics, data digest, features, seed. */
  readonly summary: Readonly<Record<string, unknown>>;
}

export interface AccountRecord {
  readonly id: string;
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
}

export interface OrderRecord {
  readonly request: OrderRequest;
  readonly state: OrderState;
  readonly updatedAt: EpochMs;
}

/** What was decided at one candle, traded or not. */
export interface DecisionRecord {
  readonly id: string;
  readonly time: EpochMs;
  readonly prediction: Prediction;
  /** `order`, `refused` (risk said no) or `no-signal`. */
  readonly outcome: 'order' | 'refused' | 'no-signal';
  readonly reason: string;
  readonly checks: readonly RiskCheck[];
}

/** What the journal brought forward in one step. Written in one transaction. */
export interface LedgerEntry {
  readonly runId: string;
  readonly accountId: string;
  /** Sequence of the journal record up to which this entry accounts. Entries at or below the stored one are ignored. */
  readonly sequence: number;
  readonly orders: readonly OrderRecord[];
  readonly fills: readonly Fill[];
  readonly decisions: readonly DecisionRecord[];
  readonly balance: MinorUnits;
  readonly equity: MinorUnits;
  readonly time: EpochMs;
}

/** Records of one tenant. Lists are newest first. */
export interface TenantLedger extends FactStore, SearchStore {
  putAccount(account: AccountRecord): Promise<void>;
  putRun(run: RunRecord): Promise<void>;
  listRuns(options: { readonly kind?: RunKind; readonly limit: number }): Promise<readonly RunRecord[]>;
  putModel(model: ModelRecord): Promise<void>;
  listModels(options: {
    readonly symbol?: SymbolName;
    readonly timeframe?: Timeframe;
    readonly limit: number;
  }): Promise<readonly ModelRecord[]>;
  putTrials(trials: readonly TrialRecord[]): Promise<void>;
  /** All variants tried on a series, by themselves or in searches, each once; oldest first. */
  listTrials(symbol: SymbolName, timeframe: Timeframe): Promise<readonly TrialRecord[]>;
  /** Stores entries in order, each once: those whose sequence is already stored change nothing. */
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** Highest sequence stored for a run; -1 where there is none. */
  lastSequence(runId: string): Promise<number>;
  listOrders(options: { readonly runId: string; readonly limit: number }): Promise<readonly OrderRecord[]>;
  listFills(options: { readonly runId: string; readonly limit: number }): Promise<readonly Fill[]>;
  listDecisions(options: { readonly runId: string; readonly limit: number }): Promise<readonly DecisionRecord[]>;
  /** Account figures over time, oldest first, at most one per stored entry. */
  listEquity(options: {
    readonly runId: string;
    readonly limit: number;
  }): Promise<readonly { readonly time: EpochMs; readonly balance: MinorUnits; readonly equity: MinorUnits }[]>;
}
