import { computeFeatures, firstCompleteRow } from '@pipwright/features';
import { createPredictor } from '@pipwright/learning';
import { candleCloseTime, lowerBound, sliceCandles, type CandleSeries, type EpochMs } from '@pipwright/model';
import type { PredictionReading, Predictor } from '@pipwright/trading';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestHome,
  EURUSD,
  madeSeries,
  storeSeries,
  trainSmallModel,
  type TestHome,
} from '../testing/test-home.ts';
import { createLivePredictor } from './live-predictor.ts';
import type { StoredModel } from './model-store.ts';
import { unseenPredictor } from './unseen-predictor.ts';

const series = madeSeries(4000);
let home: TestHome;
let model: StoredModel;

beforeAll(async () => {
  home = createTestHome();
  await storeSeries(home.stores, series);
  ({ model } = await trainSmallModel(home.stores));
});
afterAll(() => home.close());

/** What a predictor says at each candle. */
function readAll(predictor: Predictor, { candles }: CandleSeries): { probabilityUp: number[]; range: number[] } {
  const reading: PredictionReading = { probabilityUp: Number.NaN, averageTrueRange: Number.NaN, silence: '' };
  const probabilityUp: number[] = [];
  const range: number[] = [];
  for (let index = 0; index < candles.length; index++) {
    predictor.predict(candles, index, reading);
    probabilityUp.push(reading.probabilityUp);
    range.push(reading.averageTrueRange);
  }
  return { probabilityUp, range };
}

test('each candle has the prediction of a model that had not seen it, or none', () => {
  const { predictor, first, outOfFold, afterTraining } = unseenPredictor(model, EURUSD, series);
  const { probabilityUp } = readAll(predictor, series);
  const { folds } = model.file.validation;
  const fromFold = new Map(Array.from(model.outOfFold.time, (time, row) => [time, model.outOfFold.probabilityUp[row]]));
  let tested = 0;
  let later = 0;
  let silent = 0;
  probabilityUp.forEach((probability, index) => {
    const close = candleCloseTime(series.candles.time[index] as EpochMs, 'H1');
    const fold = folds.find(({ testFrom, testTo }) => close >= testFrom && close <= testTo);
    if (close >= model.file.training.labelsTo) {
      later++;
      expect(probability).toBeGreaterThan(0);
    } else if (fromFold.has(series.candles.time[index] as number)) {
      tested++;
      expect(fold?.trainTo).toBeLessThan(close);
      expect(probability).toBe(fromFold.get(series.candles.time[index] as number));
    } else {
      silent++;
      expect(probability).toBeNaN();
    }
  });
  expect([tested, later]).toEqual([outOfFold, afterTraining]);
  expect(tested).toBe(model.outOfFold.time.length);
  expect(later).toBeGreaterThan(1000);
  expect(silent).toBeGreaterThanOrEqual(first);
  expect(probabilityUp.slice(0, first).every(Number.isNaN)).toBe(true);
});

test('nothing is predicted between the last row of the training and the end of its last label', () => {
  const { predictor } = unseenPredictor(model, EURUSD, series);
  const { probabilityUp } = readAll(predictor, series);
  const { to, labelsTo } = model.file.training;
  const closes = Array.from(series.candles.time, (time) => candleCloseTime(time as EpochMs, 'H1'));
  const gap = closes.flatMap((close, index) => (close > to && close < labelsTo ? [probabilityUp[index]] : []));
  expect(gap.length).toBeGreaterThan(0);
  expect(gap.every(Number.isNaN)).toBe(true);
});

test('a series that lacks candles of the training shifts no prediction to another candle', () => {
  const { time } = series.candles;
  const cut = lowerBound(time, model.outOfFold.time[10] as number) + 1;
  const shorter = { ...series, candles: sliceCandles(series.candles, cut, series.candles.length) };
  const { predictor } = unseenPredictor(model, EURUSD, shorter);
  const { probabilityUp } = readAll(predictor, shorter);
  expect(probabilityUp[0]).toBe(model.outOfFold.probabilityUp[11]);
});

test('candle by candle, a live model says to the last bit what it says of the batch', () => {
  const live = readAll(
    createLivePredictor({ modelId: model.id, file: model.file, instrument: EURUSD, timeframe: 'H1' }),
    series,
  );
  const matrix = computeFeatures({ instrument: EURUSD, series, names: model.file.features });
  const first = firstCompleteRow(matrix);
  expect(live.probabilityUp.slice(0, first).every(Number.isNaN)).toBe(true);
  const batch = createPredictor(model.file, { version: matrix.version, names: matrix.names });
  const row = new Float64Array(matrix.columns.length);
  for (let index = first; index < matrix.length; index++) {
    matrix.columns.forEach((column, feature) => (row[feature] = column[index] as number));
    expect(live.probabilityUp[index]).toBe(batch.probability(row));
  }
  const unseen = unseenPredictor(model, EURUSD, series);
  const backtested = readAll(unseen.predictor, series);
  const after = series.candles.length - unseen.afterTraining;
  for (let index = after; index < series.candles.length; index++)
    expect(live.probabilityUp[index]).toBe(backtested.probabilityUp[index]);
  for (let index = 0; index < series.candles.length; index++) expect(live.range[index]).toBe(backtested.range[index]);
});

test('a live model explains itself by features that it has', () => {
  const live = createLivePredictor({ modelId: model.id, file: model.file, instrument: EURUSD, timeframe: 'H1' });
  readAll(live, series);
  const reasons = live.explain(series.candles, series.candles.length - 1);
  expect(reasons).toHaveLength(5);
  for (const { feature, contribution } of reasons) {
    expect(model.file.features).toContain(feature);
    expect(Number.isFinite(contribution)).toBe(true);
  }
  const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});
