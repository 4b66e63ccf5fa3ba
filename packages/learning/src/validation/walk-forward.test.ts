import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { buildDataset } from '../dataset/build-dataset.ts';
import { featureColumn, type Dataset } from '../dataset/dataset.ts';
import { areaUnderCurve } from '../metrics/area-under-curve.ts';
import type { Trainer } from '../model/model.ts';
import { createTrainer } from '../model/model-kinds.ts';
import { syntheticDataset } from '../synthetic-data.fixture.ts';
import { purgedKFolds, walkForwardFolds, type Fold } from './folds.ts';
import { assertFutureIndependent, assertNoLabelLeak } from './leak-check.ts';
import { rowRange } from './purge.ts';
import { runWalkForward, type WalkForwardResult } from './walk-forward.ts';

const boosting = createTrainer('gradient-boosting', { rounds: 30, learningRate: 0.1, leavesMax: 8 });
const logistic = createTrainer('logistic-regression');

function validate(dataset: Dataset, trainer: Trainer, folds?: readonly Fold[]): Promise<WalkForwardResult> {
  return runWalkForward({
    dataset,
    trainer,
    calibration: 'platt',
    folds: folds ?? walkForwardFolds(dataset, { folds: 4 }),
    random: createRandom(1),
  });
}

test('a planted edge is found, calibrated, and beats the baselines', async () => {
  const dataset = syntheticDataset({ rows: 4000, features: 6, seed: 40 });
  const { outOfFold, report } = await validate(dataset, boosting);
  const tested = outOfFold.fold.filter((fold) => fold >= 0).length;
  expect(tested).toBe(2400);
  expect(outOfFold.raw.filter((value) => Number.isNaN(value))).toHaveLength(1600);
  expect(report.calibrated.rows).toBe(2400);
  expect(report.calibrated.auc).toBeGreaterThan(0.68);
  expect(report.calibrated.brier).toBeLessThan(report.baselines['base-rate'].brier);
  expect(report.calibrated.calibrationError).toBeLessThan(0.05);
  expect(report.foretells).toBe(true);
  expect(report.folds.map(({ testRows }) => testRows)).toEqual([600, 600, 600, 600]);
  expect(report.folds[0]?.trainTo).toBeLessThan(report.folds[0]?.testFrom as number);
});

test('chance is called chance: no edge is reported in at least 18 of 20 seeds', async () => {
  let reported = 0;
  for (let seed = 0; seed < 20; seed++) {
    const dataset = syntheticDataset({ rows: 1500, features: 6, seed: 100 + seed, edge: 0, horizonRows: 4 });
    if ((await validate(dataset, logistic)).report.foretells) reported++;
  }
  expect(reported).toBeLessThanOrEqual(2);
});

test('the same request gives the same bits, and progress rises to 1', async () => {
  const dataset = syntheticDataset({ rows: 1200, features: 4, seed: 41 });
  const done: number[] = [];
  const first = await runWalkForward({
    dataset,
    trainer: boosting,
    calibration: 'isotonic',
    folds: walkForwardFolds(dataset, { folds: 3 }),
    random: createRandom(2),
    onProgress: (progress) => done.push(progress.done),
  });
  const again = await runWalkForward({
    dataset,
    trainer: boosting,
    calibration: 'isotonic',
    folds: walkForwardFolds(dataset, { folds: 3 }),
    random: createRandom(2),
    threads: 2,
  });
  expect(again).toEqual(first);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(1);
});

test('persistence is a strong baseline where labels persist', async () => {
  const random = createRandom(3);
  let state = 0;
  const labels = Float64Array.from({ length: 2000 }, () => (state = random.next() < 0.1 ? 1 - state : state));
  const dataset = { ...syntheticDataset({ rows: 2000, features: 3, seed: 42 }), labels };
  const { report } = await validate(dataset, logistic);
  expect(report.baselines.persistence.accuracy).toBeGreaterThan(0.85);
  expect(report.foretells).toBe(false);
});

test('planted leak: the label as a feature, by value or by being missing, is refused', async () => {
  const dataset = syntheticDataset({ rows: 1000, features: 3, seed: 43 });
  expect(() => assertNoLabelLeak(dataset)).not.toThrow();
  const withColumn = (values: Float64Array): Dataset => {
    const honest = dataset.featureNames.map((name, index) => ({ name, values: featureColumn(dataset, index) }));
    const { labels, time, labelEnd } = dataset;
    return buildDataset({ features: [...honest, { name: 'leak', values }], labels, time, labelEnd }).dataset;
  };
  const random = createRandom(4);
  const byValue = withColumn(dataset.labels.map((label) => label + 0.2 * random.normal()));
  expect(() => assertNoLabelLeak(byValue)).toThrow('Feature leak alone tells the label apart');
  const byAbsence = withColumn(dataset.labels.map((label) => (label === 1 ? Number.NaN : random.normal())));
  expect(() => assertNoLabelLeak(byAbsence)).toThrow('Feature leak alone tells the label apart with an AUC of 1');
});

test('planted leak: a scaler fitted on all rows is found, and the honest pipeline passes', async () => {
  const dataset = syntheticDataset({ rows: 900, features: 3, seed: 44, horizonRows: 5 });
  const predict = async (data: Dataset, trainer: Trainer): Promise<Float64Array> =>
    (await validate(data, trainer)).outOfFold.calibrated;
  for (const trainer of [logistic, boosting]) {
    await assertFutureIndependent(dataset, 600, (data) => predict(data, trainer));
  }
  const leaky = async (data: Dataset): Promise<Float64Array> => {
    const features = new Float32Array(data.features.length);
    for (let feature = 0; feature < data.featureNames.length; feature++) {
      const column = featureColumn(data, feature);
      const mean = column.reduce((sum, value) => sum + value, 0) / data.rows;
      // The rank order within a fold is kept, but its place on the scale is not.
      column.forEach((value, row) => (features[feature * data.rows + row] = Math.tanh(value - mean)));
    }
    return predict({ ...data, features }, logistic);
  };
  await expect(assertFutureIndependent(dataset, 600, leaky)).rejects.toMatchObject({ code: 'VALIDATION_SEES_FUTURE' });
});

/** Labels over 40 rows of a random walk, and features that say no more than where in time a row lies. */
function overlappingDataset(): Dataset {
  const random = createRandom(45);
  const rows = 3000;
  let level = 0;
  const walk = Float64Array.from({ length: rows + 40 }, () => (level += random.normal()));
  const time = Float64Array.from({ length: rows }, (_, row) => row);
  return buildDataset({
    features: [
      { name: 'level', values: walk.subarray(0, rows) },
      { name: 'clock', values: time },
    ],
    labels: Float64Array.from(time, (_, row) => Number((walk[row + 40] as number) > (walk[row] as number))),
    time,
    labelEnd: time.map((at) => at + 40),
  }).dataset;
}

test('planted leak: unpurged overlapping labels look like an edge, are refused, and purging takes it away', async () => {
  const dataset = overlappingDataset();
  const trainer = createTrainer('gradient-boosting', { rounds: 80, learningRate: 0.2, leafHessianMin: 0.5 });
  // Every tenth row is tested by a model that knows its neighbours, whose labels are formed over almost the same time.
  const unpurged = Array.from({ length: 10 }, (_, fold) => {
    const all = [...rowRange(0, dataset.rows)];
    const part = (tested: boolean): Uint32Array =>
      Uint32Array.from(all.filter((row) => (row % 10 === fold) === tested));
    return { train: part(false), test: part(true) };
  });
  await expect(validate(dataset, trainer, unpurged)).rejects.toMatchObject({ code: 'FOLDS_OVERLAP' });
  // The same folds with the intervals hidden from the check: this is the score that would have been believed.
  const hidden = { ...dataset, labelEnd: dataset.time };
  const believed = await validate(hidden, trainer, unpurged.slice(0, 2));
  expect(believed.report.raw.auc).toBeGreaterThan(0.9);
  const honest = await validate(dataset, trainer, purgedKFolds(dataset, { folds: 10, embargoMs: 40 }));
  expect(areaUnderCurve(dataset.labels, honest.outOfFold.raw)).toBeLessThan(0.6);
});
