import {
  MarketHours,
  timeframeMs,
  toPips,
  TRADING_WEEK_MS,
  tradingDayOpen,
  tradingWeekday,
  tradingWeekOpen,
  type CandleColumns,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import type { RiskLimits } from '@pipwright/trading';
import { limitsOf, type ColumnarSettings } from './columnar-settings.ts';

const DAY_MS = 86_400_000;

/** What is true of the candles whatever is traded on them. Found once, shared by all parameter sets. */
export class CandleFacts {
  readonly candles: CandleColumns;
  readonly length: number;
  readonly durationMs: number;
  /** 1 where the market is in session at the open, or comes into it before the close, so that requests are carried out and levels looked at. */
  readonly isOpen: Uint8Array;
  /** 1 where risk lets an order pass that is decided at the close; null where it lets every one. */
  readonly mayOrder: Uint8Array | null;
  /** Last candle of each trading day from Monday to Friday; what a weekend holds belongs to the Friday before it. */
  readonly dayEnds: Int32Array;
  /** Lowest price that a long position, highest that a short one can be closed at, opens included. */
  readonly lowest: number;
  readonly highestAsk: number;
  /** What a candle reaches, its open and close included: the columns themselves where those lie between low and high. */
  readonly reach: { readonly low: Float64Array; readonly high: Float64Array };
  readonly askReach: { readonly low: Float64Array; readonly high: Float64Array };

  constructor(settings: ColumnarSettings) {
    const { series, instrument } = settings;
    const { candles } = series;
    this.candles = candles;
    this.length = candles.length;
    this.durationMs = timeframeMs(series.timeframe);
    this.isOpen = openRows(instrument, candles.time, this.durationMs);
    this.mayOrder = orderRows(settings, this.durationMs);
    this.dayEnds = dayEndRows(candles.time, this.durationMs);
    this.reach = reachOf(candles.open, candles.high, candles.low, candles.close);
    this.askReach = reachOf(candles.askOpen, candles.askHigh, candles.askLow, candles.askClose);
    this.lowest = this.reach.low.reduce((lowest, price) => Math.min(lowest, price), Number.POSITIVE_INFINITY);
    this.highestAsk = this.askReach.high.reduce((highest, price) => Math.max(highest, price), 0);
  }

  openTime(row: number): EpochMs {
    return this.candles.time[row]! as EpochMs;
  }

  closeTime(row: number): EpochMs {
    return (this.candles.time[row]! + this.durationMs) as EpochMs;
  }
}

function openRows(instrument: Instrument, time: Float64Array, durationMs: number): Uint8Array {
  const hours = new MarketHours(instrument);
  const rows = new Uint8Array(time.length);
  for (let row = 0; row < rows.length; row++) {
    const open = time[row]!;
    if (hours.isOpen(open) || hours.nextOpen(open) < open + durationMs) rows[row] = 1;
  }
  return rows;
}

/** Rows at whose close the spread and the distance to the weekend are within the limits. */
function orderRows(settings: ColumnarSettings, durationMs: number): Uint8Array | null {
  const limits: RiskLimits = limitsOf(settings);
  const { instrument, series } = settings;
  const { time, close, askClose, length } = series.candles;
  const spreadMax = limits.spreadMultipleMax * instrument.typicalSpread;
  const rows = new Uint8Array(length);
  let all = 1;
  for (let row = 0; row < length; row++) {
    const at = (time[row]! + durationMs) as EpochMs;
    const isNarrow = toPips(instrument, askClose[row]! - close[row]!) <= spreadMax;
    const isEarly = tradingWeekOpen(at) + TRADING_WEEK_MS - at >= limits.weekendDistanceMinMs;
    rows[row] = isNarrow && isEarly ? 1 : 0;
    all &= rows[row]!;
  }
  return all === 1 ? null : rows;
}

function dayEndRows(time: Float64Array, durationMs: number): Int32Array {
  const rows: number[] = [];
  let until = Number.NEGATIVE_INFINITY;
  let isInDay = false;
  for (let row = 0; row < time.length; row++) {
    const closeTime = time[row]! + durationMs;
    if (closeTime <= until) continue;
    // A candle that closes at 17:00 belongs to the day that ends there.
    const open = tradingDayOpen((closeTime - 1) as EpochMs);
    until = open + DAY_MS;
    const weekday = tradingWeekday(open);
    if (weekday < 1 || weekday > 5) continue;
    if (isInDay) rows.push(row - 1);
    isInDay = true;
  }
  if (isInDay) rows.push(time.length - 1);
  return Int32Array.from(rows);
}

function reachOf(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array) {
  let holdsAll = true;
  for (let row = 0; row < open.length && holdsAll; row++) {
    holdsAll = low[row]! <= Math.min(open[row]!, close[row]!) && high[row]! >= Math.max(open[row]!, close[row]!);
  }
  if (holdsAll) return { low, high };
  return {
    low: low.map((price, row) => Math.min(price, open[row]!, close[row]!)),
    high: high.map((price, row) => Math.max(price, open[row]!, close[row]!)),
  };
}
