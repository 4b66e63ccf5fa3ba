import { areaUnderCurve } from './area-under-curve.ts';
import { calibrationError, reliabilityBins } from './reliability.ts';

/** How well probabilities of label 1 did. Figures that the rows do not allow are null. */
export interface ClassificationMetrics {
  readonly rows: number;
  /** Share of rows labelled 1. */
  readonly baseRate: number;
  readonly auc: number | null;
  /** Mean squared difference of probability and label (Brier 1950). */
  readonly brier: number;
  /** Mean negative log-likelihood, in nats. */
  readonly logLoss: number;
  /** Share of rows whose label is the likelier one. */
  readonly accuracy: number;
  /** Correlation of label and likelier label (Matthews 1975); null where one of them does not vary. */
  readonly matthews: number | null;
  /** Expected calibration error over ten bins of equal numbers of rows. */
  readonly calibrationError: number;
}

/** Probabilities are kept this far from 0 and 1 in log losses, so that one wrong certainty is not infinite. */
const PROBABILITY_MIN = 1e-15;

/** Loss of one prediction, in nats. */
export function logLossOf(label: number, probability: number): number {
  const clipped = Math.min(1 - PROBABILITY_MIN, Math.max(PROBABILITY_MIN, probability));
  return label === 1 ? -Math.log(clipped) : -Math.log1p(-clipped);
}

/** Metrics over rows that all have a probability. Null where there is no row. */
export function classificationMetrics(labels: Float64Array, probabilities: Float64Array): ClassificationMetrics | null {
  const rows = labels.length;
  if (rows === 0) return null;
  let positive = 0;
  let brier = 0;
  let logLoss = 0;
  let truePositive = 0;
  let predictedPositive = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row] as number;
    const probability = probabilities[row] as number;
    const predicted = probability >= 0.5 ? 1 : 0;
    positive += label;
    predictedPositive += predicted;
    truePositive += label * predicted;
    brier += (probability - label) ** 2;
    logLoss += logLossOf(label, probability);
  }
  const falsePositive = predictedPositive - truePositive;
  const falseNegative = positive - truePositive;
  const trueNegative = rows - positive - falsePositive;
  const spread = predictedPositive * positive * (rows - positive) * (rows - predictedPositive);
  const auc = areaUnderCurve(labels, probabilities);
  return {
    rows,
    baseRate: positive / rows,
    auc: Number.isNaN(auc) ? null : auc,
    brier: brier / rows,
    logLoss: logLoss / rows,
    accuracy: (truePositive + trueNegative) / rows,
    matthews: spread > 0 ? (truePositive * trueNegative - falsePositive * falseNegative) / Math.sqrt(spread) : null,
    calibrationError: calibrationError(reliabilityBins(labels, probabilities)),
  };
}
