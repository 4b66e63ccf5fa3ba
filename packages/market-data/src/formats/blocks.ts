import { AskSource, allocateCandles, type CandleColumns, type QuotedMarket, type TickColumns } from '@pipwright/model';
import type { RejectedRow, RowBlock } from '../text/csv-layout.ts';
import type { TimeZoneRule } from '../time-zones/time-zone-rule.ts';

/** Candles as a file gives them: not yet checked, in the file's order. `line` is where each one stands. */
export interface CandleBlock {
  readonly kind: 'candles';
  /** Where the lines are counted; not said where there is one file only. */
  readonly file?: string;
  readonly candles: CandleColumns;
  readonly line: Float64Array;
  readonly askSource: AskSource;
  readonly rejected: readonly RejectedRow[];
}

/** Ticks as a file gives them: not yet checked, in the file's order. */
export interface TickBlock {
  readonly kind: 'ticks';
  readonly file?: string;
  readonly ticks: TickColumns;
  readonly line: Float64Array;
  readonly rejected: readonly RejectedRow[];
}

export type Block = CandleBlock | TickBlock;

/** What is needed to turn rows into candles and ticks. */
export interface ReadContext {
  readonly instrument: QuotedMarket;
  readonly zone: TimeZoneRule;
  /** Subtracted from each time: the candle's length where rows are stamped with their close. */
  readonly shiftMs: number;
}

/** Half of the calculation of an ask price where the provider gives none. */
export function assumedSpread(instrument: QuotedMarket): number {
  return instrument.typicalSpread * instrument.pipSize;
}

/** Adds the instrument's typical spread to the bid prices, in place. */
export function assumeAsk(candles: CandleColumns, instrument: QuotedMarket): void {
  const spread = assumedSpread(instrument);
  for (let index = 0; index < candles.length; index++) {
    candles.askOpen[index] = (candles.open[index] as number) + spread;
    candles.askHigh[index] = (candles.high[index] as number) + spread;
    candles.askLow[index] = (candles.low[index] as number) + spread;
    candles.askClose[index] = (candles.close[index] as number) + spread;
  }
}

function addSpread(candles: CandleColumns, spreadPoints: Float64Array, tickSize: number): void {
  for (let index = 0; index < candles.length; index++) {
    const spread = (spreadPoints[index] as number) * tickSize;
    candles.askOpen[index] = (candles.open[index] as number) + spread;
    candles.askHigh[index] = (candles.high[index] as number) + spread;
    candles.askLow[index] = (candles.low[index] as number) + spread;
    candles.askClose[index] = (candles.close[index] as number) + spread;
  }
}

function toUtc(wall: Float64Array, { zone, shiftMs }: ReadContext): Float64Array {
  const time = new Float64Array(wall.length);
  for (let index = 0; index < wall.length; index++) time[index] = zone.toUtc(wall[index] as number) - shiftMs;
  return time;
}

/** Candles of rows that hold open, high, low and close, and perhaps the ask side, a spread, a volume. */
export function candlesOfRows(rows: RowBlock, context: ReadContext): CandleBlock {
  const { values, length } = rows;
  const empty = new Float64Array(length);
  const { askOpen = empty, askHigh = empty, askLow = empty, askClose = empty, volume = empty } = values;
  const { open = empty, high = empty, low = empty, close = empty } = values;
  const time = toUtc(rows.time, context);
  const candles: CandleColumns = { length, time, open, high, low, close, askOpen, askHigh, askLow, askClose, volume };
  const quoted = values.askOpen && values.askHigh && values.askLow && values.askClose;
  const block = { kind: 'candles', line: rows.line, rejected: rows.rejected } as const;
  if (quoted) return { ...block, candles, askSource: AskSource.Quoted };
  const own: CandleColumns = { ...allocateCandles(length), time, open, high, low, close, volume };
  if (values.spreadPoints) {
    addSpread(own, values.spreadPoints, context.instrument.tickSize);
    return { ...block, candles: own, askSource: AskSource.Spread };
  }
  assumeAsk(own, context.instrument);
  return { ...block, candles: own, askSource: AskSource.Assumed };
}

/** Ticks of rows that hold bid and ask, and perhaps their volumes. */
export function ticksOfRows(rows: RowBlock, context: ReadContext): TickBlock {
  const { values, length, line, rejected } = rows;
  const empty = new Float64Array(length);
  const { bid = empty, ask = empty, volume = empty, askVolume = empty } = values;
  const ticks = { length, time: toUtc(rows.time, context), bid, ask, bidVolume: volume, askVolume };
  return { kind: 'ticks', ticks, line, rejected };
}
