import { utcMs } from '@pipwright/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packCandles } from '../../fixtures/report-fixture.ts';
import { walkCandles } from '../../fixtures/walk.ts';
import { barsOfPacked } from './bars.ts';
import { unpackCandles } from './packed-candles.ts';

it('unpacks what was packed, to the last digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 300 }), (seed, count) => {
      const candles = walkCandles(utcMs(2012, 3, 4), count, seed);
      const bars = barsOfPacked(unpackCandles(packCandles(candles, 0.00001), 5));
      const found = candles.map((_, index) => ({
        time: bars.time(index),
        open: bars.open(index),
        high: bars.high(index),
        low: bars.low(index),
        close: bars.close(index),
      }));
      expect(found).toEqual(candles.map(({ time, open, high, low, close }) => ({ time, open, high, low, close })));
    }),
    { seed: 5, numRuns: 40 },
  );
});

it('reads the packing as the protocol states it', () => {
  const series = unpackCandles(
    {
      timeframe: 'H1',
      tickSize: 0.001,
      timeMinutes: [28_000_000, 60, 120],
      close: [110_500, -3, 10],
      open: [-5, 3, 0],
      high: [4, 8, 2],
      low: [-9, 0, -1],
    },
    3,
  );
  expect([...series.time]).toEqual([28_000_000, 28_000_060, 28_000_180].map((minutes) => minutes * 60_000));
  expect([...series.close]).toEqual([110.5, 110.497, 110.507]);
  expect([...series.open]).toEqual([110.495, 110.5, 110.507]);
  expect([...series.high]).toEqual([110.504, 110.505, 110.509]);
  expect([...series.low]).toEqual([110.491, 110.497, 110.506]);
});

it('refuses columns of different lengths', () => {
  const packed = packCandles(walkCandles(utcMs(2012, 3, 4), 5, 1), 0.00001);
  expect(() => unpackCandles({ ...packed, high: [1] }, 5)).toThrow("candle column 'high' has 1 values, expected 5");
});
