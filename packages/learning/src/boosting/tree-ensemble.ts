import type { FeatureMatrix } from '../dataset/dataset.ts';
import { DocumentReader } from '../model/document.ts';
import { copyMatrixRow, copyRow } from '../model/feature-row.ts';
import type {
  ContributionMethod,
  Contributions,
  FeatureRow,
  Model,
  ModelDocument,
  ModelOutput,
} from '../model/model.ts';
import type { BoostingLoss } from './parameters.ts';
import { childOf, ShapleyWalk } from './shapley.ts';
import { decodeTrees, encodeTrees, type TreeArrays } from './tree-arrays.ts';

export const BOOSTING_KIND = 'gradient-boosting';

/** Rows that go through a tree together: they and the tree stay in the processor's cache. */
const BATCH_ROWS = 64;
const FEATURES_MAX = 32_767;

/** Expected leaf value below each node, by the training rows that reached it. */
function expectedValues(trees: TreeArrays): Float64Array {
  const expected = Float64Array.from(trees.value);
  for (let node = expected.length - 1; node >= 0; node--) {
    if ((trees.feature[node] as number) < 0) continue;
    const left = trees.left[node] as number;
    const coverLeft = trees.cover[left] as number;
    const coverRight = trees.cover[left + 1] as number;
    const share = coverLeft / (coverLeft + coverRight);
    expected[node] = (expected[left] as number) * share + (expected[left + 1] as number) * (1 - share);
  }
  return expected;
}

/** A boosted ensemble of decision trees. */
export class TreeEnsemble implements Model {
  readonly kind = BOOSTING_KIND;
  readonly output: ModelOutput;
  readonly featureCount: number;
  readonly trees: TreeArrays;
  readonly #loss: BoostingLoss;
  readonly #baseScore: number;
  readonly #expected: Float64Array;
  readonly #row: Float32Array;
  #shapley: ShapleyWalk | undefined;

  constructor(loss: BoostingLoss, baseScore: number, featureCount: number, trees: TreeArrays) {
    this.output = loss === 'logistic' ? 'probability' : 'value';
    this.featureCount = featureCount;
    this.trees = trees;
    this.#loss = loss;
    this.#baseScore = baseScore;
    this.#expected = expectedValues(trees);
    this.#row = new Float32Array(featureCount);
  }

  predict(row: FeatureRow): number {
    copyRow(row, this.#row);
    let score = this.#baseScore;
    for (let tree = 0; tree < this.trees.roots.length; tree++) score += this.#leafValue(tree, this.#row, 0);
    return this.#answer(score);
  }

  predictBatch(matrix: FeatureMatrix): Float64Array {
    const { featureCount } = this;
    const scores = new Float64Array(matrix.rows).fill(this.#baseScore);
    const rows = new Float32Array(BATCH_ROWS * featureCount);
    for (let begin = 0; begin < matrix.rows; begin += BATCH_ROWS) {
      const count = Math.min(BATCH_ROWS, matrix.rows - begin);
      for (let index = 0; index < count; index++) {
        copyMatrixRow(matrix, begin + index, rows.subarray(index * featureCount, (index + 1) * featureCount));
      }
      for (let tree = 0; tree < this.trees.roots.length; tree++) {
        for (let index = 0; index < count; index++) {
          (scores[begin + index] as number) += this.#leafValue(tree, rows, index * featureCount);
        }
      }
    }
    for (let row = 0; row < scores.length; row++) scores[row] = this.#answer(scores[row] as number);
    return scores;
  }

  #leafValue(tree: number, rows: Float32Array, offset: number): number {
    const { roots, feature, threshold, missingLeft, left, value } = this.trees;
    let node = roots[tree] as number;
    let split = feature[node] as number;
    while (split >= 0) {
      const found = rows[offset + split] as number;
      // Arithmetic instead of branches: which way a row goes cannot be predicted, and a wrong guess costs more.
      const goesLeft =
        Number(found < (threshold[node] as number)) | (Number(found !== found) & (missingLeft[node] as number));
      node = (left[node] as number) + 1 - goesLeft;
      split = feature[node] as number;
    }
    return value[node] as number;
  }

  #answer(score: number): number {
    return this.#loss === 'logistic' ? 1 / (1 + Math.exp(-score)) : score;
  }

  contributions(row: FeatureRow, method: ContributionMethod = 'shapley'): Contributions {
    copyRow(row, this.#row);
    const values = new Float64Array(this.featureCount);
    let base = this.#baseScore;
    for (const root of this.trees.roots) {
      base += this.#expected[root] as number;
      if (method === 'shapley') (this.#shapley ??= new ShapleyWalk(this.trees)).add(root, this.#row, values);
      else this.#addPath(root, values);
    }
    return { base, values };
  }

  #addPath(root: number, values: Float64Array): void {
    const expected = this.#expected;
    let node = root;
    for (;;) {
      const split = this.trees.feature[node] as number;
      if (split < 0) return;
      const child = childOf(this.trees, node, this.#row[split] as number);
      (values[split] as number) += (expected[child] as number) - (expected[node] as number);
      node = child;
    }
  }

  /** Share of each feature in the total gain of all splits. */
  importance(): Float64Array {
    const shares = new Float64Array(this.featureCount);
    let total = 0;
    this.trees.feature.forEach((feature, node) => {
      if (feature < 0) return;
      (shares[feature] as number) += this.trees.gain[node] as number;
      total += this.trees.gain[node] as number;
    });
    return total > 0 ? shares.map((gain) => gain / total) : shares;
  }

  toJSON(): ModelDocument {
    return {
      kind: this.kind,
      loss: this.#loss,
      baseScore: this.#baseScore,
      featureCount: this.featureCount,
      trees: encodeTrees(this.trees),
    };
  }

  static fromJSON(document: ModelDocument): TreeEnsemble {
    const reader = new DocumentReader(document, 'model');
    const loss = reader.choice('loss', ['logistic', 'squared']);
    const featureCount = reader.whole('featureCount', 1, FEATURES_MAX);
    const trees = decodeTrees(reader.object('trees'), featureCount);
    return new TreeEnsemble(loss, reader.number('baseScore'), featureCount, trees);
  }
}
