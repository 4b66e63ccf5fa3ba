import type { Filling } from './trade.ts';
import {
  currency,
  type Currency,
  type EpochMs,
  type Lots,
  type Pips,
  type Points,
  type Price,
  type SymbolName,
} from './units.ts';

/** What the swap rates of an instrument are counted in, as MetaTrader 5's SYMBOL_SWAP_MODE distinguishes them. */
export const SwapMode = {
  Disabled: 'disabled',
  /** Points of the quote currency per lot and night. */
  Points: 'points',
  /** Money in the base currency per lot and night. */
  BaseCurrency: 'base-currency',
  /** Money in the margin currency per lot and night. */
  MarginCurrency: 'margin-currency',
  /** Money in the account's currency per lot and night. */
  AccountCurrency: 'account-currency',
  /** Money in the quote currency, in which profit arises, per lot and night. */
  ProfitCurrency: 'profit-currency',
  /** Percent a year of the position's value at the price of the moment, over 360 days. */
  InterestCurrent: 'interest-current',
  /** Percent a year of the position's value at its open price, over 360 days. */
  InterestOpen: 'interest-open',
  /**
   * The broker closes the position and opens it again, at the close price moved by so many points. Here it stays open and the
   * points are booked as swap: the same money, without a deal of its own.
   */
  ReopenCurrent: 'reopen-current',
  /** The same at the bid. */
  ReopenBid: 'reopen-bid',
} as const;
export type SwapMode = (typeof SwapMode)[keyof typeof SwapMode];

export const AssetClass = { Forex: 'forex', Metal: 'metal' } as const;
export type AssetClass = (typeof AssetClass)[keyof typeof AssetClass];

/** Swap rates that held from a moment on. */
export interface SwapRate {
  readonly from: EpochMs;
  readonly long: number;
  readonly short: number;
}

/** Overnight interest. Positive rates are paid to the holder, negative ones charged. */
export interface SwapContract {
  readonly mode: SwapMode;
  readonly long: number;
  readonly short: number;
  /** Earlier and later rates, oldest first; `long` and `short` hold before the first of them. */
  readonly history?: readonly SwapRate[];
  /**
   * Nights booked at the rollover that ends a trading day, by its date (`2024-12-24`), where a holiday changes them; other
   * days book one, and three on `tripleWeekday`.
   */
  readonly holidayNights?: Readonly<Record<string, number>>;
  /** The trading day (1 Monday to 5 Friday) whose rollover books three nights. */
  readonly tripleWeekday: number;
}

/** Trading hours of one weekday, in minutes after midnight New York. `from` inclusive, `to` exclusive. */
export interface Session {
  /** 0 Sunday to 6 Saturday, New York. */
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** How the broker executes market orders: at the price asked for or a requote, or at whatever the market gives. */
export const ExecutionMode = { Instant: 'instant', Market: 'market' } as const;
export type ExecutionMode = (typeof ExecutionMode)[keyof typeof ExecutionMode];

/** Margin of the part of a symbol's notional up to `notionalMax` (account currency, minor units) at a leverage. */
export interface LeverageTier {
  /** `Infinity` for the last one. */
  readonly notionalMax: number;
  readonly leverage: number;
}

/** What reference markets are; see `ReferenceMarket`. */
export const ReferenceClass = { Index: 'index', Bond: 'bond' } as const;
export type ReferenceClass = (typeof ReferenceClass)[keyof typeof ReferenceClass];

/** What the prices of a market are read, checked and stored by, whether it can be traded or not. */
export interface QuotedMarket {
  readonly symbol: SymbolName;
  readonly description: string;
  readonly assetClass: AssetClass | ReferenceClass;
  /** Decimals of a quoted price. */
  readonly digits: number;
  /** Smallest price step: what others call a point. */
  readonly tickSize: number;
  readonly pipSize: number;
  readonly sessions: readonly Session[];
  /** Trading days without a market, by their date (`2024-12-25`); missing where the calendar is not known. */
  readonly closedDays?: readonly string[];
  /**
   * `true` where `sessions` are the hours that all providers share: candles outside them are no mistake, and where a
   * week begins and ends says nothing about the clock of a file.
   */
  readonly hoursDiffer?: boolean;
  /** Used where the data has no ask side, and as the reference for "spread against normal". */
  readonly typicalSpread: Pips;
}

/** The full contract of a tradable instrument. */
export interface Instrument extends QuotedMarket {
  readonly assetClass: AssetClass;
  readonly base: Currency;
  /** Profit arises in this currency. */
  readonly quote: Currency;
  /** Margin is counted in this currency. */
  readonly marginCurrency: Currency;
  /** Units of the base in one lot. */
  readonly contractSize: number;
  readonly volume: {
    readonly min: Lots;
    readonly step: Lots;
    readonly max: Lots;
    /** Largest volume of positions and pending orders of one side together; missing where there is no limit. */
    readonly limit?: Lots;
  };
  readonly swap: SwapContract;
  readonly margin: {
    /** Leverage of the contract: margin is notional / leverage. */
    readonly leverage: number;
    /** Leverage by size, smallest first, where the broker has steps; replaces `leverage`. */
    readonly tiers?: readonly LeverageTier[];
    /** Share of the margin that the hedged part of opposite positions needs. */
    readonly hedgedFraction: number;
  };
  /** Stop-loss and take-profit may not be closer to the market than this. */
  readonly stopsLevel: Points;
  /** Orders and levels closer to the market than this cannot be changed or cancelled. */
  readonly freezeLevel: Points;
  readonly execution: ExecutionMode;
  /** How market orders may be filled; pending orders wait with `return` everywhere. */
  readonly fillings: readonly Filling[];
}

/** Rounds to the nearest whole tick. The one place where prices are rounded. */
export function toPoints(instrument: Instrument, value: number): Points {
  return Math.round(value / instrument.tickSize) as Points;
}

/** The price of a whole number of ticks, exact to the instrument's digits (no binary residue such as 1.1000000000000001). */
export function fromPoints(instrument: Instrument, points: number): Price {
  return (points / Math.round(1 / instrument.tickSize)) as Price;
}

/** A price rounded to the instrument's tick. */
export function roundToTick(instrument: Instrument, value: number): Price {
  return fromPoints(instrument, toPoints(instrument, value));
}

/** A price difference in pips. */
export function toPips(instrument: Instrument, difference: number): Pips {
  return (difference / instrument.pipSize) as Pips;
}

/**
 * A volume rounded down to the instrument's step, at most its maximum; 0 where it is below the minimum.
 * Throws `RangeError` on NaN: a size that could not be computed is not a size of zero.
 */
export function roundDownToVolumeStep(instrument: Instrument, volume: number): Lots {
  if (Number.isNaN(volume)) throw new RangeError('a volume must be a number, got NaN');
  const { min, step, max } = instrument.volume;
  // The small term keeps 0.29 (which is 28.999… steps of 0.01 in binary) at 29 steps.
  const steps = Math.floor(Math.min(volume, max) / step + 1e-9);
  // Through whole hundred-millionths of a lot, so that 0.07 is 0.07 and not 0.07000000000000001.
  const rounded = Math.round(steps * step * 1e8) / 1e8;
  return (rounded < min ? 0 : rounded) as Lots;
}

/** Decimals of a currency's smallest unit: 0 for yen, 2 for the others that the catalogue holds. */
export function minorDigits(code: Currency): number {
  return code === currency('JPY') ? 0 : 2;
}
