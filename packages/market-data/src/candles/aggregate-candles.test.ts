import { createRandom } from '@pipwright/kernel';
import {
  candleAt,
  candleOpenTime,
  CANDLE_COLUMN_NAMES,
  sliceCandles,
  TIMEFRAMES,
  utcMs,
  type CandleColumns,
  type EpochMs,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateCandles, higherTimeframes } from './aggregate-candles.ts';
import { fillFlatCandles } from './fill-flat-candles.ts';
import { TickCandleMaker, ticksToCandles } from './ticks-to-candles.ts';

/** Volumes are sums of doubles; the order of summation may show in the last bits. */
function expectSame(actual: CandleColumns, expected: CandleColumns): void {
  expect(actual.length).toBe(expected.length);
  for (const name of CANDLE_COLUMN_NAMES) {
    if (name === 'volume') continue;
    expect([...actual[name]], name).toEqual([...expected[name]]);
  }
  actual.volume.forEach((volume, row) => expect(volume).toBeCloseTo(expected.volume[row] as number, 6));
}

/** Three months around the American change of clocks in autumn. */
const MINUTES = syntheticCandles({ seed: 5, length: 40_000, timeframe: 'M1', startTime: utcMs(2019, 10, 20) }).candles;

describe('aggregation', () => {
  test('in steps gives what it gives at once', () => {
    const pairs = TIMEFRAMES.flatMap((middle) => higherTimeframes(middle).map((to) => [middle, to] as const)).filter(
      ([middle]) => middle !== 'M1',
    );
    for (const [middle, to] of pairs) {
      const direct = aggregateCandles(MINUTES, 'M1', to);
      expectSame(aggregateCandles(aggregateCandles(MINUTES, 'M1', middle), middle, to), direct);
    }
  });

  test('takes the first open, the extremes, the last close and the sum of volumes', () => {
    const hours = aggregateCandles(MINUTES, 'M1', 'H1');
    const first = candleAt(hours, 0);
    const end = MINUTES.time.findIndex((time) => time >= first.time + 3_600_000);
    const part = sliceCandles(MINUTES, 0, end);
    expect(first).toEqual({
      time: candleOpenTime(MINUTES.time[0] as EpochMs, 'H1'),
      open: part.open[0],
      high: Math.max(...part.high),
      low: Math.min(...part.low),
      close: part.close[end - 1],
      askOpen: part.askOpen[0],
      askHigh: Math.max(...part.askHigh),
      askLow: Math.min(...part.askLow),
      askClose: part.askClose[end - 1],
      volume: part.volume.reduce((sum, volume) => sum + volume, 0),
    });
  });

  test('opens days and weeks at 17:00 New York on both sides of the change of clocks', () => {
    const weeks = aggregateCandles(MINUTES, 'M1', 'W1');
    expect([...weeks.time].slice(0, 4)).toEqual([
      utcMs(2019, 10, 20, 21),
      utcMs(2019, 10, 27, 21),
      utcMs(2019, 11, 3, 22),
      utcMs(2019, 11, 10, 22),
    ]);
    const days = aggregateCandles(MINUTES, 'M1', 'D1');
    for (const time of days.time) expect(candleOpenTime(time as EpochMs, 'D1')).toBe(time);
  });

  test('any part of a series aggregates to ascending opens of its timeframe', () => {
    const parts = fc.tuple(fc.nat(30_000), fc.nat(3000), fc.constantFrom<Timeframe>('M5', 'M30', 'H4', 'D1', 'W1'));
    fc.assert(
      fc.property(parts, ([start, length, to]) => {
        const part = sliceCandles(MINUTES, start, start + length);
        const made = aggregateCandles(part, 'M1', to);
        const opens = [...new Set([...part.time].map((time) => candleOpenTime(time as EpochMs, to)))];
        expect([...made.time]).toEqual(opens);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('downwards is refused', () => {
    expect(() => aggregateCandles(MINUTES, 'H1', 'H1')).toThrow(/above H1/);
  });
});

function randomTicks(seed: number, length: number, withVolume: boolean): TickColumns {
  const random = createRandom(seed);
  const ticks = {
    length,
    time: new Float64Array(length),
    bid: new Float64Array(length),
    ask: new Float64Array(length),
    bidVolume: new Float64Array(length),
    askVolume: new Float64Array(length),
  };
  let time: number = utcMs(2024, 1, 9);
  for (let index = 0; index < length; index++) {
    time += random.integer(90_000);
    ticks.time[index] = time;
    ticks.bid[index] = (110_000 + random.integer(200)) / 100_000;
    ticks.ask[index] = (ticks.bid[index] as number) + random.integer(20) / 100_000;
    if (withVolume) ticks.bidVolume[index] = random.integer(8) / 4;
  }
  return ticks;
}

function cut(ticks: TickColumns, from: number, to: number): TickColumns {
  const { time, bid, ask, bidVolume, askVolume } = ticks;
  const part = (column: Float64Array): Float64Array => column.subarray(from, to);
  const columns = {
    time: part(time),
    bid: part(bid),
    ask: part(ask),
    bidVolume: part(bidVolume),
    askVolume: part(askVolume),
  };
  return { length: columns.time.length, ...columns };
}

describe('candles of ticks', () => {
  test.each(TIMEFRAMES.filter((timeframe) => timeframe !== 'M1'))('%s are those that minutes give', (timeframe) => {
    const ticks = randomTicks(1, 4000, true);
    expectSame(ticksToCandles(ticks, timeframe), aggregateCandles(ticksToCandles(ticks, 'M1'), 'M1', timeframe));
  });

  test('do not depend on how the ticks arrive', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(500), { maxLength: 6 }), fc.boolean(), (seed, cuts, withVolume) => {
        const ticks = randomTicks(seed, 500, withVolume);
        const maker = new TickCandleMaker('M1');
        const complete: CandleColumns[] = [];
        const edges = [0, ...cuts.toSorted((a, b) => a - b), 500];
        edges.slice(1).forEach((to, index) => {
          maker.push(cut(ticks, edges[index] as number, to));
          complete.push(maker.takeComplete());
        });
        complete.push(maker.finish());
        const times = complete.flatMap(({ time }) => [...time]);
        const closes = complete.flatMap(({ askClose }) => [...askClose]);
        const whole = ticksToCandles(ticks, 'M1');
        expect(times).toEqual([...whole.time]);
        expect(closes).toEqual([...whole.askClose]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test('count ticks where the provider gives no volume', () => {
    const ticks = randomTicks(2, 300, false);
    const volumes = ticksToCandles(ticks, 'D1').volume;
    expect(volumes.reduce((sum, volume) => sum + volume, 0)).toBe(300);
  });
});

test('flat candles repeat the close before, never the future', () => {
  const start = utcMs(2024, 1, 9, 12);
  const minutes = sliceCandles(MINUTES, 0, 2);
  const candles = { ...minutes, time: Float64Array.of(start + 60_000, start + 180_000) };
  const filled = fillFlatCandles(candles, 'M1', { from: start, to: (start + 300_000) as EpochMs });
  expect([...filled.time]).toEqual([1, 2, 3, 4].map((minute) => start + minute * 60_000));
  expect([...filled.close]).toEqual([candles.close[0], candles.close[0], candles.close[1], candles.close[1]]);
  expect([...filled.askHigh].slice(1, 2)).toEqual([candles.askClose[0]]);
  expect([...filled.volume]).toEqual([candles.volume[0], 0, candles.volume[1], 0]);
  expect(() => fillFlatCandles(candles, 'D1', { from: start, to: start })).toThrow(/M1 to H1/);
});
