import { createRandom } from '@pipwright/kernel';
import {
  allocateCandles,
  AskSource,
  sliceCandles,
  toPoints,
  type CandleColumns,
  type CandleSeries,
} from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { EURUSD, fitted, madeWeek, WEEK } from './made-quotes.fixture.ts';
import { applySpreadModel } from './spread-columns.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Candles without an ask side, as they are stored: the typical spread on each price. */
function assumed(length: number, seed: number, timeframeMs: number): CandleColumns {
  const random = createRandom(seed);
  const candles = allocateCandles(length);
  const typical = EURUSD.typicalSpread * EURUSD.pipSize;
  let close = 110_000;
  for (let index = 0; index < length; index++) {
    const open = close;
    close = open + Math.round(random.normal() * 20);
    const high = Math.max(open, close) + Math.floor(random.next() * 30);
    const low = Math.min(open, close) - Math.floor(random.next() * 30);
    candles.time[index] = WEEK + index * timeframeMs;
    for (const [name, points] of Object.entries({ open, high, low, close })) {
      candles[name as 'open'][index] = points / 100_000;
      candles[`ask${name[0]!.toUpperCase()}${name.slice(1)}` as 'askOpen'][index] = points / 100_000 + typical;
    }
  }
  return candles;
}

const series = (candles: CandleColumns, timeframe: CandleSeries['timeframe'] = 'M1'): CandleSeries => ({
  symbol: EURUSD.symbol,
  timeframe,
  askSource: AskSource.Assumed,
  candles,
});
const pointsOf = (candles: CandleColumns, index: number): number[] =>
  (['Open', 'High', 'Low', 'Close'] as const).map((name) =>
    toPoints(EURUSD, candles[`ask${name}`][index]! - candles[name.toLowerCase() as 'open'][index]!),
  );

describe('put on candles', () => {
  const steady = fitted(madeWeek(0, 1));
  const lively = fitted(madeWeek(0.5, 2));

  test('gives each candle the spreads of its open and its close', () => {
    const { series: filled, modelled } = applySpreadModel(series(assumed(1500, 1, MINUTE_MS)), steady, EURUSD);
    expect(modelled).toBe(1500);
    // The first minute, the last of the first hour, one of the evening, and the first of the rollover.
    expect([0, 59, 300, 1435].map((index) => pointsOf(filled.candles, index))).toEqual([
      [43, 43, 43, 43],
      [43, 43, 43, 43],
      [10, 10, 10, 10],
      [17, 17, 17, 17],
    ]);
  });

  test('is wider after candles that moved more than is usual, and never crossed', () => {
    const { candles } = applySpreadModel(series(assumed(5000, 2, MINUTE_MS)), lively, EURUSD).series;
    const spreads = Array.from({ length: 5000 }, (_, index) => pointsOf(candles, index));
    expect(Math.min(...spreads.flat())).toBeGreaterThan(0);
    const mornings = spreads.slice(600, 900).map(([open]) => open!);
    expect(Math.max(...mornings)).toBeGreaterThan(Math.min(...mornings) + 2);
    for (let index = 0; index < 5000; index++) {
      expect(candles.askHigh[index]).toBeGreaterThanOrEqual(
        Math.max(candles.askOpen[index]!, candles.askClose[index]!),
      );
      expect(candles.askLow[index]).toBeLessThanOrEqual(Math.min(candles.askOpen[index]!, candles.askClose[index]!));
    }
  });

  test.each(['M1', 'H1', 'D1'] as const)('reads nothing of later %s candles', (timeframe) => {
    const length = { M1: MINUTE_MS, H1: HOUR_MS, D1: DAY_MS }[timeframe];
    const candles = assumed(400, 3, length);
    const whole = applySpreadModel(series(candles, timeframe), lively, EURUSD).series.candles;
    for (const end of [1, 2, 99, 399]) {
      const part = applySpreadModel(series(sliceCandles(candles, 0, end), timeframe), lively, EURUSD).series.candles;
      expect([...part.askOpen, ...part.askClose, ...part.askHigh]).toEqual([
        ...whole.askOpen.subarray(0, end),
        ...whole.askClose.subarray(0, end),
        ...whole.askHigh.subarray(0, end),
      ]);
    }
  });

  test('never replaces a quoted ask', () => {
    const candles = assumed(100, 4, MINUTE_MS);
    for (const index of [10, 50]) candles.askOpen[index] = candles.open[index]! + 0.000_13;
    const { series: filled, modelled } = applySpreadModel(series(candles), steady, EURUSD);
    expect(modelled).toBe(98);
    expect([10, 50].map((index) => pointsOf(filled.candles, index))).toEqual([
      [13, 8, 8, 8],
      [13, 8, 8, 8],
    ]);
    const quoted = { ...series(candles), askSource: AskSource.Quoted };
    expect(applySpreadModel(quoted, steady, EURUSD)).toEqual({ series: quoted, modelled: 0 });
  });

  test('leaves what it is given alone', () => {
    const candles = assumed(50, 5, MINUTE_MS);
    const before = candles.askOpen.slice();
    applySpreadModel(series(candles), steady, EURUSD);
    expect(candles.askOpen).toEqual(before);
  });
});
