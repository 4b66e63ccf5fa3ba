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

/** A number that JSON may not be able to hold: infinities (a limit that is not set) travel as text. */
function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function checkToJson(check: RiskCheck): object {
  return { ...check, value: jsonNumber(check.value), limit: jsonNumber(check.limit) };
}

function checkFromJson(check: RiskCheck): RiskCheck {
  return { ...check, value: Number(check.value), limit: Number(check.limit) };
}

function predictionToJson(prediction: Prediction): object {
  const topReasons = prediction.topReasons.map((reason) => ({
    ...reason,
    value: reason.value === null ? null : jsonNumber(reason.value),
    contribution: jsonNumber(reason.contribution),
  }));
  return { ...prediction, topReasons };
}

function predictionFromJson(prediction: Prediction): Prediction {
  const topReasons = prediction.topReasons.map((reason) => ({
    ...reason,
    value: reason.value === null ? null : Number(reason.value),
    contribution: Number(reason.contribution),
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

export function decisionToRow(runId: string, decision: DecisionRecord): object {
  return {
    runId,
    ...decision,
    prediction: predictionToJson(decision.prediction),
    checks: decision.checks.map(checkToJson),
  };
}

export function decisionFromRow(row: DecisionRecord): DecisionRecord {
  return { ...row, prediction: predictionFromJson(row.prediction), checks: row.checks.map(checkFromJson) };
}

export function entryToRow({ runId, accountId, sequence, time, balance, equity }: LedgerEntry): object {
  return { runId, accountId, sequence, time, balance, equity };
}

/** Columns of each table with the names of the port, as `SELECT` lists. */
export const SELECT = {
  runs: 'id, kind, symbol, timeframe, started_at AS "startedAt", parameters, result',
  models: 'id, symbol, timeframe, created_at AS "createdAt", blob, summary',
  trials: 'symbol, timeframe, digest, sharpe, tried_at AS "triedAt"',
  orders: `client_order_id AS "clientOrderId", signal_id AS "signalId", symbol, side, volume,
    stop_loss_distance AS "stopLossDistance", take_profit_distance AS "takeProfitDistance", exit_time AS "exitTime",
    created_at AS "createdAt", state, updated_at AS "updatedAt"`,
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
  decisions: DecisionRecord;
}
