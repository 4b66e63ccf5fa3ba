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

describe.each(TIMEFRAMES)('over %s', (timeframe) => {
  const series = syntheticCandles({ seed: `engine ${timeframe}`, length: 3000, timeframe });
  const batch = computeFeatures({ instrument, series });

  test('has features with unique names', () => {
    expect(batch.names.length).toBeGreaterThanOrEqual(50);
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

  test('some of the features, in another order and as float32, are those of the whole catalogue', () => {
    const names = batch.names.filter((_, index) => index % 3 === 1).toReversed();
    const engine = createFeatureEngine({ instrument, timeframe, names });
    const columns = names.map(() => new Float32Array(batch.length));
    engine.process(series.candles, 0, batch.length, columns, 0);
    const whole = names.map((name) => Float32Array.from(batch.columns[batch.names.indexOf(name)] as Float64Array));
    expect(columns).toEqual(whole);
    expect(engine.version).toBe(batch.version);
  });

  test('a bad candle gives a row of NaN and changes nothing', () => {
    const { candles } = series;
    const rows = [700, 1500, 1501, 2999];
    const spoilt = allocateCandles(candles.length + rows.length);
    let at = 0;
    for (let row = 0; row < candles.length; row++) {
      const copies = rows.includes(row) ? 2 : 1;
      for (let copy = 0; copy < copies; copy++, at++) {
        for (const name of CANDLE_COLUMN_NAMES) spoilt[name][at] = candles[name][row] as number;
        if (copy < copies - 1)
          spoilt[copy === 0 && row === 700 ? 'volume' : 'high'][at] = row < 1501 ? Number.NaN : 1e40;
        if (copy < copies - 1) spoilt.time[at] = (candles.time[row] as number) - 1;
      }
    }
    const matrix = computeFeatures({ instrument, series: { ...series, candles: spoilt } });
    const bad = new Set(rows.map((row, index) => row + index));
    batch.columns.forEach((column, index) => {
      const found = matrix.columns[index] as Float64Array;
      expect([...bad].every((row) => Number.isNaN(found[row]))).toBe(true);
      expect(found.filter((_, row) => !bad.has(row))).toEqual(column);
    });
  });

  test('a value is NaN until warm and a finite number from then on', () => {
    const { definitions, entries } = featureSet(timeframe);
    batch.columns.forEach((column, index) => {
      const first = column.findIndex((value) => !Number.isNaN(value));
      const sparse = definitions[index]?.sparse === true;
      const wrong = column.findIndex(
        (value, row) => row >= first && !Number.isFinite(value) && !(sparse && value !== value),
      );
      const isExpected = entries[index]?.required === true;
      expect({ feature: batch.names[index], found: first >= 0 || !isExpected, wrong: first < 0 ? -1 : wrong }).toEqual({
        feature: batch.names[index],
        found: true,
        wrong: -1,
      });
    });
  });

  test('the lookback of base features is the measured one', () => {
    featureSet(timeframe).entries.forEach((entry, index) => {
      if (!entry.required) return;
      const first = (batch.columns[index] as Float64Array).findIndex((value) => !Number.isNaN(value));
      expect(`${entry.name} ${first + 1}`).toBe(`${entry.name} ${entry.lookbackBars}`);
    });
  });
});

test('the lookback of context features counts whole closed candles of their timeframe', () => {
  const matrix = computeFeatures({ instrument, series: syntheticCandles({ seed: 4, length: 5000 }) });
  const rowsPerCandle: Readonly<Record<string, number>> = { H4: 4, D1: 24, W1: 120 };
  const { entries, definitions } = featureSet('H1');
  entries.forEach(({ name, lookbackBars, timeframe, needs }, index) => {
    if (definitions[index]?.frame === 0 || needs !== 'candles' || definitions[index]?.sparse === true) return;
    const first = (matrix.columns[index] as Float64Array).findIndex((value) => !Number.isNaN(value));
    expect(`${name} ${first + 1}`).toBe(`${name} ${lookbackBars * (rowsPerCandle[timeframe] as number)}`);
  });
});

test('is complete as soon as the base features are, long before the weeks', () => {
  const series = syntheticCandles({ seed: 5, length: 1000 });
  const matrix = computeFeatures({ instrument, series });
  const required = matrix.entries.filter((entry) => entry.required).map(({ lookbackBars }) => lookbackBars);
  const first = firstCompleteRow(matrix);
  expect(first).toBe(Math.max(...required) - 1);
  const engine = createFeatureEngine({ instrument, timeframe: 'H1' });
  for (let row = 0; row <= first; row++) {
    expect(engine.isComplete()).toBe(false);
    engine.update(series.candles, row);
  }
  expect(engine.isComplete()).toBe(true);
  expect(Number.isNaN(engine.row[engine.names.indexOf('w1_rsi_14')])).toBe(true);
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

test('refuses a name that is not in the catalogue', () => {
  expect(() => createFeatureEngine({ instrument, timeframe: 'H1', names: ['magic'] })).toThrow(
    /no feature 'magic' over H1/,
  );
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
    ['prices of 1e25', changed(series, (_, value) => value * 1e25)],
  ])('%s', (_, candles) => {
    const matrix = computeFeatures({ instrument, series: candles });
    matrix.columns.forEach((column, index) => {
      const isExpected = matrix.entries[index]?.required === true;
      const last = Number.isFinite(column.at(-1)) || !isExpected;
      expect({ feature: matrix.names[index], last }).toMatchObject({ last: true });
      const largest = column.reduce((most, value) => Math.max(most, Number.isNaN(value) ? 0 : Math.abs(value)), 0);
      expect({ feature: matrix.names[index], finite: Math.fround(largest) < Infinity }).toMatchObject({ finite: true });
    });
  });

  test('negative prices, highs below lows: no infinity', () => {
    const matrix = computeFeatures({ instrument, series: changed(series, (_, value) => -value) });
    expect(matrix.names.filter((_, index) => matrix.columns[index]?.some((value) => Math.abs(value) > 1e30))).toEqual(
      [],
    );
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
