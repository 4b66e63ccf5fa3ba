import {
  candleOpenTime,
  TIMEFRAMES,
  timeframeMs,
  utcMs,
  type EpochMs,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { strategyOf, defineStrategy } from '../define-strategy.ts';
import { candlesOf, EURUSD, HOUR_MS, openPlay, START } from '../play-strategy.fixture.ts';
import type { CandleView, FormingCandle, SeriesRequest } from '../strategy-definition.ts';
import { neededSeries } from './strategy-run.ts';

/** Reads a series at every candle. */
function readings<Value>(request: SeriesRequest, read: (series: CandleView) => Value) {
  const values: Value[] = [];
  const start = ({ candles }: { candles: (request?: SeriesRequest) => CandleView }) => {
    const series = candles(request);
    return { onCandle: () => void values.push(read(series)) };
  };
  return { values, start };
}

describe('the traded candles', () => {
  const bars = [
    [1.1, 1.4, 1, 1.2],
    [1.2, 1.3, 0.9, 1.25],
    [1.25, 1.35, 1.15, 1.3],
  ] as const;

  test('are read back from the last one that has closed', () => {
    const { values, start } = readings({}, (series) => [series.length, series.close(), series.open(series.length - 1)]);
    openPlay({ start }).closeAll(candlesOf(bars));
    expect(values).toEqual([
      [1, 1.2, 1.1],
      [2, 1.25, 1.1],
      [3, 1.3, 1.1],
    ]);
  });

  test('have times, spreads and extremes', () => {
    const { values, start } = readings({}, (series) => ({
      time: series.time(),
      spread: series.spread().toFixed(5),
      highest: [series.highest(1), series.highest(3)],
      lowest: [series.lowest(2), series.lowest(4)],
      since: [series.since(START), series.since(START + 1), series.since(START + HOUR_MS)],
      forming: series.forming(),
      volume: series.volume(),
    }));
    openPlay({ start }).closeAll(candlesOf(bars));
    expect(values[2]).toEqual({
      time: START + 2 * HOUR_MS,
      spread: '0.00010',
      highest: [1.35, 1.4],
      lowest: [0.9, Number.NaN],
      since: [3, 2, 2],
      forming: null,
      volume: 1,
    });
    expect(values[0]!.highest).toEqual([1.4, Number.NaN]);
  });

  test('reach back before the run where the columns do', () => {
    const { values, start } = readings({}, (series) => [series.length, series.close(2)]);
    const play = openPlay({ start });
    const candles = candlesOf([1, 2, 3, 4]);
    play.close(candles, 2);
    play.close(candles, 3);
    expect(values).toEqual([
      [3, 1],
      [4, 2],
    ]);
  });
});

/** Candles of a longer timeframe out of shorter ones, the slow way: for each period, all candles that open in it. */
function periodsOf(series: ReturnType<typeof syntheticCandles>, timeframe: Timeframe) {
  const { candles } = series;
  const periods = new Map<number, number[]>();
  candles.time.forEach((time, row) => {
    const open = candleOpenTime(time as EpochMs, timeframe);
    periods.set(open, [...(periods.get(open) ?? []), row]);
  });
  return [...periods].map(([time, rows]) => ({
    time,
    open: candles.open[rows[0]!]!,
    high: Math.max(...rows.map((row) => candles.high[row]!)),
    low: Math.min(...rows.map((row) => candles.low[row]!)),
    close: candles.close[rows.at(-1)!]!,
    volume: rows.reduce((sum, row) => sum + candles.volume[row]!, 0),
  }));
}

describe('longer candles of the traded symbol are made of the traded ones', () => {
  const cases = (['M15', 'H1', 'H4'] as const).flatMap((traded) =>
    TIMEFRAMES.filter((longer) => timeframeMs(longer) > timeframeMs(traded)).map((longer) => [traded, longer] as const),
  );

  test.each(cases)('%s to %s, weekends and changes of clocks included (seed 7)', (traded, longer) => {
    // From a Sunday evening in February over the change of clocks in March.
    const series = syntheticCandles({ seed: 7, length: 2500, timeframe: traded, startTime: utcMs(2019, 2, 24, 22) });
    const seen: { time: number; open: number; high: number; low: number; close: number; volume: number }[] = [];
    let now = 0;
    const start = ({ candles }: { candles: (request?: SeriesRequest) => CandleView }) => {
      const view = candles({ timeframe: longer });
      return {
        onCandle: () => {
          for (let ago = view.length - seen.length - 1; ago >= 0; ago--) {
            expect(view.time(ago) + timeframeMs(longer)).toBeLessThanOrEqual(now);
            const [time, open, high, low] = [view.time(ago), view.open(ago), view.high(ago), view.low(ago)];
            seen.push({ time, open, high, low, close: view.close(ago), volume: view.volume(ago) });
          }
        },
      };
    };
    const play = openPlay({ start, timeframe: traded });
    for (let index = 0; index < series.candles.length; index++) {
      now = series.candles.time[index]! + timeframeMs(traded);
      play.close(series.candles, index);
    }
    const expected = periodsOf(series, longer);
    expect(seen.length).toBeGreaterThanOrEqual(expected.length - 1);
    expect(seen).toEqual(expected.slice(0, seen.length));
  });

  test('what is forming is told as such, and nothing of it right after a close', () => {
    const { values, start } = readings({ timeframe: 'H4' }, (series): [number, FormingCandle | null] => [
      series.length,
      series.forming(),
    ]);
    // H4 candles open at 22:00, 02:00, 06:00, 10:00 UTC in winter: the first is entered in its middle and is never whole.
    openPlay({ start }).closeAll(candlesOf([1.1, 1.2, [1.3, 1.9, 1.2, 1.4], [1.4, 1.5, 0.9, 1.1], 1.2, 1.25, 1.3]));
    const forming = (hour: number, open: number, [highSoFar, lowSoFar, last]: readonly [number, number, number]) => ({
      time: utcMs(2019, 2, 5, hour),
      open,
      highSoFar,
      lowSoFar,
      last,
    });
    expect(values).toEqual([
      [0, forming(6, 1.1, [1.1, 1.1, 1.1])],
      [0, null],
      [0, forming(10, 1.3, [1.9, 1.2, 1.4])],
      [0, forming(10, 1.3, [1.9, 0.9, 1.1])],
      [0, forming(10, 1.3, [1.9, 0.9, 1.2])],
      [1, null],
      [1, forming(14, 1.3, [1.3, 1.3, 1.3])],
    ]);
  });

  test('a period whose last candles are missing is over when one of the next has closed', () => {
    const { values, start } = readings({ timeframe: 'H4' }, (series) => series.length);
    const play = openPlay({ start });
    const candles = candlesOf([1, 2, 3, 4, 5, 6], 'H1', utcMs(2019, 2, 5, 10));
    candles.time[3] = utcMs(2019, 2, 5, 14);
    candles.time[4] = utcMs(2019, 2, 5, 15);
    candles.time[5] = utcMs(2019, 2, 5, 18);
    play.closeAll(candles);
    expect(values).toEqual([0, 0, 0, 1, 1, 2]);
  });
});

describe('series that the driver tells', () => {
  const GBPUSD = 'GBPUSD' as SymbolName;
  const references = [
    { symbol: GBPUSD, timeframe: 'H1' },
    { symbol: EURUSD.symbol, timeframe: 'H4' },
  ] as const;

  test('are seen as of the last one told', () => {
    const { values, start } = readings({ symbol: 'GBPUSD' }, (series) => (series.length === 0 ? null : series.close()));
    const play = openPlay({ start, references });
    const other = candlesOf([7, 8]);
    const candles = candlesOf([1, 2, 3]);
    play.close(candles, 0);
    play.session.onReferenceCandle(GBPUSD, 'H1', other, 0);
    play.close(candles, 1);
    play.session.onReferenceCandle(GBPUSD, 'H1', other, 1);
    play.session.onReferenceCandle('USDJPY' as SymbolName, 'H1', other, 1);
    play.close(candles, 2);
    expect(values).toEqual([null, 7, 8]);
  });

  test('take the place of those that would be made, and what is forming is still told', () => {
    const { values, start } = readings({ timeframe: 'H4' }, (series) => [series.length, series.forming()?.last]);
    const play = openPlay({ start, references });
    const days = candlesOf([5, 6, 7], 'H4', utcMs(2019, 2, 4, 22));
    const candles = candlesOf([1, 2, 3]);
    play.session.onReferenceCandle(EURUSD.symbol, 'H4', days, 1);
    play.close(candles, 0);
    play.session.onReferenceCandle(EURUSD.symbol, 'H4', days, 2);
    play.close(candles, 1);
    play.close(candles, 2);
    expect(values).toEqual([
      [2, 1],
      [3, undefined],
      [3, 3],
    ]);
  });

  test('may not be told before they have closed, nor twice', () => {
    const { start } = readings({ symbol: 'GBPUSD' }, (series) => series.length);
    const play = openPlay({ start, references });
    const other = candlesOf([7, 8]);
    play.session.onReferenceCandle(GBPUSD, 'H1', other, 1);
    expect(() => play.session.onReferenceCandle(GBPUSD, 'H1', other, 1)).toThrow('closes after the candle 1');
    expect(() => play.close(candlesOf([1]), 0)).toThrow('GBPUSD H1 is told when it has closed');
  });

  test('are asked for before a run', () => {
    const strategy = strategyOf(
      defineStrategy({
        name: 'reader',
        description: 'Reads other series.',
        parameters: {},
        start: ({ candles, indicator }) => {
          candles();
          candles({ timeframe: 'D1' });
          candles({ symbol: 'GBPUSD', timeframe: 'M15' });
          indicator({ update: ({ close }) => close }, { symbol: 'GBPUSD' });
          indicator({ update: ({ close }) => close }, { timeframe: 'D1' });
          return { onCandle: () => undefined };
        },
      }),
    );
    expect(neededSeries(strategy, { instrument: EURUSD, timeframe: 'H1' })).toEqual([
      { symbol: 'EURUSD', timeframe: 'D1', isRequired: false },
      { symbol: 'GBPUSD', timeframe: 'M15', isRequired: true },
      { symbol: 'GBPUSD', timeframe: 'H1', isRequired: true },
    ]);
  });
});
