import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { readRow } from '../dataset/dataset.ts';
import { syntheticDataset } from '../synthetic-data.fixture.ts';
import { gradientBoosting } from './gradient-boosting.ts';
import { childOf } from './shapley.ts';
import type { TreeArrays } from './tree-arrays.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Expected leaf value when only the features in `present` (a bit set) are known. */
function expectedValue(trees: TreeArrays, node: number, row: Float32Array, present: number): number {
  const split = trees.feature[node] as number;
  if (split < 0) return trees.value[node] as number;
  if ((present & (1 << split)) !== 0) {
    return expectedValue(trees, childOf(trees, node, row[split] as number), row, present);
  }
  const left = trees.left[node] as number;
  const [coverLeft, coverRight] = [trees.cover[left] as number, trees.cover[left + 1] as number];
  const total = coverLeft + coverRight;
  const [below, above] = [left, left + 1].map((child) => expectedValue(trees, child, row, present)) as [number, number];
  return (below * coverLeft + above * coverRight) / total;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Shapley values by their definition: over all subsets of the other features. */
function bruteForce(trees: TreeArrays, row: Float32Array): number[] {
  const features = row.length;
  return Array.from(row.keys(), (feature) => {
    let sum = 0;
    for (let subset = 0; subset < 2 ** features; subset++) {
      if ((subset & (1 << feature)) !== 0) continue;
      const size = Array.from(row.keys()).filter((other) => (subset & (1 << other)) !== 0).length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      for (const root of trees.roots) {
        const gain = expectedValue(trees, root, row, subset | (1 << feature)) - expectedValue(trees, root, row, subset);
        sum += weight * gain;
      }
    }
    return sum;
  });
}

test.each([1, 2, 3])('contributions are the Shapley values by their definition (seed %i)', async (seed) => {
  const dataset = syntheticDataset({ rows: 500, features: 5, seed, missing: 0.1 });
  const trainer = gradientBoosting.trainer({ rounds: 6, learningRate: 0.3, leafHessianMin: 0.5, depthMax: 8 });
  const model = (await trainer.fit(dataset, { random: createRandom(seed) })) as TreeEnsemble;
  for (let index = 0; index < 12; index++) {
    const row = readRow(dataset, index * 7, new Float32Array(5));
    const { base, values } = model.contributions(row);
    bruteForce(model.trees, row).forEach((value, feature) => expect(values[feature]).toBeCloseTo(value, 10));
    const probability = model.predict(row);
    const score = Math.log(probability / (1 - probability));
    expect(base + values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9);
    const path = model.contributions(row, 'path');
    expect(path.base + path.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9);
  }
});
