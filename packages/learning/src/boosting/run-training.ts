import { createRandom, type Random } from '@pipwright/kernel';
import { readRow, type Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import type { FitProgress } from '../model/model.ts';
import { Crew } from './crew.ts';
import { TreeGrower, type RoundScale } from './grow-tree.ts';
import { Step, COMMAND_VALUES, CommandField, type TrainingShare } from './participant.ts';
import { treeValue, type Tree } from './tree.ts';

/** Sums of whole numbers stay inside 31 and 32 bits, with room for rounding each row's number up. */
const GRADIENT_SUM_MAX = 2 ** 31 - 1;
const HESSIAN_SUM_MAX = 2 ** 32 - 1;

export interface TrainingHooks {
  readonly onProgress: (progress: FitProgress) => void;
  readonly isCancelled: () => boolean;
}

export interface GrownTrees {
  readonly baseScore: number;
  readonly trees: readonly Tree[];
}

/** Scores of the early-stopping rows, brought forward tree by tree. */
class ValidationLoss {
  readonly #dataset: Dataset;
  readonly #rows: Float32Array;
  readonly #score: Float64Array;
  readonly #logistic: boolean;

  constructor(dataset: Dataset, baseScore: number, logistic: boolean) {
    const count = dataset.featureNames.length;
    this.#dataset = dataset;
    this.#rows = new Float32Array(dataset.rows * count);
    for (let row = 0; row < dataset.rows; row++) {
      readRow(dataset, row, this.#rows.subarray(row * count, (row + 1) * count));
    }
    this.#score = new Float64Array(dataset.rows).fill(baseScore);
    this.#logistic = logistic;
  }

  /** Mean loss, by weight, after one more tree. */
  add(tree: Tree): number {
    const { rows, labels, weights, featureNames } = this.#dataset;
    let loss = 0;
    let weight = 0;
    for (let row = 0; row < rows; row++) {
      const score = (this.#score[row] as number) + treeValue(tree, this.#rows, row * featureNames.length);
      this.#score[row] = score;
      const label = labels[row] as number;
      // log(1 + exp(s)) - y s, in the form that does not overflow.
      const error = this.#logistic
        ? Math.max(score, 0) - label * score + Math.log1p(Math.exp(-Math.abs(score)))
        : (score - label) ** 2;
      loss += error * (weights[row] as number);
      weight += weights[row] as number;
    }
    return loss / weight;
  }
}

/** Score before the first tree: log-odds of the weighted base rate, or the weighted mean. */
function baseScoreOf(dataset: Dataset, logistic: boolean): number {
  let sum = 0;
  let weight = 0;
  for (let row = 0; row < dataset.rows; row++) {
    sum += (dataset.labels[row] as number) * (dataset.weights[row] as number);
    weight += dataset.weights[row] as number;
  }
  const mean = sum / weight;
  return logistic ? Math.log(mean / (1 - mean)) : mean;
}

/** Marks the features that the next tree may use. */
function chooseFeatures(share: TrainingShare, random: Random): void {
  const { layout, memory, parameters } = share;
  const active = new Uint8Array(memory.buffer, layout.active, layout.paddedFeatures);
  const count = Math.max(1, Math.round(parameters.featureFraction * layout.features));
  if (count === layout.features) {
    active.fill(1, 0, count);
    return;
  }
  const features = Uint32Array.from({ length: layout.features }, (_, feature) => feature);
  active.fill(0);
  for (let index = 0; index < count; index++) {
    const other = index + random.integer(layout.features - index);
    const chosen = features[other] as number;
    features[other] = features[index] as number;
    active[chosen] = 1;
  }
}

interface Sums {
  readonly gradient: number;
  readonly hessian: number;
}

/** Adds up what the participants wrote for each block, in the order of the blocks. */
function sumBlocks({ layout, memory }: TrainingShare): Sums {
  const sums = new Float64Array(memory.buffer, layout.blockSums, layout.blocks * 2);
  let gradient = 0;
  let hessian = 0;
  for (let block = 0; block < layout.blocks; block++) {
    gradient += sums[2 * block] as number;
    hessian += sums[2 * block + 1] as number;
  }
  return { gradient, hessian };
}

/** Computes and packs the gradients of one round; null where nothing is left to learn. */
function prepareRound(share: TrainingShare, crew: Crew, round: number): { scale: RoundScale; sums: Sums } | null {
  const { layout, memory } = share;
  const command = new Float64Array(memory.buffer, layout.command, COMMAND_VALUES);
  command[CommandField.Round] = round;
  crew.run(Step.Gradient);
  const { gradient, hessian } = sumBlocks(share);
  if (!(gradient > 0) || !(hessian > 0)) return null;
  const scale = {
    gradient: gradient / (GRADIENT_SUM_MAX - layout.rows),
    hessian: hessian / (HESSIAN_SUM_MAX - layout.rows),
  };
  command[CommandField.GradientScale] = scale.gradient;
  command[CommandField.HessianScale] = scale.hessian;
  crew.run(Step.Quantise);
  return { scale, sums: sumBlocks(share) };
}

/**
 * Grows the ensemble, as the leading participant. With `validation` the trees up to the smallest loss on it are
 * returned. Throws `TRAINING_CANCELLED`.
 */
export function runTraining(
  share: TrainingShare,
  dataset: Dataset,
  validation: Dataset | null,
  hooks: TrainingHooks,
): GrownTrees {
  const { layout, memory, parameters } = share;
  const logistic = parameters.loss === 'logistic';
  const baseScore = baseScoreOf(dataset, logistic);
  new Float64Array(memory.buffer, layout.score, layout.rows).fill(baseScore);
  new Float64Array(memory.buffer, layout.label, layout.rows).set(dataset.labels);
  new Float64Array(memory.buffer, layout.weight, layout.rows).set(dataset.weights);
  const crew = new Crew(share);
  const grower = new TreeGrower(share, crew);
  const random = createRandom(share.seed).split('features');
  const loss = validation === null ? null : new ValidationLoss(validation, baseScore, logistic);
  const patience = parameters.earlyStopping?.patienceRounds ?? 0;
  const trees: Tree[] = [];
  let best = { loss: Infinity, rounds: 0 };
  try {
    crew.run(Step.Bin);
    for (let round = 0; round < parameters.rounds; round++) {
      if (crew.isCancelled() || hooks.isCancelled()) {
        throw errors.TRAINING_CANCELLED({ done: round, total: parameters.rounds });
      }
      chooseFeatures(share, random);
      const prepared = prepareRound(share, crew, round);
      if (prepared === null) break;
      const tree = grower.grow(prepared.sums.gradient, prepared.sums.hessian, prepared.scale);
      trees.push(tree);
      const validationLoss = loss?.add(tree) ?? null;
      if (validationLoss !== null && validationLoss < best.loss) best = { loss: validationLoss, rounds: round + 1 };
      hooks.onProgress({ round: round + 1, rounds: parameters.rounds, validationLoss });
      if (validationLoss !== null && round + 1 - best.rounds >= patience) break;
    }
  } finally {
    crew.run(Step.End);
  }
  return { baseScore, trees: loss === null ? trees : trees.slice(0, best.rounds) };
}
