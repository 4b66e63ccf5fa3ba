import type { Currency, EpochMs, Instrument, MinorUnits, SymbolName } from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import type { ConversionRates } from '@pipwright/trading';

export const AccountMode = {
  /** Every order opens a position of its own; opposite ones live side by side. */
  Hedging: 'hedging',
  /** One position a symbol: an order of the other side reduces, closes or turns it. */
  Netting: 'netting',
} as const;
export type AccountMode = (typeof AccountMode)[keyof typeof AccountMode];

/**
 * In which order a candle is assumed to have reached its extremes, where neither ticks nor smaller candles show it.
 * The report says which share of the fills rests on it.
 */
export const PathRule = {
  /** Open, the nearer of high and low, the other one, close. */
  Adaptive: 'adaptive',
  /** For each position and order the order of events that is worse for its owner. */
  Pessimistic: 'pessimistic',
} as const;
export type PathRule = (typeof PathRule)[keyof typeof PathRule];

/** What the price of a fill was read from; `open` is the open or the close of a candle, which nobody has to assume. */
export const PathSource = { Ticks: 'ticks', SmallerCandles: 'smaller-candles', Rule: 'rule', Open: 'open' } as const;
export type PathSource = (typeof PathSource)[keyof typeof PathSource];

export type CommissionModel =
  /** Units of the account's currency for one lot, at the entry and again at the exit. */
  | { readonly kind: 'per-lot'; readonly perSide: number; readonly minimum?: number }
  /** Units of the account's currency for a million of the account's currency traded, on each side. */
  | { readonly kind: 'per-million'; readonly perSide: number; readonly minimum?: number }
  /** Fraction of the traded value, on each side. */
  | { readonly kind: 'percent'; readonly fraction: number; readonly minimum?: number };

/** How much can be filled at once: the volume that stands at the best price, in lots. */
export interface DepthModel {
  /** Lots available at the touch. */
  readonly lots: number;
  /** Fraction of the candle's or tick's volume that is available in addition, where the data has volume in lots. */
  readonly volumeFraction: number;
}

/** What the way to the broker does to orders. Rates are probabilities for each market order and closing by hand. */
export interface ExecutionModel {
  /** From the decision to the arrival at the venue. */
  readonly latencyMs: number;
  /** Uniform addition to it, from the run's seed. */
  readonly latencyJitterMs: number;
  readonly rejectRate: number;
  /** Instant execution only. */
  readonly requoteRate: number;
  /** Null fills everything. */
  readonly depth: DepthModel | null;
}

/** How an order is carried out, in the hands of the venue. */
export interface Execution {
  /** Milliseconds until a request that is sent now arrives. */
  latency(): number;
  /** Draws whether this market order is turned away. */
  fate(): 'fill' | 'reject' | 'requote';
  /** Lots that can be filled at once. */
  available(tradedVolume: number): number;
}

/** Lots and money that a symbol's positions need as margin. */
export interface MarginTerms {
  /** Sum of the volumes and of the margins that each needs alone, by side. */
  readonly longVolume: number;
  readonly longMargin: number;
  readonly longNotional: number;
  readonly shortVolume: number;
  readonly shortMargin: number;
  readonly shortNotional: number;
}

export interface VenueAccount {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  /** Default: hedging. */
  readonly mode?: AccountMode;
  /** Positions are closed, the worst first, while equity is below this fraction of the margin. */
  readonly stopOutLevel: number;
  /** Told once when equity falls below this fraction of the margin; default 1. */
  readonly marginCallLevel?: number;
  /** Waiting orders and positions that the account may have; default 200, as usual at MetaTrader 5's servers. */
  readonly ordersMax?: number;
}

/** A change of the account that is no fill, for reports and listeners. */
export type AccountEvent =
  | {
      readonly kind: 'swap';
      readonly time: EpochMs;
      readonly symbol: SymbolName;
      readonly positionId: string;
      readonly amount: MinorUnits;
      readonly nights: number;
    }
  | { readonly kind: 'margin-call'; readonly time: EpochMs; readonly equity: MinorUnits; readonly margin: MinorUnits }
  | {
      readonly kind: 'stop-out';
      readonly time: EpochMs;
      readonly symbol: SymbolName;
      readonly positionId: string;
      readonly equity: MinorUnits;
      readonly margin: MinorUnits;
    };

/** How many fills were read from what. */
export type FillSources = Readonly<Record<PathSource, number>>;

export interface VenueSeams {
  readonly instruments: readonly Instrument[];
  readonly random: Random;
  readonly rates?: ConversionRates;
  readonly onAccountEvent?: (event: AccountEvent) => void;
}
