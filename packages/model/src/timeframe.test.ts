import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utcMs } from './time-zone.ts';
import { candleCloseTime, candleOpenTime, isTimeframe, TIMEFRAMES, timeframeMs } from './timeframe.ts';
import { isInTradingWeek, nextTradingTime, tradingWeekOpen } from './trading-calendar.ts';
import type { EpochMs } from './units.ts';

/** Times of trading weeks, spread evenly, and thickly around the ends of weeks in which the clocks change. */
const anyTradingTime = fc
  .oneof(
    fc.integer({ min: utcMs(2005, 1, 1), max: utcMs(2030, 12, 31) }),
    fc.integer({ min: utcMs(2024, 3, 8), max: utcMs(2024, 3, 12) }),
    fc.integer({ min: utcMs(2024, 11, 1), max: utcMs(2024, 11, 5) }),
  )
  .map((time) => nextTradingTime(time as EpochMs));

describe.each(TIMEFRAMES)('a candle of %s', (timeframe) => {
  test('holds its time, lies in the trading week and opens where it says', () => {
    fc.assert(
      fc.property(anyTradingTime, (time) => {
        const open = candleOpenTime(time, timeframe);
        const close = candleCloseTime(open, timeframe);
        expect(open).toBeLessThanOrEqual(time);
        expect(close).toBeGreaterThan(time);
        expect(close - open).toBe(timeframeMs(timeframe));
        expect(candleOpenTime(open, timeframe)).toBe(open);
        expect(candleOpenTime((close - 1) as EpochMs, timeframe)).toBe(open);
        expect(isInTradingWeek(open)).toBe(true);
        expect(isInTradingWeek((close - 1) as EpochMs)).toBe(true);
      }),
      { seed: 41, numRuns: 1000 },
    );
  });

  test('is followed at once by the next one, until Friday 17:00 New York', () => {
    fc.assert(
      fc.property(anyTradingTime, (time) => {
        const close = candleCloseTime(candleOpenTime(time, timeframe), timeframe);
        const weekEnd = tradingWeekOpen(time) + timeframeMs('W1');
        expect(isInTradingWeek(close)).toBe(close < weekEnd);
        expect(close).toBeLessThanOrEqual(weekEnd);
        expect(candleOpenTime(Math.min(close, weekEnd - timeframeMs(timeframe)) as EpochMs, timeframe)).toBe(
          Math.min(close, weekEnd - timeframeMs(timeframe)),
        );
      }),
      { seed: 42, numRuns: 1000 },
    );
  });

  test('lies as a whole in one candle of every longer timeframe', () => {
    const longer = TIMEFRAMES.slice(TIMEFRAMES.indexOf(timeframe) + 1);
    fc.assert(
      fc.property(anyTradingTime, (time) => {
        const open = candleOpenTime(time, timeframe);
        const last = (candleCloseTime(open, timeframe) - 1) as EpochMs;
        for (const outer of longer) {
          const outerOpen = candleOpenTime(open, outer);
          expect(candleOpenTime(last, outer)).toBe(outerOpen);
          expect(candleOpenTime(outerOpen, timeframe)).toBe(outerOpen);
          expect(candleCloseTime(outerOpen, outer)).toBeGreaterThan(last);
        }
      }),
      { seed: 43, numRuns: 500 },
    );
  });
});

test('four-hour candles are counted from 17:00 New York in summer and in winter', () => {
  expect(candleOpenTime(utcMs(2024, 7, 3, 0, 30), 'H4')).toBe(utcMs(2024, 7, 2, 21));
  expect(candleOpenTime(utcMs(2024, 7, 3, 1), 'H4')).toBe(utcMs(2024, 7, 3, 1));
  expect(candleOpenTime(utcMs(2024, 1, 3, 0, 30), 'H4')).toBe(utcMs(2024, 1, 2, 22));
  expect(candleOpenTime(utcMs(2024, 1, 3, 2), 'H4')).toBe(utcMs(2024, 1, 3, 2));
});

test('times before 1970 are counted downwards too', () => {
  expect(candleOpenTime(utcMs(1969, 12, 31, 23, 59, 59), 'M5')).toBe(utcMs(1969, 12, 31, 23, 55));
});

test('timeframes are listed shortest first, and only they are timeframes', () => {
  expect(TIMEFRAMES.map(timeframeMs)).toEqual(TIMEFRAMES.map(timeframeMs).toSorted((a, b) => a - b));
  expect(TIMEFRAMES.every(isTimeframe)).toBe(true);
  expect(['M2', 'h1', '', 'toString'].filter(isTimeframe)).toEqual([]);
});
