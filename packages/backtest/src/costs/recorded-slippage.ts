import {
  DealEntry,
  ExitReason,
  NEW_YORK,
  OrderType,
  utcDate,
  zoneOffsetMs,
  type EpochMs,
  type Fill,
  type Instrument,
} from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import { errors } from '../errors.ts';
import { quantileOf } from '../statistics/quantiles.ts';

/** What one recorded fill slipped. */
export interface RecordedFill {
  readonly time: EpochMs;
  /** Points worse than the quote; negative where the broker gave a better price. */
  readonly points: number;
  /** Spread at the fill in points; 0 where it was not recorded. */
  readonly spreadPoints: number;
  /** A stop order or a stop-loss; otherwise a market order. */
  readonly isStop: boolean;
}

/** Parts of the trading day that differ in how much can be traded, by the hour of New York at which they begin. */
export const DayPart = { Rollover: 16, Asia: 19, Europe: 3, Overlap: 8, Afternoon: 12 } as const;
export type DayPart = (typeof DayPart)[keyof typeof DayPart];

/** The distribution of what fills of one kind slipped. Plain data: a part of the costs that a run is made with. */
export interface SlippageClass {
  readonly isStop: boolean;
  /** Null: at any time of the day. */
  readonly dayPart: DayPart | null;
  /** Fills that it rests on. */
  readonly fills: number;
  /** Evenly spaced quantiles in points, from the smallest to the largest. */
  readonly quantiles: readonly number[];
  /** Median spread of these fills in points; 0 where it is not known. */
  readonly spreadPoints: number;
}

/** Quantiles that are kept: every twentieth part of the fills. */
const STEPS = 20;
/** A class of fewer fills says little about its tail: the wider one is taken. */
const CLASS_MIN = 40;
/** Of all fills of an instrument. Fewer are no distribution. */
const RECORDED_FILLS_MIN = 40;
/** How far a spread may scale what was recorded, either way. */
const SPREAD_SCALE_MAX = 4;

/** Exits that are asked for at the market. A target is a limit; the others are not traded with the market. */
const MARKET_EXITS: ReadonlySet<ExitReason> = new Set([
  ExitReason.TimeLimit,
  ExitReason.Opposite,
  ExitReason.Signal,
  ExitReason.Manual,
]);
const STOP_EXITS: ReadonlySet<ExitReason> = new Set([ExitReason.StopLoss, ExitReason.TrailingStop]);

/** Part of the day of an hour of New York. */
export function dayPartOf(hour: number): DayPart {
  if (hour < DayPart.Europe || hour >= DayPart.Asia) return DayPart.Asia;
  if (hour < DayPart.Overlap) return DayPart.Europe;
  if (hour < DayPart.Afternoon) return DayPart.Overlap;
  return hour < DayPart.Rollover ? DayPart.Afternoon : DayPart.Rollover;
}

function dayPartAt(time: EpochMs): DayPart {
  return dayPartOf(utcDate(time + zoneOffsetMs(NEW_YORK, time)).hour);
}

/**
 * Those of the fills that could slip, as points. `orderTypeOf` names the type of an order by its id; entries of unknown type
 * count as market orders, entries of limit orders do not slip.
 */
export function recordedFills(
  instrument: Instrument,
  fills: readonly Fill[],
  orderTypeOf: (clientOrderId: string) => OrderType | undefined = () => undefined,
): RecordedFill[] {
  const found: RecordedFill[] = [];
  for (const fill of fills) {
    if (fill.symbol !== instrument.symbol) continue;
    const isStop = stopKind(fill, orderTypeOf);
    if (isStop === null) continue;
    found.push({ time: fill.time, points: fill.slippage / instrument.tickSize, spreadPoints: 0, isStop });
  }
  return found;
}

/** Whether a fill ran with the market (`true`), was asked of it (`false`), or could not slip (null). */
function stopKind(fill: Fill, orderTypeOf: (clientOrderId: string) => OrderType | undefined): boolean | null {
  if (fill.entry === DealEntry.In) {
    const type = orderTypeOf(fill.clientOrderId) ?? OrderType.Market;
    if (type === OrderType.Limit || type === OrderType.StopLimit) return null;
    return type === OrderType.Stop;
  }
  if (fill.exitReason === null) return null;
  if (STOP_EXITS.has(fill.exitReason)) return true;
  return MARKET_EXITS.has(fill.exitReason) ? false : null;
}

/**
 * Distributions of recorded slippage: for stops and for market orders, over the whole day and for each part of it that has
 * fills enough. Throws `TOO_FEW_FILLS`.
 */
export function fitRecordedSlippage(fills: readonly RecordedFill[]): SlippageClass[] {
  if (fills.length < RECORDED_FILLS_MIN) {
    throw errors.TOO_FEW_FILLS({ fills: fills.length, needed: RECORDED_FILLS_MIN });
  }
  const classes: SlippageClass[] = [];
  for (const isStop of [false, true]) {
    const own = fills.filter((fill) => fill.isStop === isStop);
    // Too few of this kind: what all fills slipped stands for it.
    const all = own.length < CLASS_MIN ? fills : own;
    classes.push(classOf(all, isStop, null));
    if (all !== own) continue;
    for (const dayPart of Object.values(DayPart)) {
      const part = own.filter((fill) => dayPartAt(fill.time) === dayPart);
      if (part.length >= CLASS_MIN) classes.push(classOf(part, isStop, dayPart));
    }
  }
  return classes;
}

function classOf(fills: readonly RecordedFill[], isStop: boolean, dayPart: DayPart | null): SlippageClass {
  const points = fills.map((fill) => fill.points).sort((left, right) => left - right);
  const spreads = fills.map((fill) => fill.spreadPoints).filter((spread) => spread > 0);
  spreads.sort((left, right) => left - right);
  return {
    isStop,
    dayPart,
    fills: fills.length,
    quantiles: Array.from({ length: STEPS + 1 }, (_, step) => quantileOf(points, step / STEPS)),
    spreadPoints: spreads.length * 2 < fills.length ? 0 : quantileOf(spreads, 0.5),
  };
}

/**
 * Draws from recorded fills of the same kind and part of the day. Where the spread of then is known, the drawn points grow
 * and shrink with the spread of now, at most fourfold: both are what missing depth costs. A better price than the quote
 * is drawn as the quote itself; nobody owes it.
 */
export function recordedSlippage(
  classes: readonly SlippageClass[],
  instrument: Instrument,
  random: Random,
): (moment: { readonly time: EpochMs; readonly spread: number; readonly isStop: boolean }) => number {
  const { tickSize } = instrument;
  const find = (isStop: boolean, dayPart: DayPart | null): SlippageClass | undefined =>
    classes.find((one) => one.isStop === isStop && one.dayPart === dayPart);
  if (find(false, null) === undefined || find(true, null) === undefined) {
    throw errors.TOO_FEW_FILLS({ fills: 0, needed: RECORDED_FILLS_MIN });
  }
  return ({ time, spread, isStop }) => {
    const chosen = find(isStop, dayPartAt(time)) ?? find(isStop, null)!;
    const points = Math.max(0, quantileOf(chosen.quantiles, random.next()));
    if (chosen.spreadPoints === 0) return points * tickSize;
    const scale = spread / (chosen.spreadPoints * tickSize);
    return points * tickSize * Math.min(SPREAD_SCALE_MAX, Math.max(1 / SPREAD_SCALE_MAX, scale));
  };
}
