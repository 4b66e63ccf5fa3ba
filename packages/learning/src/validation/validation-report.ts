import type { Random } from '@pipwright/kernel';
import type { Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import { bootstrapIntervals, type BootstrapIntervals } from '../metrics/block-bootstrap.ts';
import { classificationMetrics, type ClassificationMetrics } from '../metrics/classification.ts';
import { reliabilityBins, type ReliabilityBin } from '../metrics/reliability.ts';
import { BASELINES, type Baseline } from './baselines.ts';
import type { Fold } from './folds.ts';

const RESAMPLES = 500;
const LEVEL = 0.95;

/** The part of a walk-forward result that reports are made from. */
interface Predictions {
  readonly raw: Float64Array;
  readonly calibrated: Float64Array;
  readonly baselines: Readonly<Record<Baseline, Float64Array>>;
}

/** Times are UTC epoch milliseconds of the first and last row's `time`. */
export interface FoldReport {
  readonly trainRows: number;
  readonly trainFrom: number;
  readonly trainTo: number;
  readonly testRows: number;
  readonly testFrom: number;
  readonly testTo: number;
  readonly raw: ClassificationMetrics;
  readonly calibrated: ClassificationMetrics;
}

/** What validation found, over all tested rows together. */
export interface ValidationReport {
  readonly folds: readonly FoldReport[];
  readonly raw: ClassificationMetrics;
  readonly calibrated: ClassificationMetrics;
  readonly baselines: Readonly<Record<Baseline, ClassificationMetrics>>;
  /** Of the calibrated probabilities, and over each baseline. */
  readonly intervals: BootstrapIntervals<Baseline>;
  readonly reliability: readonly ReliabilityBin[];
  /**
   * `true` only where the whole interval of the AUC lies above one half, and the whole interval of the Brier difference
   * to each baseline below 0. It says that the model foretells something, not that trading it pays.
   */
  readonly foretells: boolean;
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

function metricsOf(labels: Float64Array, probabilities: Float64Array): ClassificationMetrics {
  const metrics = classificationMetrics(labels, probabilities);
  if (metrics === null) throw errors.TOO_FEW_ROWS({ what: 'Validation', needed: 1, rows: 0 });
  return metrics;
}

export function reportFold(dataset: Dataset, predictions: Predictions, { train, test }: Fold): FoldReport {
  const labels = pick(dataset.labels, test);
  const timeOf = (rows: Uint32Array, index: number): number => dataset.time[rows.at(index) as number] as number;
  return {
    trainRows: train.length,
    trainFrom: timeOf(train, 0),
    trainTo: timeOf(train, -1),
    testRows: test.length,
    testFrom: timeOf(test, 0),
    testTo: timeOf(test, -1),
    raw: metricsOf(labels, pick(predictions.raw, test)),
    calibrated: metricsOf(labels, pick(predictions.calibrated, test)),
  };
}

/**
 * Rows to draw together in the bootstrap: twice the rows that a label's interval spans on average, and at least the
 * cube root of their number, the usual choice where only short-range dependence is known.
 */
function bootstrapBlockRows(dataset: Dataset, rows: Uint32Array): number {
  let spanned = 0;
  let ahead = 0;
  for (let row = 0; row < dataset.rows; row++) {
    ahead = Math.max(ahead, row);
    while (ahead < dataset.rows && (dataset.time[ahead] as number) < (dataset.labelEnd[row] as number)) ahead++;
    spanned += ahead - row;
  }
  return Math.ceil(Math.max(Math.cbrt(rows.length), (2 * spanned) / dataset.rows));
}

export function reportValidation(
  dataset: Dataset,
  predictions: Predictions,
  folds: readonly FoldReport[],
  random: Random,
): ValidationReport {
  const tested: number[] = [];
  predictions.raw.forEach((probability, row) => {
    if (!Number.isNaN(probability)) tested.push(row);
  });
  const rows = Uint32Array.from(tested);
  const labels = pick(dataset.labels, rows);
  const calibrated = pick(predictions.calibrated, rows);
  const baselines: Record<Baseline, Float64Array> = {
    'base-rate': pick(predictions.baselines['base-rate'], rows),
    persistence: pick(predictions.baselines.persistence, rows),
  };
  const intervals = bootstrapIntervals({
    labels,
    probabilities: calibrated,
    baselines,
    blockRows: bootstrapBlockRows(dataset, rows),
    resamples: RESAMPLES,
    level: LEVEL,
    random,
  });
  const better = BASELINES.every((baseline) => intervals.over[baseline].brier.high < 0);
  return {
    folds,
    raw: metricsOf(labels, pick(predictions.raw, rows)),
    calibrated: metricsOf(labels, calibrated),
    baselines: {
      'base-rate': metricsOf(labels, baselines['base-rate']),
      persistence: metricsOf(labels, baselines.persistence),
    },
    intervals,
    reliability: reliabilityBins(labels, calibrated),
    foretells: better && intervals.auc !== null && intervals.auc.low > 0.5,
  };
}
