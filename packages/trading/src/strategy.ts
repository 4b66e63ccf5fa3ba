import type { CandleColumns, EpochMs, Instrument, Side } from '@pipwright/model';
import type { PredictionReading } from './predictor.ts';

/**
 * What a strategy may look at when a candle has closed. The session owns one and refreshes it: keep nothing of it.
 * Candles after `index` are not known yet; reading them is an error of the strategy.
 */
export interface StrategyContext {
  candles: CandleColumns;
  index: number;
  /** Close of the candle: the time of the decision. */
  time: EpochMs;
  readonly timeframeMs: number;
  readonly instrument: Instrument;
  readonly reading: PredictionReading;
  /** Horizon of the predictor; 0 where the session has none. */
  readonly horizonMs: number;
  /** Bid and ask at which an order would be filled now. */
  bid: number;
  ask: number;
  /** Commission of opening and closing, in price units of the instrument. */
  commissionDistance: number;
  /** Own open positions that are not being closed: +1 long, -1 short, 0 none; 2 where there are both. */
  direction: number;
}

/** Nothing to do at this candle, and a constant code that says why. */
export interface NoSignal {
  readonly kind: 'none';
  readonly code: string;
}

/** A wish to open a position. Distances are price units from the fill price; 0 means no such level. */
export interface Entry {
  readonly kind: 'enter';
  readonly side: Side;
  readonly stopLossDistance: number;
  readonly takeProfitDistance: number;
  /** The position is closed after this time at the latest. */
  readonly holdingMs: number;
  /** Close own positions of the other side first. */
  readonly closeOpposite: boolean;
}

export type StrategyDecision = NoSignal | Entry;

/** Turns what is known at a candle's close into a wish to trade, or into a reason for having none. */
export interface Strategy {
  readonly name: string;
  /** Called once per closed candle, in order. Allocates only where it wants to enter. */
  decide(context: StrategyContext): StrategyDecision;
  /** A sentence with the figures behind the last `NoSignal`. Called only where somebody wants to see it. */
  describe(code: string, context: StrategyContext): string;
}
