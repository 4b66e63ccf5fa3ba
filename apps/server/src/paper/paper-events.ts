import type { PackedCandle } from '@pipwright/brokers';
import type { Json, RunEvent } from '@pipwright/kernel';
import type { EpochMs, Fill, SymbolName, Timeframe, Trade } from '@pipwright/model';
import type { DecisionRecord, OrderRecord } from '@pipwright/storage/ports';
import type { TradingParameters } from '../pipeline/trading-parameters.ts';

/**
 * Terminology of a paper run. Inputs come from outside: `session.started` (once, first), `candle.closed`, `control`.
 * Outputs follow from them: `decision`, `order`, `fill`, `trade`, `account`. All are records of the run's journal.
 */

/**
 * Counts the versions of what an account does with the same candles and decisions: how orders are filled and booked. A run
 * goes on under the rules that it was begun with, or not at all.
 */
export const ACCOUNT_RULES = 2;

/** Everything that the run depends on, so that the journal alone is enough to fold it again. */
export interface SessionStarted {
  readonly product: string;
  /** `ACCOUNT_RULES` of the version that began it. */
  readonly rules: number;
  readonly runId: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** `true` where the candles come from the simulated market. */
  readonly simulated: boolean;
  readonly modelId: string;
  /** SHA-256 of the model file. */
  readonly modelDigest: string;
  readonly trading: TradingParameters;
  /** Open times of the first candle to replay and of the last, and how many there are. */
  readonly feed: { readonly from: EpochMs; readonly to: EpochMs; readonly total: number };
  /** Candles before the first one, for the features to warm up on. */
  readonly history: readonly PackedCandle[];
}

export type SessionControl = 'stop-opening' | 're-arm' | 'flatten';

/** The account at the close of a candle; money in minor units. */
export interface AccountFigures {
  readonly balance: number;
  readonly equity: number;
  readonly margin: number;
  readonly freeMargin: number;
}

/** A decision with the order that came of it; that order's own event follows. */
export interface PaperDecision extends DecisionRecord {
  readonly side: 'buy' | 'sell' | null;
  readonly clientOrderId: string | null;
}

/** The inputs of a paper run, by type. */
export interface PaperInputs {
  'session.started': SessionStarted;
  'candle.closed': PackedCandle;
  control: { readonly action: SessionControl };
}

/** The outputs of a paper run, by type. */
export interface PaperOutputs {
  decision: PaperDecision;
  /** A candle at which the model said nothing. */
  silence: { readonly id: string; readonly reason: string };
  order: OrderRecord & { readonly reason: string };
  fill: Fill;
  trade: Trade;
  account: AccountFigures;
}

type Events = PaperInputs & PaperOutputs;

/** Makes an event for the journal. */
export function paperEvent<Type extends keyof Events>(type: Type, time: EpochMs, payload: Events[Type]): RunEvent {
  return { type, time, payload: payload as unknown as Json };
}

/** The payload of an event whose type was looked at. */
export function payloadOf<Type extends keyof Events>(_type: Type, event: { readonly payload: Json }): Events[Type] {
  return event.payload as unknown as Events[Type];
}
