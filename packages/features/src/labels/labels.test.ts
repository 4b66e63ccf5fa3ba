import {
  allocateCandles,
  AskSource,
  candleCloseTime,
  nextTradingTime,
  Side,
  utcMs,
  type CandleSeries,
  type EpochMs,
  type SymbolName,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeLabels } from './compute-labels.ts';
import { sampleUniqueness } from './sample-uniqueness.ts';
import { TradingTime } from './trading-time.ts';
import { tripleBarrier } from './triple-barrier.ts';

const HOUR_MS = 3_600_000;
const NOTHING = Number.NaN;

/** Hourly candles from Monday 2015-01-05 00:00 UTC: [low, high, close] of the bid in pips above 1.1, spread one pip. */
function hours(rows: readonly (readonly [number, number, number])[], start: EpochMs = utcMs(2015, 1, 5)): CandleSeries {
  const candles = allocateCandles(rows.length);
  let time = start;
  rows.forEach(([low, high, close], row) => {
    candles.time[row] = time;
    candles.open[row] = price(row === 0 ? close : ((rows[row - 1] as readonly number[])[2] as number));
    candles.high[row] = price(high);
    candles.low[row] = price(low);
    candles.close[row] = price(close);
    candles.askOpen[row] = price(1);
    candles.askHigh[row] = price(high + 1);
    candles.askLow[row] = price(low + 1);
    candles.askClose[row] = price(close + 1);
    time = nextTradingTime(candleCloseTime(time, 'H1'));
  });
  return { symbol: 'EURUSD' as SymbolName, timeframe: 'H1', askSource: AskSource.Quoted, candles };
}

const flat = (length: number): [number, number, number][] => Array.from({ length }, () => [-1, 1, 0]);

const price = (pips: number): number => (11_000 + pips) / 10_000;

/** Log return of the mid price from `before` to `after`, both in pips of the bid above 1.1. */
const mid = (after: number, before: number): number =>
  Math.log((price(after) + price(after + 1)) / (price(before) + price(before + 1)));

function values(series: CandleSeries, name: string): number[] {
  return [...(computeLabels({ series }).labels.find((label) => label.name === name)?.values ?? [])];
}

describe('trading time', () => {
  const time = new TradingTime();
  test('runs on inside the week', () => {
    expect(time.add(utcMs(2015, 1, 6, 10), 24 * HOUR_MS)).toBe(utcMs(2015, 1, 7, 10));
  });
  test('stands still from Friday 17:00 to Sunday 17:00 New York', () => {
    expect(time.add(utcMs(2015, 1, 9, 21), HOUR_MS)).toBe(utcMs(2015, 1, 9, 22));
    expect(time.add(utcMs(2015, 1, 9, 21), 4 * HOUR_MS)).toBe(utcMs(2015, 1, 12, 1));
    expect(time.add(utcMs(2015, 1, 9, 22), HOUR_MS)).toBe(utcMs(2015, 1, 11, 23));
    expect(time.add(utcMs(2015, 1, 10, 12), HOUR_MS)).toBe(utcMs(2015, 1, 11, 23));
    expect(time.add(utcMs(2015, 1, 9, 22), 130 * HOUR_MS)).toBe(utcMs(2015, 1, 19, 8));
  });
  test('follows the change of clocks at a weekend', () => {
    expect(time.add(utcMs(2015, 3, 6, 21), 2 * HOUR_MS)).toBe(utcMs(2015, 3, 8, 22));
    expect(time.add(utcMs(2015, 10, 30, 20), 2 * HOUR_MS)).toBe(utcMs(2015, 11, 1, 23));
  });
});

describe('forward labels', () => {
  test('compare closes one and four hours apart, and are unknown at the end', () => {
    const series = hours([
      [-1, 1, 0],
      [-1, 6, 5],
      [4, 6, 5],
      [1, 5, 2],
      [-4, 2, -3],
      [-4, 0, -3],
    ]);
    expect(values(series, 'direction_1h')).toEqual([1, NOTHING, 0, 0, NOTHING, NOTHING]);
    expect(values(series, 'direction_4h')).toEqual([0, 0, NOTHING, NOTHING, NOTHING, NOTHING]);
    expect(values(series, 'net_direction_1h')).toEqual([1, 0, -1, -1, 0, NOTHING]);
    expect(values(series, 'return_1h')[0]).toBe(mid(5, 0));
    expect(values(series, 'return_1h')[1]).toBe(0);
  });

  test('say when they are known: the end of the horizon, over the weekend too', () => {
    const series = hours(flat(60), utcMs(2015, 1, 9, 18));
    const label = computeLabels({ series }).labels.find(({ name }) => name === 'return_4h');
    expect(label?.availableAt[0]).toBe(utcMs(2015, 1, 11, 23));
    expect(label?.endRow[0]).toBe(4);
    expect(label?.availableAt[59]).toBeNaN();
    expect(label?.endRow[59]).toBe(-1);
  });

  test('read the last price before the end where candles are missing, and nothing where all are', () => {
    const whole = hours([
      [-1, 1, 0],
      [-1, 6, 5],
      [4, 6, 5],
      [1, 5, 2],
      [-4, 2, -3],
      [-4, 0, -2],
      [-4, 0, -1],
    ]);
    const candles = allocateCandles(4);
    [0, 1, 5, 6].forEach((from, to) => {
      for (const name of ['time', 'close', 'askClose', 'high', 'low', 'askHigh', 'askLow'] as const) {
        candles[name][to] = whole.candles[name][from] as number;
      }
    });
    const series = { ...whole, candles };
    expect(values(series, 'return_4h').slice(0, 2)).toEqual([mid(5, 0), mid(-2, 5)]);
    expect(values(series, 'return_1h').slice(0, 3)).toEqual([mid(5, 0), NOTHING, mid(-1, -2)]);
  });

  test('leave out horizons shorter than a candle', () => {
    const names = computeLabels({ series: syntheticCandles({ seed: 2, length: 60, timeframe: 'D1' }) }).labels.map(
      ({ name }) => name,
    );
    expect(names).toEqual([
      'direction_1d',
      'return_1d',
      'net_direction_1d',
      'triple_barrier_long',
      'triple_barrier_short',
      'trend_scan',
      'trend_scan_t',
    ]);
  });
});

describe('triple barrier', () => {
  // The average true range of the flat hours is two pips, so that barriers of two lie four pips from the entry.
  const quiet = flat(20);
  const last = 19;
  const outcome = (rows: readonly (readonly [number, number, number])[], side: Side) => {
    const series = hours([...quiet, ...rows]);
    const { label, touchTime, returns } = tripleBarrier(series, { side, timeoutMs: 4 * HOUR_MS });
    const touched = ((touchTime[last] as number) - (series.candles.time[last] as number)) / HOUR_MS - 1;
    return {
      label: label.values[last],
      touched,
      pips: Math.round(Math.expm1(returns[last] as number) * 11_000 * 10) / 10,
    };
  };

  test('a buy at the ask reaches its profit on the bid', () => {
    expect(outcome([[0, 4, 1], [0, 5, 3], ...flat(4)], Side.Buy)).toEqual({ label: 1, touched: 2, pips: 4 });
  });
  test('a buy is stopped on the bid', () => {
    expect(outcome([[-3, 1, -2], ...flat(4)], Side.Buy)).toEqual({ label: -1, touched: 1, pips: -4 });
  });
  test('a sell at the bid reaches its profit on the ask, and is stopped there', () => {
    expect(outcome([[-4, 0, -2], [-5, 0, -2], ...flat(4)], Side.Sell)).toEqual({ label: 1, touched: 2, pips: 4 });
    expect(outcome([[0, 3, 2], ...flat(4)], Side.Sell)).toEqual({ label: -1, touched: 1, pips: -4 });
  });
  test('the stop counts where one candle touches both', () => {
    expect(outcome([[-9, 9, 0], ...flat(4)], Side.Buy)).toMatchObject({ label: -1, touched: 1 });
    expect(outcome([[-9, 9, 0], ...flat(4)], Side.Sell)).toMatchObject({ label: -1, touched: 1 });
  });
  test('the time runs out at the last price, spread paid', () => {
    expect(
      outcome(
        [
          [0, 1, 1],
          [0, 1, 1],
          [0, 1, 1],
          [0, 3, 2],
          [0, 9, 9],
        ],
        Side.Buy,
      ),
    ).toEqual({ label: 0, touched: 4, pips: 1 });
  });
  test('is unknown where the series ends first, and before the average true range is warm', () => {
    expect(outcome([[0, 1, 1]], Side.Buy).label).toBeNaN();
    const { label } = tripleBarrier(hours(flat(40)));
    expect([...label.values.subarray(0, 14)].every(Number.isNaN)).toBe(true);
  });
  test('refuses barriers that are not positive', () => {
    expect(() => tripleBarrier(hours(flat(3)), { stopMultiple: 0 })).toThrow(/stopMultiple = 0/);
  });
});

test('uniqueness is one without overlap, and the share of each candle with it', () => {
  expect([...sampleUniqueness(Int32Array.from([1, 2, 3, -1]))]).toEqual([1, 1, 1, NOTHING]);
  // Labels over the candles 1 to 2, 2 to 3 and 3: candles 2 and 3 are shared by two.
  expect([...sampleUniqueness(Int32Array.from([2, 3, 3, -1]))]).toEqual([0.75, 0.5, 0.5, NOTHING]);
});
