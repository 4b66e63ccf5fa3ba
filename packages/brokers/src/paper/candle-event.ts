import { CANDLE_COLUMN_NAMES, fromPoints, toPoints, type CandleColumns, type Instrument } from '@pipwright/model';

/** One candle on the wire: time, the eight prices in points (bid open to close, ask open to close), volume. */
export type PackedCandle = readonly number[];

const PRICE_NAMES = CANDLE_COLUMN_NAMES.slice(1, 9) as readonly Exclude<
  (typeof CANDLE_COLUMN_NAMES)[number],
  'time' | 'volume'
>[];

export function packCandle(instrument: Instrument, candles: CandleColumns, index: number): PackedCandle {
  return [
    candles.time[index] as number,
    ...PRICE_NAMES.map((name) => toPoints(instrument, candles[name][index] as number)),
    candles.volume[index] as number,
  ];
}

/** Writes a packed candle into row `index` of columns that have room for it. */
export function unpackCandle(
  instrument: Instrument,
  packed: PackedCandle,
  candles: CandleColumns,
  index: number,
): void {
  candles.time[index] = packed[0] as number;
  PRICE_NAMES.forEach((name, place) => {
    candles[name][index] = fromPoints(instrument, packed[place + 1] as number);
  });
  candles.volume[index] = packed[9] as number;
}
