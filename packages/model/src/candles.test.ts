import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocateCandles,
  CANDLE_COLUMN_NAMES,
  candleAt,
  candlesFrom,
  lowerBound,
  sliceCandles,
  type Candle,
  type CandleColumns,
} from './candles.ts';

const anyCandle = fc.record(
  Object.fromEntries(CANDLE_COLUMN_NAMES.map((name) => [name, fc.double({ noNaN: true })])),
) as unknown as fc.Arbitrary<Candle>;

function rowsOf(candles: CandleColumns): Candle[] {
  return Array.from({ length: candles.length }, (_, index) => candleAt(candles, index));
}

test('rows come back from columns as they were', () => {
  fc.assert(
    fc.property(fc.array(anyCandle), (rows) => {
      const candles = candlesFrom(rows);
      expect(candles).toHaveLength(rows.length);
      for (const name of CANDLE_COLUMN_NAMES) expect(candles[name]).toHaveLength(rows.length);
      expect(rowsOf(candles)).toEqual(rows);
    }),
    { seed: 5 },
  );
});

test('a slice is that of an array of rows, and shares the memory', () => {
  fc.assert(
    fc.property(
      fc.array(anyCandle),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 20 }),
      (rows, from, to) => {
        const candles = candlesFrom(rows);
        const slice = sliceCandles(candles, from, to);
        expect(rowsOf(slice)).toEqual(rows.slice(from, to));
        expect(slice.close.buffer).toBe(candles.close.buffer);
        for (const name of CANDLE_COLUMN_NAMES) expect(slice[name]).toHaveLength(slice.length);
      },
    ),
    { seed: 6 },
  );
});

describe('at the edges', () => {
  const candles = allocateCandles(3);

  test('a slice that reaches outside is shorter, not wrong', () => {
    expect(
      [sliceCandles(candles, -2, 2), sliceCandles(candles, 1, 9), sliceCandles(candles, 5, 9)].map(
        (slice) => slice.length,
      ),
    ).toEqual([2, 2, 0]);
    expect(sliceCandles(candles, 2, 1).time).toHaveLength(0);
  });

  test('a candle that is not there is an error', () => {
    for (const index of [-1, 3, Number.NaN]) expect(() => candleAt(candles, index)).toThrow(RangeError);
  });
});

test('the lower bound is the first time at or after a value', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: -1, max: 31 }), (times, value) => {
      const sorted = times.toSorted((a, b) => a - b);
      const expected = sorted.findIndex((time) => time >= value);
      expect(lowerBound(Float64Array.from(sorted), value)).toBe(expected === -1 ? sorted.length : expected);
    }),
    { seed: 8 },
  );
});
