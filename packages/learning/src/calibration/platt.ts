import { errors } from '../errors.ts';
import type { DocumentReader } from '../model/document.ts';
import type { Calibrator } from './calibrator.ts';

const ROWS_MIN = 10;
const PROBABILITY_MIN = 1e-12;
const ITERATIONS_MAX = 100;

function logOdds(probability: number): number {
  const clipped = Math.min(1 - PROBABILITY_MIN, Math.max(PROBABILITY_MIN, probability));
  return Math.log(clipped / (1 - clipped));
}

/** A straight line in log-odds. */
export class PlattCalibrator implements Calibrator {
  readonly kind = 'platt';
  readonly slope: number;
  readonly offset: number;

  constructor(slope: number, offset: number) {
    this.slope = slope;
    this.offset = offset;
  }

  apply(probability: number): number {
    return 1 / (1 + Math.exp(-(this.slope * logOdds(probability) + this.offset)));
  }

  toJSON(): { kind: 'platt'; slope: number; offset: number } {
    return { kind: 'platt', slope: this.slope, offset: this.offset };
  }

  static read(reader: DocumentReader): PlattCalibrator {
    return new PlattCalibrator(reader.number('slope', 0), reader.number('offset'));
  }
}

function lossOf(scores: Float64Array, targets: Float64Array, slope: number, offset: number): number {
  let loss = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = slope * (scores[row] as number) + offset;
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - (targets[row] as number) * score;
  }
  return loss;
}

/** One Newton step for slope and offset. */
function newtonStep(
  scores: Float64Array,
  targets: Float64Array,
  slope: number,
  offset: number,
): { slope: number; offset: number } {
  let [g1, g2, h11, h12, h22] = [0, 0, 1e-9, 0, 1e-9];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
    const error = probability - (targets[row] as number);
    const curvature = probability * (1 - probability);
    g1 += error * score;
    g2 += error;
    h11 += curvature * score * score;
    h12 += curvature * score;
    h22 += curvature;
  }
  const determinant = h11 * h22 - h12 * h12;
  return { slope: (h22 * g1 - h12 * g2) / determinant, offset: (h11 * g2 - h12 * g1) / determinant };
}

/**
 * Platt's scaling (Platt 1999, with the Newton iteration of Lin, Lin and Weng 2007) on the log-odds of the probability.
 * Labels are drawn towards the middle as there, so that few rows do not give certainty. Where the best slope would be
 * negative - the model was wrong more often than right - the answer is the base rate, not the model turned around.
 * Throws `TOO_FEW_ROWS`.
 */
export function fitPlatt(probabilities: Float64Array, labels: Float64Array): PlattCalibrator {
  const rows = labels.length;
  if (rows < ROWS_MIN) throw errors.TOO_FEW_ROWS({ what: 'Calibration', needed: ROWS_MIN, rows });
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (rows - positive + 2);
  const targets = labels.map((label) => (label === 1 ? high : low));
  const scores = probabilities.map(logOdds);
  const meanTarget = targets.reduce((sum, target) => sum + target, 0) / rows;
  const baseOffset = Math.log(meanTarget / (1 - meanTarget));
  let slope = 0;
  let offset = baseOffset;
  let loss = lossOf(scores, targets, slope, offset);
  for (let iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
    const step = newtonStep(scores, targets, slope, offset);
    let length = 1;
    let next = lossOf(scores, targets, slope - step.slope, offset - step.offset);
    while (!(next < loss) && length > 1e-10) {
      length /= 2;
      next = lossOf(scores, targets, slope - length * step.slope, offset - length * step.offset);
    }
    if (!(loss - next > 1e-12 * (loss + 1))) break;
    slope -= length * step.slope;
    offset -= length * step.offset;
    loss = next;
  }
  return slope > 0 ? new PlattCalibrator(slope, offset) : new PlattCalibrator(0, baseOffset);
}
