import { candlesFrom, utcMs, type TickColumns } from '@pipwright/model';
import {
  encodeBi5Candles,
  encodeBi5Ticks,
  encodeJsonCandles,
  encodeJsonTicks,
  recordedFeed,
  sharedData,
  type FeedCandle,
} from '@pipwright/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBi5Candles, decodeBi5Ticks } from './bi5.ts';
import { bi5Name } from './file-names.ts';
import { unpackLzma } from './lzma.ts';
import { mapDukascopyCandles, mapDukascopyTicks } from './mapper.ts';
import { bi5Path, jsonPath, periodsBetween } from './periods.ts';
import { dukascopyPriceScale } from './price-scale.ts';

const START = utcMs(2024, 1, 9, 10);
const MINUTE_MS = 60_000;
const points = fc.integer({ min: 1, max: 2_000_000 });
const quarters = fc.integer({ min: 1, max: 4000 }).map((units) => units / 4);
const scales = fc.constantFrom(10, 1000, 100_000);

const tickRows = fc.array(fc.tuple(fc.nat(2000), points, points, quarters, quarters), { maxLength: 60 });

function ticksFrom(rows: readonly (readonly [number, number, number, number, number])[], scale: number): TickColumns {
  let time: number = START;
  return {
    length: rows.length,
    time: Float64Array.from(rows, ([step]) => (time += step)),
    bid: Float64Array.from(rows, (row) => row[1] / scale),
    ask: Float64Array.from(rows, (row) => row[2] / scale),
    bidVolume: Float64Array.from(rows, (row) => row[3]),
    askVolume: Float64Array.from(rows, (row) => row[4]),
  };
}

/** Minutes with some skipped; the first one stands at the start. */
const minuteRows = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), points, points, points, points, quarters), {
  maxLength: 40,
});

function minutesFrom(
  rows: readonly (readonly [number, number, number, number, number, number])[],
  scale: number,
): FeedCandle[] {
  let minute = 0;
  return rows.map(([step, a, b, c, d, volume], index) => {
    minute += index === 0 ? 0 : step;
    const prices = [a, b, c, d].map((value) => value / scale);
    const [open, close] = prices as [number, number];
    return {
      time: START + minute * MINUTE_MS,
      open,
      close,
      high: Math.max(...prices),
      low: Math.min(...prices),
      volume,
    };
  });
}

describe('what is encoded is decoded as it was', () => {
  test('ticks in the old feed', () => {
    fc.assert(
      fc.property(tickRows, scales, (rows, scale) => {
        const ticks = ticksFrom(rows, scale);
        expect(decodeBi5Ticks(encodeBi5Ticks(ticks, START, scale), START, scale)).toEqual(ticks);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('ticks in the newer feed', () => {
    fc.assert(
      fc.property(tickRows, scales, (rows, scale) => {
        const ticks = ticksFrom(rows, scale);
        expect(mapDukascopyTicks(JSON.parse(encodeJsonTicks(ticks, START, scale)))).toEqual(ticks);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('candles in the old feed', () => {
    fc.assert(
      fc.property(minuteRows, scales, (rows, scale) => {
        const candles = minutesFrom(rows, scale);
        const decoded = decodeBi5Candles(encodeBi5Candles(candles, START, scale), START, scale);
        const none = { askOpen: 0, askHigh: 0, askLow: 0, askClose: 0 };
        expect(decoded).toEqual(candlesFrom(candles.map((candle) => ({ ...candle, ...none }))));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('candles in the newer feed, where skipped minutes repeat the close before without volume', () => {
    fc.assert(
      fc.property(minuteRows, scales, (rows, scale) => {
        const candles = minutesFrom(rows, scale);
        const json = encodeJsonCandles(candles, { start: START, stepMs: MINUTE_MS, priceScale: scale });
        const { candles: decoded, durationMs } = mapDukascopyCandles(JSON.parse(json));
        expect(durationMs).toBe(MINUTE_MS);
        const byTime = new Map(candles.map((candle) => [candle.time, candle]));
        for (let row = 0; row < decoded.length; row++) {
          const time = decoded.time[row] as number;
          const own = byTime.get(time);
          expect(time).toBe(START + row * MINUTE_MS);
          expect(decoded.high[row]).toBe(own === undefined ? decoded.close[row - 1] : own.high);
          expect(decoded.close[row]).toBe(own === undefined ? decoded.close[row - 1] : own.close);
          expect(decoded.volume[row]).toBe(own?.volume ?? 0);
        }
        expect(decoded.length === 0 || decoded.time[decoded.length - 1] === candles.at(-1)?.time).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('damaged answers are refused, whatever the damage', () => {
  const whole = encodeBi5Ticks(
    ticksFrom(
      Array.from({ length: 200 }, (_, index) => [index, 110_000 + index, 110_003, 1, 1]),
      100_000,
    ),
    START,
    100_000,
  );

  test('a bi5 file cut anywhere', () => {
    for (let length = 1; length < whole.length - 6; length += 7)
      expect(() => decodeBi5Ticks(whole.subarray(0, length), START, 100_000), `${length} bytes`).toThrow(RangeError);
  });

  test('a header that promises gigabytes', () => {
    const bomb = whole.slice();
    bomb.set([255, 255, 255, 255, 1], 5);
    expect(() => unpackLzma(bomb)).toThrow(/more than such a file can hold/);
    const dictionary = whole.slice();
    dictionary.set([0, 0, 0, 255], 1);
    expect(() => unpackLzma(dictionary)).toThrow(/dictionary/);
  });

  test.each([
    ['no object', 'null'],
    ['another object', '{"error":"busy"}'],
    [
      'lists of unequal length',
      '{"timestamp":0,"multiplier":1e-5,"ask":1,"bid":1,"times":[1,2],"asks":[0],"bids":[0,0],"askVolumes":[1,1],"bidVolumes":[1,1]}',
    ],
    [
      'ticks without a base price',
      '{"timestamp":0,"multiplier":1e-5,"ask":null,"bid":null,"times":[1],"asks":[0],"bids":[0],"askVolumes":[1],"bidVolumes":[1]}',
    ],
    [
      'an odd multiplier',
      '{"timestamp":0,"multiplier":0.3,"ask":1,"bid":1,"times":[1],"asks":[0],"bids":[0],"askVolumes":[1],"bidVolumes":[1]}',
    ],
  ])('%s', (_, text) => {
    expect(() => mapDukascopyTicks(JSON.parse(text))).toThrow(/expected|base price|times and|multiplier/i);
  });

  test('candles that claim to skip a century', () => {
    const json = {
      timestamp: 0,
      multiplier: 1e-5,
      open: 1,
      high: 1,
      low: 1,
      close: 1,
      shift: 60_000,
      times: [0, 1e9],
      opens: [0, 0],
      highs: [0, 0],
      lows: [0, 0],
      closes: [0, 0],
      volumes: [1, 1],
    };
    expect(() => mapDukascopyCandles(json)).toThrow(/do not rise/);
    expect(() => mapDukascopyCandles({ ...json, times: [0, 0] })).toThrow(/do not rise/);
  });
});

describe('addresses', () => {
  test('count months from zero in the old feed and from one in the newer', () => {
    const [period] = periodsBetween(utcMs(2019, 2, 4, 8, 30), utcMs(2019, 2, 4, 8, 31), 'ticks');
    expect(bi5Path('EURUSD', period!)).toBe('EURUSD/2019/01/04/08h_ticks.bi5');
    expect(jsonPath('EURUSD', period!)).toEqual({ bucket: 'ticks/EUR-USD', dated: 'ticks/EUR-USD/2019/2/4/8' });
    const [month] = periodsBetween(utcMs(2019, 12, 31), utcMs(2020, 1, 1), 'H1');
    expect(month).toMatchObject({ start: utcMs(2019, 12, 1), end: utcMs(2020, 1, 1), side: 'bid' });
    expect(bi5Path('EURUSD', month!)).toBe('EURUSD/2019/11/BID_candles_hour_1.bi5');
  });

  test('are read back from the names of files', () => {
    for (const granularity of ['ticks', 'M1', 'H1'] as const) {
      for (const period of periodsBetween(utcMs(2019, 12, 30), utcMs(2020, 1, 2), granularity)) {
        const name = bi5Name(`C:\\data\\${bi5Path('EURUSD', period).replaceAll('/', '\\')}`);
        expect(name).toMatchObject({ symbol: 'EURUSD', periodStart: period.start, side: period.side });
      }
    }
    expect(bi5Name('EURUSD/2019/BID_candles_day_1.bi5')).toMatchObject({
      timeframe: 'D1',
      periodStart: utcMs(2019, 1, 1),
    });
  });

  test("scales are the feed's", () => {
    expect(['EURUSD', 'USDJPY', 'XAUUSD', 'XAGUSD', 'BTCUSD'].map(dukascopyPriceScale)).toEqual([
      1e5, 1e3, 1e3, 1e3, 10,
    ]);
  });
});

describe.skipIf(sharedData() === undefined)('recorded answers (needs the folder ../shared/data)', () => {
  test('of the newer feed decode to their ticks and candles', () => {
    const ticks = mapDukascopyTicks(JSON.parse(recordedFeed.json('ticks/EUR-USD/2026/7/13/12', undefined) as string));
    expect(ticks.length).toBe(3551);
    const day = mapDukascopyCandles(
      JSON.parse(recordedFeed.json('candles/minute/EUR-USD/BID/2026/7/10', undefined) as string),
    );
    expect(day.candles.length).toBe(1260);
    const empty = mapDukascopyCandles(
      JSON.parse(recordedFeed.json('candles/minute/EUR-USD/BID/2026/7/11', undefined) as string),
    );
    expect(empty.candles.length).toBe(0);
  });

  test('of the old feed: encoding what was decoded gives the same records', () => {
    const start = utcMs(2019, 2, 4, 8);
    const bytes = recordedFeed.bi5('EURUSD/2019/01/04/08h_ticks.bi5') as Uint8Array;
    const again = encodeBi5Ticks(decodeBi5Ticks(bytes, start, 100_000), start, 100_000);
    expect(Buffer.compare(unpackLzma(again), unpackLzma(bytes))).toBe(0);
  });
});
