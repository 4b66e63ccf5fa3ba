import type { Fill, OrderRequest, OrderState, Prediction, RiskCheck } from '@pipwright/model';
import type {
  AccountRecord,
  DecisionRecord,
  LedgerEntry,
  ModelRecord,
  OrderRecord,
  RunRecord,
  TrialRecord,
} from '../ports/index.ts';

/**
 * Records of the port and rows of the tables. Rows travel to the server as one JSON text per table, which the server
 * takes apart by column name; they come back with the names of the port, so that reading needs no copy of most of them.
 */

/** A number on its way: JSON cannot hold infinities (a limit that is not set), so they travel as text. */
type JsonNumber = number | string;

function toJson(value: number): JsonNumber {
  return Number.isFinite(value) ? value : String(value);
}

type CheckRow = Omit<RiskCheck, 'value' | 'limit'> & { readonly value: JsonNumber; readonly limit: JsonNumber };

interface ReasonRow {
  readonly feature: string;
  readonly value: JsonNumber | null;
  readonly contribution: JsonNumber;
}

type PredictionRow = Omit<Prediction, 'topReasons'> & { readonly topReasons: readonly ReasonRow[] };

function predictionToRow(prediction: Prediction): PredictionRow {
  const topReasons = prediction.topReasons.map(({ feature, value, contribution }) => ({
    feature,
    value: value === null ? null : toJson(value),
    contribution: toJson(contribution),
  }));
  return { ...prediction, topReasons };
}

function predictionFromRow(prediction: PredictionRow): Prediction {
  const topReasons = prediction.topReasons.map(({ feature, value, contribution }) => ({
    feature,
    value: value === null ? null : Number(value),
    contribution: Number(contribution),
  }));
  return { ...prediction, topReasons };
}

export function orderToRow(runId: string, { request, state, updatedAt }: OrderRecord): object {
  return { runId, ...request, state, updatedAt };
}

type OrderRow = OrderRequest & { readonly state: OrderState; readonly updatedAt: OrderRecord['updatedAt'] };

export function orderFromRow({ state, updatedAt, ...request }: OrderRow): OrderRecord {
  return { request, state, updatedAt };
}

export function fillToRow(runId: string, fill: Fill): object {
  return { runId, ...fill };
}

type DecisionRow = Omit<DecisionRecord, 'prediction' | 'checks'> & {
  readonly prediction: PredictionRow;
  readonly checks: readonly CheckRow[];
};

export function decisionToRow(runId: string, decision: DecisionRecord): DecisionRow & { readonly runId: string } {
  const checks = decision.checks.map((check) => ({ ...check, value: toJson(check.value), limit: toJson(check.limit) }));
  return { runId, ...decision, prediction: predictionToRow(decision.prediction), checks };
}

export function decisionFromRow(row: DecisionRow): DecisionRecord {
  const checks = row.checks.map((check) => ({ ...check, value: Number(check.value), limit: Number(check.limit) }));
  return { ...row, prediction: predictionFromRow(row.prediction), checks };
}

export function entryToRow({ runId, accountId, sequence, time, balance, equity }: LedgerEntry): object {
  return { runId, accountId, sequence, time, balance, equity };
}

/** Columns of each table with the names of the port, as `SELECT` lists. */
export const SELECT = {
  runs: 'id, kind, symbol, timeframe, started_at AS "startedAt", parameters, result',
  models: 'id, symbol, timeframe, created_at AS "createdAt", blob, summary',
  orders: `client_order_id AS "clientOrderId", signal_id AS "signalId", symbol, side, volume,
    stop_loss_distance AS "stopLossDistance", take_profit_distance AS "takeProfitDistance", type, price,
    limit_price AS "limitPrice", trailing_distance AS "trailingDistance", lifetime, expires_at AS "expiresAt", filling,
    deviation, oco_group AS "ocoGroup", exit_time AS "exitTime", created_at AS "createdAt", state,
    updated_at AS "updatedAt"`,
  fills: `id, client_order_id AS "clientOrderId", position_id AS "positionId", symbol, time, side, entry, volume, price,
    slippage, commission, profit, exit_reason AS "exitReason"`,
  decisions: 'id, time, prediction, outcome, reason, checks',
} as const;

export interface RowTypes {
  runs: RunRecord;
  models: ModelRecord;
  trials: TrialRecord;
  accounts: AccountRecord;
  orders: OrderRow;
  fills: Fill;
  decisions: DecisionRow;
}
