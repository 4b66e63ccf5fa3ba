import {
  candleOpenTime,
  timeframeMs,
  type CandleColumns,
  type EpochMs,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';
import { CandleBuilder } from './candle-builder.ts';

/**
 * Makes candles of ticks that arrive in pieces, in ascending order of time. A candle is given out once a tick of a later
 * one has come, or at `finish`.
 */
export class TickCandleMaker {
  readonly #timeframe: Timeframe;
  readonly #durationMs: number;
  readonly #done = new CandleBuilder();
  /** Whether the provider gives volumes; known from the first ticks. */
  #givesVolume: boolean | undefined;
  #row = -1;
  #openTime = Number.NaN;
  #endTime = Number.NEGATIVE_INFINITY;

  constructor(timeframe: Timeframe) {
    this.#timeframe = timeframe;
    this.#durationMs = timeframeMs(timeframe);
  }

  push(ticks: TickColumns): void {
    if (ticks.length > 0) this.#givesVolume ??= ticks.bidVolume.some((volume) => volume > 0);
    for (let index = 0; index < ticks.length; index++) {
      const time = ticks.time[index] as number;
      if (time >= this.#endTime) {
        const open = candleOpenTime(time as EpochMs, this.#timeframe);
        if (open !== this.#openTime) this.#begin(open, ticks, index);
      }
      this.#add(ticks, index);
    }
  }

  /** Candles that are complete; the one still being made stays. */
  takeComplete(): CandleColumns {
    if (this.#row < 0) return this.#done.take();
    const all = this.#done.take();
    const last = all.length - 1;
    this.#done.copyRow(all, last);
    this.#row = 0;
    return withoutLast(all);
  }

  /** All candles, the last one as it is. */
  finish(): CandleColumns {
    this.#row = -1;
    this.#openTime = Number.NaN;
    this.#endTime = Number.NEGATIVE_INFINITY;
    return this.#done.take();
  }

  #begin(open: number, ticks: TickColumns, index: number): void {
    this.#row = this.#done.addRow();
    const { columns } = this.#done;
    const bid = ticks.bid[index] as number;
    const ask = ticks.ask[index] as number;
    columns.time[this.#row] = open;
    columns.open[this.#row] = bid;
    columns.high[this.#row] = bid;
    columns.low[this.#row] = bid;
    columns.askOpen[this.#row] = ask;
    columns.askHigh[this.#row] = ask;
    columns.askLow[this.#row] = ask;
    columns.volume[this.#row] = 0;
    this.#openTime = open;
    this.#endTime = open + this.#durationMs;
  }

  #add(ticks: TickColumns, index: number): void {
    const { columns } = this.#done;
    const row = this.#row;
    const bid = ticks.bid[index] as number;
    const ask = ticks.ask[index] as number;
    if (bid > (columns.high[row] as number)) columns.high[row] = bid;
    if (bid < (columns.low[row] as number)) columns.low[row] = bid;
    columns.close[row] = bid;
    if (ask > (columns.askHigh[row] as number)) columns.askHigh[row] = ask;
    if (ask < (columns.askLow[row] as number)) columns.askLow[row] = ask;
    columns.askClose[row] = ask;
    (columns.volume[row] as number) += this.#givesVolume === true ? (ticks.bidVolume[index] as number) : 1;
  }
}

function withoutLast(candles: CandleColumns): CandleColumns {
  const builder = new CandleBuilder(Math.max(1, candles.length));
  for (let index = 0; index < candles.length - 1; index++) builder.copyRow(candles, index);
  return builder.take();
}

/**
 * Candles of ticks: bid prices from bids, ask prices from asks. Volume is the sum of the bid volumes, in the provider's
 * unit (as Dukascopy's bid candles have it), or the number of ticks where the provider gives no volume. Periods without
 * a tick give no candle; `fillFlatCandles` adds them where they are wanted.
 *
 * @param ticks ascending in time
 */
export function ticksToCandles(ticks: TickColumns, timeframe: Timeframe): CandleColumns {
  const maker = new TickCandleMaker(timeframe);
  maker.push(ticks);
  return maker.finish();
}
