import {
  allocateCandles,
  AskSource,
  findInstrument,
  timeframeMs,
  utcMs,
  type CandleSeries,
  type Instrument,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';

/** A Tuesday, far from rollovers and weekends. */
export const START = utcMs(2019, 2, 5, 8);

export function instrumentOf(symbol: string): Instrument {
  return findInstrument(symbol)!;
}

/** Flat candles at 1 that open at the given places in the grid of their timeframe, counted from `START`. */
export function flatSeries(symbol: string, timeframe: Timeframe, places: readonly number[]): CandleSeries {
  const candles = allocateCandles(places.length);
  for (const name of ['open', 'high', 'low', 'close', 'askOpen', 'askHigh', 'askLow', 'askClose'] as const) {
    candles[name].fill(1);
  }
  places.forEach((place, index) => (candles.time[index] = START + place * timeframeMs(timeframe)));
  return { symbol: instrumentOf(symbol).symbol, timeframe, askSource: AskSource.Quoted, candles };
}

/** Ticks at so many minutes after `START`, priced by their place: 1, 2, 3 … */
export function ticksAt(minutes: readonly number[]): TickColumns {
  const column = (value: (minute: number, index: number) => number): Float64Array => Float64Array.from(minutes, value);
  return {
    length: minutes.length,
    time: column((minute) => START + minute * 60_000),
    bid: column((_, index) => index + 1),
    ask: column((_, index) => index + 1),
    bidVolume: column(() => 1),
    askVolume: column(() => 1),
  };
}
