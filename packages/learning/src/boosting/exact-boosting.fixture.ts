import { readRow, type Dataset } from '../dataset/dataset.ts';

/** A node of a tree grown without histograms: the rows it holds, and how it was split. */
export interface ExactNode {
  readonly rows: readonly number[];
  readonly value: number;
  readonly feature: number;
  readonly left: ExactNode | null;
  readonly right: ExactNode | null;
}

export interface ExactOptions {
  readonly rounds: number;
  readonly learningRate: number;
  readonly leavesMax: number;
  readonly depthMax: number;
  readonly l2: number;
  readonly leafHessianMin: number;
}

interface Leaf {
  rows: number[];
  depth: number;
  feature: number;
  left: Leaf | null;
  right: Leaf | null;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly left: number[];
  readonly right: number[];
}

/**
 * Gradient boosting of log loss as the textbook has it: every distinct value is a candidate, sums are floating-point,
 * every node is scanned anew. Slow on purpose; the histogram engine must grow the same trees.
 */
export function exactBoosting(dataset: Dataset, options: ExactOptions): { trees: ExactNode[]; scores: number[] } {
  const features = dataset.featureNames.length;
  const matrix = Array.from({ length: dataset.rows }, (_, row) => [
    ...readRow(dataset, row, new Float32Array(features)),
  ]);
  const labels = [...dataset.labels];
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const scores = labels.map(() => Math.log(mean / (1 - mean)));
  const trees: ExactNode[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const probabilities = scores.map((score) => 1 / (1 + Math.exp(-score)));
    const gradients = probabilities.map((probability, row) => probability - (labels[row] as number));
    const hessians = probabilities.map((probability) => probability * (1 - probability));
    const root = growExact(matrix, gradients, hessians, options);
    trees.push(finishExact(root, gradients, hessians, options, scores));
  }
  return { trees, scores };
}

const sumOf = (values: readonly number[], rows: readonly number[]): number =>
  rows.reduce((sum, row) => sum + (values[row] as number), 0);

function bestSplit(
  matrix: readonly number[][],
  rows: readonly number[],
  gradients: readonly number[],
  hessians: readonly number[],
  options: ExactOptions,
): Split | null {
  const scoreOf = (part: readonly number[]): number =>
    sumOf(gradients, part) ** 2 / (sumOf(hessians, part) + options.l2);
  let best: Split | null = null;
  for (let feature = 0; feature < (matrix[0] as number[]).length; feature++) {
    const valueOf = (row: number): number => (matrix[row] as number[])[feature] as number;
    const values = [...new Set(rows.map(valueOf).filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
    const candidates = values.flatMap((value) => [
      rows.filter((row) => valueOf(row) <= value),
      rows.filter((row) => valueOf(row) <= value || Number.isNaN(valueOf(row))),
    ]);
    for (const left of candidates) {
      const right = rows.filter((row) => !left.includes(row));
      const smallest = Math.min(sumOf(hessians, left), sumOf(hessians, right));
      if (left.length === 0 || right.length === 0 || smallest < options.leafHessianMin) continue;
      const gain = scoreOf(left) + scoreOf(right) - scoreOf(rows);
      if (gain > (best?.gain ?? 0) + 1e-9) best = { gain, feature, left, right };
    }
  }
  return best;
}

function growExact(
  matrix: readonly number[][],
  gradients: readonly number[],
  hessians: readonly number[],
  options: ExactOptions,
): Leaf {
  const leafOf = (rows: number[], depth: number): Leaf => ({ rows, depth, feature: -1, left: null, right: null });
  const root = leafOf(Array.from(gradients.keys()), 0);
  const leaves = [root];
  while (leaves.length < options.leavesMax) {
    let chosen: { index: number; split: Split } | null = null;
    for (const [index, leaf] of leaves.entries()) {
      if (leaf.depth >= options.depthMax) continue;
      const split = bestSplit(matrix, leaf.rows, gradients, hessians, options);
      if (split !== null && split.gain > (chosen?.split.gain ?? 0)) chosen = { index, split };
    }
    if (chosen === null) break;
    const leaf = leaves[chosen.index] as Leaf;
    leaf.feature = chosen.split.feature;
    leaf.left = leafOf(chosen.split.left, leaf.depth + 1);
    leaf.right = leafOf(chosen.split.right, leaf.depth + 1);
    leaves[chosen.index] = leaf.left;
    leaves.push(leaf.right);
  }
  return root;
}

function finishExact(
  leaf: Leaf,
  gradients: readonly number[],
  hessians: readonly number[],
  options: ExactOptions,
  scores: number[],
): ExactNode {
  if (leaf.left === null || leaf.right === null) {
    const value = (-options.learningRate * sumOf(gradients, leaf.rows)) / (sumOf(hessians, leaf.rows) + options.l2);
    for (const row of leaf.rows) (scores[row] as number) += value;
    return { rows: leaf.rows, value, feature: -1, left: null, right: null };
  }
  const left = finishExact(leaf.left, gradients, hessians, options, scores);
  const right = finishExact(leaf.right, gradients, hessians, options, scores);
  return { rows: leaf.rows, value: 0, feature: leaf.feature, left, right };
}
