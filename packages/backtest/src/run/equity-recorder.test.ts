import { createRandom } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { drawdownOf } from '../statistics/drawdown.ts';
import { EquityRecorder, type EquityDetail } from './equity-recorder.ts';

const HOUR_MS = 3_600_000;
/** A Monday, 17:00 New York. */
const START = utcMs(2019, 2, 4, 22);

function record(detail: EquityDetail, equities: readonly number[]): [hour: number, equity: number][] {
  const recorder = new EquityRecorder(detail, equities.length);
  equities.forEach((equity, index) => recorder.record(START + (index + 1) * HOUR_MS, equity, equity));
  const { time, equity } = recorder.finish(equities.at(-1)!, equities.at(-1)!);
  return Array.from(time, (each, index) => [(each - START) / HOUR_MS, equity[index]!]);
}

describe('the equity curve', () => {
  test('has a row for each candle by default', () => {
    expect(record('candle', [5, 7, 6])).toEqual([
      [1, 5],
      [2, 7],
      [3, 6],
    ]);
  });

  test('of every four candles keeps the lowest, the highest and the last', () => {
    expect(record({ candles: 4 }, [5, 9, 2, 6, 6, 6, 6, 6, 1])).toEqual([
      [2, 9],
      [3, 2],
      [4, 6],
      // Four equal values: the first of them is their lowest and highest.
      [5, 6],
      [8, 6],
      [9, 1],
    ]);
  });

  test('of every trading day, which ends at 17:00 New York', () => {
    const hours = Array.from({ length: 30 }, (_, hour) => (hour === 3 ? 1 : hour === 20 ? 50 : 10));
    expect(record('trading-day', hours)).toEqual([
      [4, 1],
      [21, 50],
      [24, 10],
      [25, 10],
      [30, 10],
    ]);
  });

  test('ends with the account after everything was closed', () => {
    const recorder = new EquityRecorder({ candles: 10 }, 3);
    recorder.record(1, 100, 120);
    recorder.record(2, 100, 130);
    const { balance, equity } = recorder.finish(125, 125);
    expect([...balance]).toEqual([100, 125]);
    expect([...equity]).toEqual([120, 125]);
  });

  test('is empty where nothing was recorded', () => {
    expect(record({ candles: 10 }, [])).toEqual([]);
  });

  test.each([1, 2, 3])('thinned out it keeps the deepest fall, seed %i', (seed) => {
    const random = createRandom(seed);
    let value = 10_000;
    const equities = Array.from({ length: 20_000 }, () => (value += Math.round(random.normal() * 20)));
    const depth = (detail: EquityDetail): number => {
      const recorder = new EquityRecorder(detail, equities.length);
      equities.forEach((equity, index) => recorder.record(START + index * HOUR_MS, equity, equity));
      const columns = recorder.finish(value, value);
      if (detail !== 'candle') expect(columns.time.length).toBeLessThan(equities.length / 6);
      return drawdownOf(columns.time, columns.equity, 10_000).absolute;
    };
    expect(depth({ candles: 24 })).toBe(depth('candle'));
    expect(depth('trading-day')).toBe(depth('candle'));
  });
});
