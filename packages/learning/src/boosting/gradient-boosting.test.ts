import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { featureColumn, readRow, selectRows, type Dataset } from '../dataset/dataset.ts';
import { areaUnderCurve } from '../metrics/area-under-curve.ts';
import { rowRange } from '../validation/purge.ts';
import type { ModelDocument } from '../model/model.ts';
import { plantedScore, smallDataset, syntheticDataset } from '../synthetic-data.fixture.ts';
import { exactBoosting, type ExactNode } from './exact-boosting.fixture.ts';
import { gradientBoosting } from './gradient-boosting.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';
import type { TreeArrays } from './tree-arrays.ts';

async function fit(
  dataset: Dataset,
  parameters: Readonly<Record<string, unknown>>,
  context: { seed?: number; threads?: number } = {},
): Promise<TreeEnsemble> {
  const random = createRandom(context.seed ?? 1);
  const model = await gradientBoosting.trainer(parameters).fit(dataset, { random, threads: context.threads ?? 0 });
  return model as TreeEnsemble;
}

/** Rows by leaf must agree from the root down: the same features split the same rows into the same parts. */
function expectSameTree(trees: TreeArrays, node: number, exact: ExactNode, dataset: Dataset, rows: number[]): void {
  expect(rows).toEqual([...exact.rows].sort((a, b) => a - b));
  expect(trees.feature[node]).toBe(exact.feature);
  if (exact.left === null || exact.right === null) {
    expect(trees.value[node]).toBeCloseTo(exact.value, 6);
    return;
  }
  const goesLeft = (row: number): boolean => {
    const value = dataset.features[exact.feature * dataset.rows + row] as number;
    return Number.isNaN(value) ? trees.missingLeft[node] === 1 : value < (trees.threshold[node] as number);
  };
  const left = trees.left[node] as number;
  const part = (side: boolean): number[] => rows.filter((row) => goesLeft(row) === side);
  expectSameTree(trees, left, exact.left, dataset, part(true));
  expectSameTree(trees, left + 1, exact.right, dataset, part(false));
}

test.each([1, 2, 3, 4])('grows the same trees as exact boosting with floating-point sums (seed %i)', async (seed) => {
  const dataset = syntheticDataset({ rows: 120, features: 5, seed, edge: 2, missing: 0.1 });
  const options = { rounds: 4, learningRate: 0.3, leavesMax: 6, depthMax: 3, l2: 1, leafHessianMin: 1 };
  const model = await fit(dataset, options);
  const exact = exactBoosting(dataset, options);
  exact.trees.forEach((tree, index) => {
    const root = model.trees.roots[index] as number;
    expectSameTree(model.trees, root, tree, dataset, [...rowRange(0, dataset.rows)]);
  });
  const predicted = model.predictBatch(dataset);
  exact.scores.forEach((score, row) => expect(predicted[row]).toBeCloseTo(1 / (1 + Math.exp(-score)), 6));
});

test('the model is the same to the bit for any number of threads', async () => {
  const dataset = syntheticDataset({ rows: 9000, features: 13, seed: 5, missing: 0.05 });
  const parameters = { rounds: 12, rowFraction: 0.7, featureFraction: 0.6, leafHessianMin: 1 };
  const alone = JSON.stringify(await fit(dataset, parameters));
  for (const threads of [1, 2, 3]) {
    expect(JSON.stringify(await fit(dataset, parameters, { threads }))).toBe(alone);
  }
  expect(JSON.stringify(await fit(dataset, parameters, { seed: 2 }))).not.toBe(alone);
});

test('finds a planted relation, products and thresholds included, on rows it has not seen', async () => {
  const dataset = syntheticDataset({ rows: 12_000, features: 12, seed: 6 });
  const train = selectRows(dataset, rowRange(0, 8000));
  const later = selectRows(dataset, rowRange(8000, 12_000));
  const model = await fit(train, { rounds: 200, learningRate: 0.05, leavesMax: 8 });
  const planted = Float64Array.from({ length: later.rows }, (_, row) =>
    plantedScore([...readRow(later, row, new Float32Array(12))]),
  );
  const best = areaUnderCurve(later.labels, planted);
  // LightGBM 4.7 with the same parameters reaches 0.7057 on these rows, where the planted log-odds have 0.7349.
  expect(best).toBeCloseTo(0.7349, 3);
  expect(areaUnderCurve(later.labels, model.predictBatch(later))).toBeGreaterThan(0.704);
  const importance = model.importance();
  expect(importance.slice(0, 4).reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.8);
  expect(importance.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('the order of the features does not matter', async () => {
  const dataset = syntheticDataset({ rows: 3000, features: 37, seed: 13, missing: 0.02 });
  const count = dataset.featureNames.length;
  const features = new Float32Array(dataset.features.length);
  for (let feature = 0; feature < count; feature++) {
    features.set(featureColumn(dataset, count - 1 - feature), feature * dataset.rows);
  }
  const reversed = { ...dataset, features };
  const parameters = { rounds: 10, learningRate: 0.3, leafHessianMin: 1 };
  const [model, other] = [await fit(dataset, parameters), await fit(reversed, parameters)];
  expect(other.predictBatch(reversed)).toEqual(model.predictBatch(dataset));
  expect(other.trees.feature.map((feature) => (feature < 0 ? -1 : count - 1 - feature))).toEqual(model.trees.feature);
});

test('learns on which side missing values belong', async () => {
  const random = createRandom(7);
  const values = Array.from({ length: 600 }, () => (random.next() < 0.3 ? Number.NaN : random.normal()));
  const dataset = smallDataset(
    [values],
    values.map((value) => (Number.isNaN(value) || value > 1 ? 1 : 0)),
  );
  const model = await fit(dataset, { rounds: 40, learningRate: 0.3, leafHessianMin: 0.1 });
  expect(model.predict(Float64Array.of(Number.NaN))).toBeGreaterThan(0.95);
  expect(model.predict(Float64Array.of(Infinity))).toBe(model.predict(Float64Array.of(Number.NaN)));
  expect(model.predict(Float64Array.of(0))).toBeLessThan(0.05);
  expect(model.predict(Float64Array.of(2))).toBeGreaterThan(0.95);
});

test('a split that parts missing values from all others survives a save', async () => {
  const values = Array.from({ length: 200 }, (_, row) => (row % 3 === 0 ? Number.NaN : row % 10));
  const dataset = smallDataset(
    [values],
    values.map((value) => Number(Number.isNaN(value))),
  );
  const model = await fit(dataset, { rounds: 5, leafHessianMin: 0.1 });
  expect(model.trees.threshold[0]).toBe(Infinity);
  const loaded = gradientBoosting.fromJSON(JSON.parse(JSON.stringify(model)) as ModelDocument);
  expect(loaded.predictBatch(dataset)).toEqual(model.predictBatch(dataset));
  const largest = Float64Array.of(3.4e38);
  expect(loaded.predict(largest)).toBeLessThan(loaded.predict(Float64Array.of(Number.NaN)));
});

test('a row without weight teaches nothing, and a weight of two counts as two rows', async () => {
  const dataset = syntheticDataset({ rows: 400, features: 3, seed: 8 });
  const parameters = { rounds: 5, leavesMax: 4, leafHessianMin: 1 };
  const half = selectRows(dataset, rowRange(0, 200));
  const weights = dataset.weights.map((_, row) => (row < 200 ? 1 : 0));
  const probe = selectRows(dataset, rowRange(200, 400));
  const weighted = (await fit({ ...dataset, weights }, parameters)).predictBatch(probe);
  const alone = (await fit(half, parameters)).predictBatch(probe);
  // Bins are placed by all rows, so that thresholds may differ a little.
  const distance = weighted.reduce((sum, value, row) => sum + Math.abs(value - (alone[row] as number)), 0) / 200;
  expect(distance).toBeLessThan(0.02);
  const twice = selectRows(
    half,
    Uint32Array.from({ length: 400 }, (_, index) => Math.floor(index / 2)),
  );
  const doubled = await fit({ ...half, weights: new Float64Array(200).fill(2) }, parameters);
  const repeated = (await fit(twice, parameters)).predictBatch(probe);
  doubled.predictBatch(probe).forEach((value, row) => expect(value).toBeCloseTo(repeated[row] as number, 6));
});

test('early stopping ends where later rows no longer gain, and refits on all rows with that many rounds', async () => {
  const dataset = syntheticDataset({ rows: 3000, features: 6, seed: 9 });
  const parameters = { rounds: 400, learningRate: 0.1, leafHessianMin: 1 };
  const stopping = { fraction: 0.2, patienceRounds: 10, refit: false };
  const stopped = await fit(dataset, { ...parameters, earlyStopping: stopping });
  const rounds = stopped.trees.roots.length;
  expect(rounds).toBeGreaterThan(3);
  expect(rounds).toBeLessThan(200);
  const refitted = await fit(dataset, { ...parameters, earlyStopping: { ...stopping, refit: true } });
  expect(JSON.stringify(refitted)).toBe(JSON.stringify(await fit(dataset, { ...parameters, rounds })));
});

test('squared loss predicts numbers', async () => {
  const dataset = syntheticDataset({ rows: 4000, features: 3, seed: 10 });
  const labels = dataset.labels.map((_, row) => 3 * (dataset.features[row] as number) + 1);
  const model = await fit({ ...dataset, labels }, { loss: 'squared', rounds: 200, learningRate: 0.1 });
  expect(model.output).toBe('value');
  const error = model
    .predictBatch(dataset)
    .reduce((sum, value, row) => sum + (value - (labels[row] as number)) ** 2, 0);
  expect(Math.sqrt(error / dataset.rows)).toBeLessThan(0.15);
});

test('a depth of one gives stumps and a limit of leaves is kept', async () => {
  const dataset = syntheticDataset({ rows: 2000, features: 6, seed: 11 });
  const stumps = await fit(dataset, { rounds: 3, depthMax: 1 });
  expect([...stumps.trees.roots]).toEqual([0, 3, 6]);
  const small = await fit(dataset, { rounds: 2, leavesMax: 5, depthMax: 12, leafHessianMin: 1 });
  expect([...small.trees.roots]).toEqual([0, 9]);
});

test('progress is told after each round and a signal ends the training, in the thread and outside it', async () => {
  const dataset = syntheticDataset({ rows: 4000, features: 8, seed: 12 });
  for (const threads of [0, 2]) {
    const controller = new AbortController();
    const seen: number[] = [];
    const trainer = gradientBoosting.trainer({ rounds: 5000 });
    const run = trainer.fit(dataset, {
      random: createRandom(1),
      threads,
      signal: controller.signal,
      onProgress: ({ round }) => {
        seen.push(round);
        if (round === 3) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'TRAINING_CANCELLED' });
    expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
  }
  // The threads of the cancelled training are used again.
  const parameters = { rounds: 3 };
  const after = await Promise.all([1, 2].map((threads) => fit(dataset, parameters, { threads })));
  const here = JSON.stringify(await fit(dataset, parameters));
  expect(after.map((model) => JSON.stringify(model))).toEqual([here, here]);
});

test.each([
  [{ rounds: 0 }, 'rounds is 0'],
  [{ loss: 'hinge' }, 'loss is hinge'],
  [{ maxDepth: 3 }, 'maxDepth is 3'],
  [{ earlyStopping: { fraction: 2 } }, 'earlyStopping.fraction is 2'],
  [{ binsMax: 1000 }, 'binsMax is 1000'],
])('refuses the parameters %j', (parameters, reason) => {
  expect(() => gradientBoosting.trainer(parameters)).toThrow(reason);
});
