import type {
  AccountState,
  EpochMs,
  Fill,
  OrderRequest,
  OrderState,
  Prediction,
  RiskCheck,
  Signal,
  Trade,
} from '@pipwright/model';
import type { RequestRefusal } from './broker.ts';

export const DecisionOutcome = { Order: 'order', Refused: 'refused', NoSignal: 'no-signal' } as const;
export type DecisionOutcome = (typeof DecisionOutcome)[keyof typeof DecisionOutcome];

/** What was decided at one candle, and why; a candle with several wishes has several. Plain data. */
export interface Decision {
  readonly id: string;
  readonly time: EpochMs;
  /** Null where the model was silent or the session has none. */
  readonly prediction: Prediction | null;
  readonly outcome: DecisionOutcome;
  /** Constant codes: why there was no signal, or which checks failed; empty where an order was made. */
  readonly codes: readonly string[];
  /** A sentence for people. */
  readonly reason: string;
  readonly signal: Signal | null;
  readonly clientOrderId: string | null;
  readonly checks: readonly RiskCheck[];
}

/** An order and the state that it has reached. */
export interface OrderEvent {
  readonly request: OrderRequest;
  readonly state: OrderState;
  readonly time: EpochMs;
  readonly reason: string;
}

/**
 * What a session tells about itself, in the order in which it happens. All are optional: nothing is built for a listener
 * that is not there. A journal writes these down; a backtest counts.
 */
export interface SessionListener {
  onPrediction?(prediction: Prediction): void;
  onDecision?(decision: Decision): void;
  onOrder?(event: OrderEvent): void;
  onFill?(fill: Fill): void;
  onTrade?(trade: Trade): void;
  /** The broker did not follow a request about an order or position of this session. */
  onRefusal?(refusal: RequestRefusal): void;
  /** The account after a candle was processed and decided. A live view: copy what is kept. */
  onAccount?(time: EpochMs, account: AccountState): void;
}

/** How many candles ended how: the answer to "why are there no trades?". */
export interface DecisionCounts {
  candles: number;
  predictions: number;
  orders: number;
  refused: number;
  noSignal: number;
  /** Candles without a signal, by code. */
  readonly noSignalByCode: Map<string, number>;
  /** Refused signals and changes by failed check; one refusal may count under several. */
  readonly refusedByCheck: Map<string, number>;
  /** Orders that the broker did not fill, or not wholly, and requests that nobody followed, by the reason. */
  readonly rejectedByReason: Map<string, number>;
}

export function emptyCounts(): DecisionCounts {
  return {
    candles: 0,
    predictions: 0,
    orders: 0,
    refused: 0,
    noSignal: 0,
    noSignalByCode: new Map(),
    refusedByCheck: new Map(),
    rejectedByReason: new Map(),
  };
}

export function count(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}
