import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { selectRows } from '../dataset/dataset.ts';
import { areaUnderCurve } from '../metrics/area-under-curve.ts';
import { smallDataset, syntheticDataset } from '../synthetic-data.fixture.ts';
import { rowRange } from '../validation/purge.ts';
import { solveCholesky } from './cholesky.ts';
import { logisticRegression } from './logistic-regression.ts';

const context = { random: createRandom(1) };

test('without penalty, one binary feature gives the log-odds of the two groups', async () => {
  // 8 of 10 are 1 where the feature is 1, and 3 of 10 where it is 0.
  const feature = Array.from({ length: 20 }, (_, row) => (row < 10 ? 1 : 0));
  const labels = feature.map((value, row) => Number(row % 10 < (value === 1 ? 8 : 3)));
  const model = await logisticRegression.trainer({ l2: 0 }).fit(smallDataset([feature], labels), context);
  expect(model.predict(Float64Array.of(1))).toBeCloseTo(0.8, 7);
  expect(model.predict(Float64Array.of(0))).toBeCloseTo(0.3, 7);
});

test('at the optimum the penalised slope of every coefficient is 0', async () => {
  const dataset = syntheticDataset({ rows: 800, features: 4, seed: 30 });
  const l2 = 5;
  const model = await logisticRegression.trainer({ l2 }).fit(dataset, context);
  const probabilities = model.predictBatch(dataset);
  for (let feature = 0; feature < 4; feature++) {
    const column = Array.from(dataset.features.subarray(feature * 800, (feature + 1) * 800));
    const mean = column.reduce((sum, value) => sum + value, 0) / 800;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 800);
    // The coefficient on the standardised scale is the contribution one deviation above the mean.
    const row = new Float64Array(4);
    row[feature] = mean + deviation;
    const coefficient = model.contributions(row).values[feature] as number;
    const slope = column.reduce((sum, value, index) => {
      const error = (probabilities[index] as number) - (dataset.labels[index] as number);
      return sum + (error * (value - mean)) / deviation;
    }, l2 * coefficient);
    expect(Math.abs(slope)).toBeLessThan(1e-3);
  }
});

test('separable data does not run away, even without penalty', async () => {
  const values = Array.from({ length: 50 }, (_, row) => row);
  const dataset = smallDataset(
    [values],
    values.map((value) => Number(value >= 25)),
  );
  const model = await logisticRegression.trainer({ l2: 0 }).fit(dataset, context);
  expect(model.predict(Float64Array.of(0))).toBeLessThan(0.01);
  expect(model.predict(Float64Array.of(49))).toBeGreaterThan(0.99);
});

test('a feature given twice shares its weight', async () => {
  const dataset = syntheticDataset({ rows: 600, features: 1, seed: 31 });
  const column = Array.from(dataset.features);
  const model = await logisticRegression.trainer({}).fit(smallDataset([column, column], [...dataset.labels]), context);
  const { values } = model.contributions(Float64Array.of(1, 1));
  expect(values[0]).toBeCloseTo(values[1] as number, 6);
});

test('learns a linear relation on rows it has not seen', async () => {
  const dataset = syntheticDataset({ rows: 4000, features: 6, seed: 32 });
  const later = selectRows(dataset, rowRange(3000, 4000));
  const model = await logisticRegression.trainer({}).fit(selectRows(dataset, rowRange(0, 3000)), context);
  expect(areaUnderCurve(later.labels, model.predictBatch(later))).toBeGreaterThan(0.65);
});

test('Cholesky solves a system and refuses one that is not positive definite', () => {
  const right = Float64Array.of(10, 8);
  expect(solveCholesky(Float64Array.of(4, 0, 2, 3), right, 2)).toBe(true);
  // 4x + 2y = 10, 2x + 3y = 8
  expect(right[0]).toBeCloseTo(1.75, 12);
  expect(right[1]).toBeCloseTo(1.5, 12);
  expect(solveCholesky(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1), 2)).toBe(false);
});
