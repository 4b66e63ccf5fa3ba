import { createRandom } from '@pipwright/kernel';
import {
  allocateCandles,
  CANDLE_COLUMN_NAMES,
  findInstrument,
  sliceCandles,
  TIMEFRAMES,
  type CandleSeries,
  type Instrument,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { featureSet } from '../catalogue/catalogue.ts';
import { computeFeatures, firstCompleteRow, streamFeatures } from '../compute-features.ts';
import { createFeatureEngine } from './feature-engine.ts';

const instrument = findInstrument('EURUSD') as Instrument;
const BASES = TIMEFRAMES.filter((timeframe) => timeframe !== 'W1');

describe.each(BASES)('over %s', (timeframe) => {
  const series = syntheticCandles({ seed: `engine ${timeframe}`, length: 3000, timeframe });
  const batch = computeFeatures({ instrument, series });

  test('has at least forty features with unique names', () => {
    expect(batch.names.length).toBeGreaterThanOrEqual(40);
    expect(new Set(batch.names).size).toBe(batch.names.length);
    expect(batch.columns.length).toBe(batch.names.length);
  });

  test('streaming equals batch bit for bit', () => {
    const streamed = streamFeatures({ instrument, series });
    expect(streamed).toEqual(batch);
  });

  test('blocks of any length, with the state saved and restored between them, give the same bits', () => {
    const random = createRandom(`blocks ${timeframe}`);
    const columns = batch.names.map(() => new Float64Array(batch.length));
    let engine = createFeatureEngine({ instrument, timeframe });
    for (let from = 0; from < batch.length;) {
      const to = Math.min(batch.length, from + 1 + random.integer(400));
      engine.process(series.candles, from, to, columns, from);
      const state = structuredClone(engine.save());
      engine = createFeatureEngine({ instrument, timeframe });
      engine.restore(state);
      from = to;
    }
    expect(columns).toEqual(batch.columns);
  });

  test('a reset engine starts again', () => {
    const engine = createFeatureEngine({ instrument, timeframe });
    const columns = batch.names.map(() => new Float64Array(batch.length));
    engine.process(series.candles, 0, 1000, columns, 0);
    engine.reset();
    engine.process(series.candles, 0, batch.length, columns, 0);
    expect(columns).toEqual(batch.columns);
  });

  test('a value is NaN until warm and a finite number from then on', () => {
    batch.columns.forEach((column, index) => {
      const first = column.findIndex((value) => !Number.isNaN(value));
      const wrong = column.findIndex((value, row) => row >= first && !Number.isFinite(value));
      expect({ feature: batch.names[index], found: first >= 0, wrong }).toMatchObject({ found: true, wrong: -1 });
    });
  });

  test('the lookback of base features is the measured one', () => {
    const { entries, definitions } = featureSet(timeframe);
    entries.forEach((entry, index) => {
      if (definitions[index]?.frame !== 0) return;
      const first = (batch.columns[index] as Float64Array).findIndex((value) => !Number.isNaN(value));
      expect(`${entry.name} ${first + 1}`).toBe(`${entry.name} ${entry.lookbackBars}`);
    });
  });
});

test('the lookback of context features counts whole closed candles of their timeframe', () => {
  const matrix = computeFeatures({ instrument, series: syntheticCandles({ seed: 4, length: 1000 }) });
  const rowsPerCandle: Readonly<Record<string, number>> = { H4: 4, D1: 24 };
  const { entries, definitions } = featureSet('H1');
  entries.forEach(({ name, lookbackBars, timeframe }, index) => {
    if (definitions[index]?.frame === 0) return;
    const first = (matrix.columns[index] as Float64Array).findIndex((value) => !Number.isNaN(value));
    expect(`${name} ${first + 1}`).toBe(`${name} ${lookbackBars * (rowsPerCandle[timeframe] as number)}`);
  });
});

test('is complete after thirty-four whole days on H1', () => {
  const series = syntheticCandles({ seed: 5, length: 1000 });
  expect(firstCompleteRow(computeFeatures({ instrument, series }))).toBe(34 * 24 - 1);
});

test('refuses candles that are not in order', () => {
  const series = syntheticCandles({ seed: 6, length: 10 });
  const engine = createFeatureEngine({ instrument, timeframe: 'H1' });
  engine.update(series.candles, 5);
  expect(() => engine.update(series.candles, 5)).toThrow(/was given to the feature engine after/);
  expect(() => engine.update(series.candles, 4)).toThrow(/was given to the feature engine after/);
});

test('refuses the state of another catalogue', () => {
  const state = createFeatureEngine({ instrument, timeframe: 'H1' }).save();
  expect(() => createFeatureEngine({ instrument, timeframe: 'H4' }).restore(state)).toThrow(/cannot be restored/);
});

test('has no features over weeks', () => {
  expect(() => createFeatureEngine({ instrument, timeframe: 'W1' })).toThrow(/no features over W1/);
});

/** The same candles with some columns replaced. */
function changed(series: CandleSeries, change: (name: string, value: number) => number): CandleSeries {
  const candles = allocateCandles(series.candles.length);
  for (const name of CANDLE_COLUMN_NAMES) {
    candles[name].set(series.candles[name].map((value) => (name === 'time' ? value : change(name, value))));
  }
  return { ...series, candles };
}

describe('degenerate input gives numbers', () => {
  const series = syntheticCandles({ seed: 'degenerate', length: 1500 });
  test.each([
    ['constant prices', changed(series, (name) => (name.startsWith('ask') ? 1.1002 : name === 'volume' ? 5 : 1.1))],
    ['no volume', changed(series, (name, value) => (name === 'volume' ? 0 : value))],
    ['no spread', changed(series, (name, value) => (name.startsWith('ask') ? 1.1 : name === 'volume' ? value : 1.1))],
    ['huge prices', changed(series, (_, value) => value * 1e12)],
    ['tiny prices', changed(series, (_, value) => value * 1e-9)],
  ])('%s', (_, candles) => {
    const matrix = computeFeatures({ instrument, series: candles });
    matrix.columns.forEach((column, index) => {
      expect({ feature: matrix.names[index], last: Number.isFinite(column.at(-1)) }).toMatchObject({ last: true });
      expect(column.includes(Infinity) || column.includes(-Infinity)).toBe(false);
    });
  });

  test('a market that stands still for weeks', () => {
    const candles = allocateCandles(series.candles.length);
    for (const name of CANDLE_COLUMN_NAMES) {
      const last = series.candles[name][300] as number;
      candles[name].set(series.candles[name].map((value, row) => (name === 'time' || row < 300 ? value : last)));
    }
    const still = candles.close[300] as number;
    for (const name of ['open', 'high', 'low'] as const) candles[name].fill(still, 300);
    const matrix = computeFeatures({ instrument, series: { ...series, candles } });
    matrix.columns.forEach((column, index) => {
      const greatest = column.reduce((most, value) => Math.max(most, Math.abs(Number.isNaN(value) ? 0 : value)), 0);
      expect({ feature: matrix.names[index], bounded: greatest < 1000 }).toMatchObject({ bounded: true });
    });
  });

  test('no candle, one candle', () => {
    for (const length of [0, 1]) {
      const short = { ...series, candles: sliceCandles(series.candles, 0, length) };
      const matrix = computeFeatures({ instrument, series: short });
      expect(matrix.columns.every((column) => column.length === length)).toBe(true);
    }
  });
});
