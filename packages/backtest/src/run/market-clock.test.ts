import type { EpochMs, TickColumns } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { flatSeries, instrumentOf, START, ticksAt } from './made-series.fixture.ts';
import { MarketClock } from './market-clock.ts';
import { RecordingVenue } from './recording-venue.fixture.ts';
import { symbolPaths } from './symbol-paths.ts';
import type { TradedMarket } from './traded-market.ts';

const minute = (count: number): EpochMs => (START + count * 60_000) as EpochMs;

function market(symbol: string, parts: Omit<TradedMarket, 'instrument'>): TradedMarket {
  return { instrument: instrumentOf(symbol), ...parts };
}

function clockOf(...markets: readonly TradedMarket[]): { clock: MarketClock; log: string[] } {
  const venue = new RecordingVenue(START);
  return { clock: new MarketClock(venue, symbolPaths(markets, venue)), log: venue.log };
}

describe('one symbol', () => {
  test('a candle is opened when it opens and walked when it closes', () => {
    const { clock, log } = clockOf(market('EURUSD', { series: flatSeries('EURUSD', 'H1', [0, 1]) }));
    clock.advance(minute(60));
    expect(log).toEqual(['EURUSD open 0', 'EURUSD inside 0-60 rule', 'EURUSD close 60', 'settle 60']);
    clock.advance(minute(120));
    expect(log.slice(4)).toEqual(['EURUSD open 60', 'EURUSD inside 60-120 rule', 'EURUSD close 120', 'settle 120']);
  });

  test('smaller candles are played instead of the hour that holds them, and the hour where there are none', () => {
    const series = flatSeries('EURUSD', 'H1', [0, 1]);
    const { clock, log } = clockOf(market('EURUSD', { series, smaller: flatSeries('EURUSD', 'M15', [0, 2]) }));
    clock.advance(minute(120));
    expect(log).toEqual([
      'EURUSD open 0',
      'EURUSD inside 0-15 smaller-candles',
      'EURUSD close 15',
      'settle 15',
      'EURUSD open 30',
      'EURUSD inside 30-45 smaller-candles',
      'EURUSD close 45',
      'settle 45',
      'EURUSD open 60',
      'EURUSD inside 60-120 rule',
      'EURUSD close 120',
      'settle 120',
    ]);
  });

  test('ticks are played instead of the candle that holds them; one at the close belongs to the next', () => {
    const series = flatSeries('EURUSD', 'M15', [0, 1, 2]);
    const { clock, log } = clockOf(market('EURUSD', { series, ticks: ticksAt([1, 1, 14, 30]) }));
    clock.advance(minute(45));
    expect(log).toEqual([
      'EURUSD tick 1 1',
      'settle 1',
      'EURUSD tick 1 2',
      'settle 1',
      'EURUSD tick 14 3',
      'settle 14',
      'EURUSD open 15',
      'EURUSD inside 15-30 rule',
      'EURUSD close 30',
      'settle 30',
      'EURUSD tick 30 4',
      'settle 30',
    ]);
  });

  test('what opens or ticks at a moment comes after the decisions of that moment', () => {
    const series = flatSeries('EURUSD', 'M15', [0, 1]);
    const { clock, log } = clockOf(market('EURUSD', { series, ticks: ticksAt([15]) }));
    clock.advance(minute(15));
    expect(log.at(-1)).toBe('settle 15');
    const before = log.length;
    clock.advance(minute(16));
    expect(log.slice(before)).toEqual(['EURUSD tick 15 1', 'settle 15']);
  });

  test('advancing in small steps is the same as advancing at once', () => {
    const parts = {
      series: flatSeries('EURUSD', 'H1', [0, 1, 3]),
      smaller: flatSeries('EURUSD', 'M5', [0, 1, 2, 5, 6, 7, 40]),
      ticks: ticksAt([0.5, 7, 26, 26.5, 33, 121, 185]),
    };
    const whole = clockOf(market('EURUSD', parts));
    whole.clock.advance(minute(240));
    const stepped = clockOf(market('EURUSD', parts));
    for (let at = 0; at <= 240; at += 0.25) stepped.clock.advance(minute(at));
    expect(stepped.log).toEqual(whole.log);
    // Two candles of five minutes hold no tick, nor does the hour from 180 but for its tick.
    expect(whole.log.filter((line) => line.includes('open'))).toEqual([
      'EURUSD open 10',
      'EURUSD open 35',
      'EURUSD open 60',
      'EURUSD open 200',
    ]);
  });

  test('ticks outside of what is traded are left out', () => {
    const series = flatSeries('EURUSD', 'M15', [2, 3]);
    const { clock, log } = clockOf(market('EURUSD', { series, ticks: ticksAt([5, 31, 70]) }));
    clock.advance(minute(90));
    expect(log.filter((line) => line.includes('tick'))).toEqual(['EURUSD tick 31 2']);
  });

  test('traded in two timeframes it has one path: the longer candles are played where the shorter ones are missing', () => {
    const { clock, log } = clockOf(
      market('EURUSD', { series: flatSeries('EURUSD', 'H1', [0, 1]) }),
      market('EURUSD', { series: flatSeries('EURUSD', 'M30', [0, 1]) }),
    );
    clock.advance(minute(120));
    expect(log.filter((line) => line.includes('inside'))).toEqual([
      'EURUSD inside 0-30 rule',
      'EURUSD inside 30-60 rule',
      'EURUSD inside 60-120 rule',
    ]);
  });
});

describe('several symbols', () => {
  test('at one moment: all insides, all closes, then all opens, each in the order of the run', () => {
    const { clock, log } = clockOf(
      market('GBPUSD', { series: flatSeries('GBPUSD', 'H1', [0, 1]) }),
      market('EURUSD', { series: flatSeries('EURUSD', 'H1', [0, 1]) }),
    );
    clock.advance(minute(60));
    clock.advance(minute(61));
    expect(log).toEqual([
      'GBPUSD open 0',
      'EURUSD open 0',
      'GBPUSD inside 0-60 rule',
      'EURUSD inside 0-60 rule',
      'GBPUSD close 60',
      'EURUSD close 60',
      'settle 60',
      'GBPUSD open 60',
      'EURUSD open 60',
    ]);
  });

  test('ticks of several symbols are merged by time, those of one time in the order of the run', () => {
    const { clock, log } = clockOf(
      market('GBPUSD', { series: flatSeries('GBPUSD', 'H1', [0]), ticks: ticksAt([3, 5, 5, 9]) }),
      market('EURUSD', { series: flatSeries('EURUSD', 'H1', [0]), ticks: ticksAt([1, 5, 8]) }),
    );
    clock.advance(minute(60));
    expect(log.filter((line) => line.includes('tick'))).toEqual([
      'EURUSD tick 1 1',
      'GBPUSD tick 3 1',
      'GBPUSD tick 5 2',
      'GBPUSD tick 5 3',
      'EURUSD tick 5 2',
      'EURUSD tick 8 3',
      'GBPUSD tick 9 4',
    ]);
  });

  test('a symbol that starts later joins later', () => {
    const { clock, log } = clockOf(
      market('GBPUSD', { series: flatSeries('GBPUSD', 'H1', [0, 1, 2]) }),
      market('EURUSD', { series: flatSeries('EURUSD', 'M30', [3, 4]) }),
    );
    clock.advance(minute(180));
    expect(log.filter((line) => line.includes('close'))).toEqual([
      'GBPUSD close 60',
      'GBPUSD close 120',
      'EURUSD close 120',
      'EURUSD close 150',
      'GBPUSD close 180',
    ]);
  });
});

describe('ticks that are read piece by piece', () => {
  const DAY_MS = 86_400_000;
  const days = Array.from({ length: 8 }, (_, day) => day * 1440 + 30);
  const all = ticksAt(days);

  function source(asked: number[]): (from: EpochMs, to: EpochMs) => Promise<TickColumns> {
    return (from, to) => {
      asked.push((from - START) / DAY_MS);
      return Promise.resolve(ticksAt(days.filter((at) => minute(at) >= from && minute(at) < to)));
    };
  }

  test('give the same path as columns, and are read a day ahead', async () => {
    const series = flatSeries(
      'EURUSD',
      'H1',
      Array.from({ length: 24 * 8 }, (_, hour) => hour),
    );
    const whole = clockOf(market('EURUSD', { series, ticks: all }));
    const asked: number[] = [];
    const streamed = clockOf(market('EURUSD', { series, ticks: source(asked) }));
    const furthest: number[] = [];
    for (let hour = 1; hour <= 24 * 8; hour++) {
      const until = minute(hour * 60);
      whole.clock.advance(until);
      if (!streamed.clock.isLoaded(until)) await streamed.clock.load(until);
      streamed.clock.advance(until);
      furthest.push(asked.length);
    }
    const times = (log: readonly string[]): string[] => log.map((line) => line.replace(/(tick \S+) .*/, '$1'));
    expect(times(streamed.log)).toEqual(times(whole.log));
    expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    // In the first hour the first day is there, and the second on its way.
    expect(furthest[0]).toBe(2);
    expect(furthest[24 * 4]).toBe(6);
  });

  test('a source that fails is heard where its ticks are needed', async () => {
    const series = flatSeries(
      'EURUSD',
      'H1',
      Array.from({ length: 72 }, (_, hour) => hour),
    );
    const failing = (from: EpochMs): Promise<TickColumns> =>
      from > START ? Promise.reject(new Error('no such file')) : Promise.resolve(ticksAt([1]));
    const { clock } = clockOf(market('EURUSD', { series, ticks: failing }));
    await clock.load(minute(60));
    clock.advance(minute(60));
    await expect(clock.load(minute(1440))).rejects.toThrow('no such file');
  });

  test('ticks out of order are refused by name', async () => {
    const series = flatSeries('EURUSD', 'H1', [0, 1]);
    expect(() => clockOf(market('EURUSD', { series, ticks: ticksAt([5, 4]) }))).toThrow('Tick 1 of EURUSD');
    const { clock } = clockOf(market('EURUSD', { series, ticks: () => Promise.resolve(ticksAt([500])) }));
    await expect(clock.load(minute(60))).rejects.toMatchObject({ code: 'TICK_OUT_OF_ORDER' });
  });
});

test('what does not fit together is refused', () => {
  const series = flatSeries('EURUSD', 'H1', [0]);
  const refused = (parts: Omit<TradedMarket, 'instrument'>, symbol = 'EURUSD'): (() => unknown) => {
    return () => clockOf(market(symbol, parts));
  };
  expect(refused({ series, smaller: flatSeries('EURUSD', 'H4', [0]) })).toThrow('H4, which is not shorter');
  expect(refused({ series, smaller: flatSeries('GBPUSD', 'M5', [0]) })).toThrow('are of GBPUSD');
  expect(refused({ series }, 'GBPUSD')).toThrow('its contract is that of GBPUSD');
  expect(refused({ series: flatSeries('EURUSD', 'H1', []) })).toThrow('no candles of EURUSD H1');
});
