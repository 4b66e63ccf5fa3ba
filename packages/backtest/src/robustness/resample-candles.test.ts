import { createRandom } from '@pipwright/kernel';
import { candleCloseTime, findInstrument, tradingDayOpen, type CandleSeries, type EpochMs } from '@pipwright/model';
import { readLeanHourCandles, sharedData, syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { momentsOf, type Moments } from '../statistics/moments.ts';
import { CandleResampling, resampleCandles } from './resample-candles.ts';

const TICK = findInstrument('EURUSD')!.tickSize;
const HOUR_MS = 3_600_000;
const real = syntheticCandles({ seed: 1, length: 24 * 5 * 60, timeframe: 'H1' });
const made = (method: CandleResampling, seed: number | string, series = real): CandleSeries =>
  resampleCandles({ series, tickSize: TICK, method, random: createRandom(seed) });

/** Logarithms of close over the close before. */
function steps({ candles }: CandleSeries): number[] {
  return Array.from({ length: candles.length - 1 }, (_, index) =>
    Math.log(candles.close[index + 1]! / candles.close[index]!),
  );
}

function deviationByHour(series: CandleSeries): number[] {
  const squares = Array.from({ length: 24 }, () => ({ sum: 0, count: 0 }));
  steps(series).forEach((step, index) => {
    const time = series.candles.time[index + 1] as EpochMs;
    const hour = squares[Math.round((time - tradingDayOpen(time)) / HOUR_MS)]!;
    hour.sum += step * step;
    hour.count++;
  });
  return squares.map(({ sum, count }) => Math.sqrt(sum / count));
}

describe.each(Object.values(CandleResampling))('candles by %s', (method) => {
  const found = made(method, 'a');
  const { candles } = found;

  test('keep times, spreads and the shape of candles', () => {
    expect(candles.time).toEqual(real.candles.time);
    expect(found).toMatchObject({ symbol: real.symbol, timeframe: real.timeframe, askSource: real.askSource });
    for (let index = 0; index < candles.length; index++) {
      const spread = real.candles.askOpen[index]! - real.candles.open[index]!;
      expect(candles.askOpen[index]! - candles.open[index]!).toBeCloseTo(spread, 9);
      expect(candles.high[index]).toBeGreaterThanOrEqual(Math.max(candles.open[index]!, candles.close[index]!));
      expect(candles.low[index]).toBeLessThanOrEqual(Math.min(candles.open[index]!, candles.close[index]!));
      expect(candles.askHigh[index]).toBeGreaterThanOrEqual(
        Math.max(candles.askOpen[index]!, candles.askClose[index]!),
      );
      expect(candles.askLow[index]).toBeLessThanOrEqual(Math.min(candles.askOpen[index]!, candles.askClose[index]!));
      expect(Math.abs(candles.open[index]! / TICK - Math.round(candles.open[index]! / TICK))).toBeLessThan(1e-6);
    }
  });

  test('quiet hours stay quiet', () => {
    const before = deviationByHour(real);
    deviationByHour(found).forEach((deviation, hour) => {
      // The first hour holds the weekend's gap, of which there are few.
      expect(Math.abs(Math.log(deviation / before[hour]!))).toBeLessThan(hour === 0 ? 1 : 0.6);
    });
    expect(Math.max(...before) / Math.min(...before)).toBeGreaterThan(2);
  });

  test('the same seed makes the same candles, another one others', () => {
    expect(made(method, 'a')).toEqual(found);
    expect(made(method, 'b').candles.close).not.toEqual(found.candles.close);
  });

  test('weekends stay the only places with gaps', () => {
    const gap = (series: CandleSeries, index: number): number =>
      Math.abs(series.candles.open[index]! - series.candles.close[index - 1]!);
    let inside = 0;
    let weekend = 0;
    for (let index = 1; index < candles.length; index++) {
      const isWeekend = candles.time[index]! > candleCloseTime(candles.time[index - 1] as EpochMs, 'H1');
      if (isWeekend) weekend = Math.max(weekend, gap(found, index));
      else inside = Math.max(inside, gap(found, index));
    }
    expect(inside).toBeLessThan(2.5 * TICK);
    expect(weekend).toBeGreaterThan(20 * TICK);
  });
});

test('a shuffle moves every day once: it ends where the real series ends', () => {
  const { candles } = made(CandleResampling.Shuffle, 'c');
  expect(candles.close.at(-1)).toBeCloseTo(real.candles.close.at(-1)!, 4);
  const ascending = (values: number[]): number[] =>
    values.map((value) => Math.round(value * 1e4)).toSorted((a, b) => a - b);
  const [one, other] = [ascending(steps(real)), ascending(steps({ ...real, candles }))];
  // Prices are rounded to the tick: no step is more than that away from the real one of its rank.
  one.forEach((step, rank) => expect(Math.abs(step - other[rank]!)).toBeLessThanOrEqual(1));
});

test('days in another order do not go on as the days before them did', () => {
  // Ten days up and ten days down in turn: nine days of ten go where the day before went.
  const trending = structuredClone(real);
  const { candles } = trending;
  let level = 1;
  for (let index = 0; index < candles.length; index++) {
    candles.open[index] = level;
    level *= Math.floor(index / 240) % 2 === 0 ? 1.0002 : 1 / 1.0002;
    candles.close[index] = level;
    candles.high[index] = Math.max(level, candles.open[index]!);
    candles.low[index] = Math.min(level, candles.open[index]!);
  }
  const agreement = (series: CandleSeries): number => {
    const moves = steps(series).map(Math.sign);
    return moves.slice(24).reduce((sum, move, index) => sum + move * moves[index]!, 0) / (moves.length - 24);
  };
  expect(agreement(trending)).toBeGreaterThan(0.7);
  for (const method of Object.values(CandleResampling)) {
    const random = createRandom(2);
    const shuffled = resampleCandles({ series: trending, tickSize: 1e-7, method, blockCandles: 24, random });
    expect(Math.abs(agreement(shuffled))).toBeLessThan(0.35);
  }
});

test.each(['M1', 'H4', 'D1', 'W1'] as const)('of %s', (timeframe) => {
  const series = syntheticCandles({ seed: 2, length: 600, timeframe });
  for (const method of Object.values(CandleResampling)) {
    const { candles } = made(method, timeframe, series);
    expect(candles.length).toBe(600);
    expect(candles.close.every((close) => close > 0.2 && close < 5)).toBe(true);
  }
});

test('an empty series stays empty', () => {
  const empty = syntheticCandles({ seed: 1, length: 0 });
  expect(made('bootstrap', 1, empty).candles.length).toBe(0);
});

const recorded = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
if (recorded === undefined) console.log('no ../shared/data/lean: candles of EURUSD are not resampled');

describe.skipIf(recorded === undefined)('hours of EURUSD (needs ../shared/data/lean)', () => {
  const series = recorded === undefined ? real : readLeanHourCandles(recorded);

  test.each(Object.values(CandleResampling))(
    '%s: hours keep their volatility, and the whole its distribution',
    (method) => {
      const found = made(method, 1, series);
      const before = deviationByHour(series);
      deviationByHour(found).forEach((deviation, hour) => {
        expect(Math.abs(Math.log(deviation / before[hour]!))).toBeLessThan(hour === 0 ? 0.5 : 0.2);
      });
      const shape = ({ deviation, kurtosis }: Moments): number[] => [deviation, Math.log(kurtosis)];
      const [deviation, tails] = shape(momentsOf(steps(found)));
      const [expected, expectedTails] = shape(momentsOf(steps(series)));
      expect(Math.abs(deviation! / expected! - 1)).toBeLessThan(0.05);
      expect(Math.abs(tails! - expectedTails!)).toBeLessThan(0.5);
    },
  );
});
