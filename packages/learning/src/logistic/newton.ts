import { readRow, type Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import { solveCholesky } from './cholesky.ts';
import { standardise, type Standardisation } from './standardisation.ts';

const HALVINGS_MAX = 30;
/** Stops when a step can lower the loss by no more than this share of it. */
const TOLERANCE = 1e-14;

export interface NewtonHooks {
  readonly onIteration: (iteration: number) => void;
  readonly isCancelled: () => boolean;
}

/** log(1 + exp(score)) - label * score, without overflow. */
function logLoss(score: number, label: number): number {
  return Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - label * score;
}

/** Standardised rows, one after the other, each followed by a 1 for the intercept. */
function designMatrix(dataset: Dataset, standardisation: Standardisation): Float64Array {
  const features = dataset.featureNames.length;
  const size = features + 1;
  const design = new Float64Array(dataset.rows * size);
  const row = new Float32Array(features);
  for (let index = 0; index < dataset.rows; index++) {
    standardise(standardisation, readRow(dataset, index, row), design.subarray(index * size, (index + 1) * size - 1));
    design[index * size + features] = 1;
  }
  return design;
}

function scoreOf(design: Float64Array, row: number, coefficients: Float64Array): number {
  let score = 0;
  const at = row * coefficients.length;
  for (let k = 0; k < coefficients.length; k++) score += (design[at + k] as number) * (coefficients[k] as number);
  return score;
}

function penalisedLoss(dataset: Dataset, design: Float64Array, coefficients: Float64Array, l2: number): number {
  let loss = 0;
  for (let row = 0; row < dataset.rows; row++) {
    const error = logLoss(scoreOf(design, row, coefficients), dataset.labels[row] as number);
    loss += (dataset.weights[row] as number) * error;
  }
  for (let k = 0; k + 1 < coefficients.length; k++) loss += (l2 / 2) * (coefficients[k] as number) ** 2;
  return loss;
}

/** Fills in the gradient of the penalised loss and the lower half of its Hessian. */
function fillDerivatives(
  dataset: Dataset,
  design: Float64Array,
  coefficients: Float64Array,
  l2: number,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = coefficients.length;
  gradient.fill(0);
  hessian.fill(0);
  for (let row = 0; row < dataset.rows; row++) {
    const probability = 1 / (1 + Math.exp(-scoreOf(design, row, coefficients)));
    const weight = dataset.weights[row] as number;
    const slope = weight * (probability - (dataset.labels[row] as number));
    const curvature = weight * probability * (1 - probability);
    const at = row * size;
    for (let i = 0; i < size; i++) {
      const value = design[at + i] as number;
      (gradient[i] as number) += slope * value;
      const scaled = curvature * value;
      for (let k = 0; k <= i; k++) (hessian[i * size + k] as number) += scaled * (design[at + k] as number);
    }
  }
  for (let i = 0; i < size; i++) {
    const penalty = i + 1 < size ? l2 : 0;
    (gradient[i] as number) += penalty * (coefficients[i] as number);
    // The smallest addition that keeps a feature without any spread from making the matrix singular.
    (hessian[i * size + i] as number) += penalty + 1e-9;
  }
}

/**
 * Coefficients (the intercept last) that minimise the weighted log loss plus l2/2 times the squared coefficients, by
 * Newton's method with step halving (iteratively reweighted least squares; McCullagh and Nelder 1989).
 * Throws `TRAINING_CANCELLED`.
 */
export function fitLogisticCoefficients(
  dataset: Dataset,
  standardisation: Standardisation,
  options: { readonly l2: number; readonly iterationsMax: number },
  hooks: NewtonHooks,
): Float64Array {
  const design = designMatrix(dataset, standardisation);
  const size = dataset.featureNames.length + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  let coefficients: Float64Array = new Float64Array(size);
  let loss = penalisedLoss(dataset, design, coefficients, options.l2);
  for (let iteration = 0; iteration < options.iterationsMax; iteration++) {
    if (hooks.isCancelled()) throw errors.TRAINING_CANCELLED({ done: iteration, total: options.iterationsMax });
    fillDerivatives(dataset, design, coefficients, options.l2, gradient, hessian);
    const step = gradient.slice();
    if (!solveCholesky(hessian, step, size)) break;
    const decrement = step.reduce((sum, value, k) => sum + value * (gradient[k] as number), 0);
    hooks.onIteration(iteration + 1);
    if (!(decrement > TOLERANCE * (Math.abs(loss) + 1))) break;
    let next = loss;
    for (let halving = 0, length = 1; halving < HALVINGS_MAX && !(next < loss); halving++, length /= 2) {
      const tried = coefficients.map((value, k) => value - length * (step[k] as number));
      const triedLoss = penalisedLoss(dataset, design, tried, options.l2);
      if (triedLoss < loss) {
        next = triedLoss;
        coefficients = tried;
      }
    }
    if (!(next < loss)) break;
    loss = next;
  }
  return coefficients;
}
