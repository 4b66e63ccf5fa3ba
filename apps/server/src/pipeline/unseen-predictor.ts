import { computeFeatures, firstCompleteRow, type FeatureMatrix } from '@pipwright/features';
import { createPredictor, type FeatureMatrix as ModelMatrix } from '@pipwright/learning';
import { lowerBound, type CandleSeries, type Instrument } from '@pipwright/model';
import { columnPredictor, type PredictionColumns, type Predictor } from '@pipwright/trading';
import { averageTrueRanges } from './average-true-range.ts';
import type { StoredModel } from './model-store.ts';

/** Rows `from` on of a feature matrix, as models take them. */
function modelMatrix(matrix: FeatureMatrix, from: number): ModelMatrix {
  const rows = Math.max(0, matrix.length - from);
  const features = new Float32Array(rows * matrix.columns.length);
  matrix.columns.forEach((column, index) => features.set(column.subarray(from), index * rows));
  return { rows, featureNames: matrix.names, features };
}

/** Where the predictions of a backtest come from. */
export interface UnseenPredictor {
  readonly predictor: Predictor;
  /** The same as columns, which threads can be given. */
  readonly columns: PredictionColumns;
  /** Index of the first candle with a prediction; the number of candles where there is none. */
  readonly first: number;
  /** Its open time; infinity where there is none. */
  readonly firstTime: number;
  /** Candles that the walk-forward's models predicted, each by a model that had not seen it. */
  readonly outOfFold: number;
  /** Candles after the training that the final model predicted. */
  readonly afterTraining: number;
}

/**
 * A predictor that gives, for each candle, what a model said that had not seen it: the walk-forward's models where they
 * tested, and the final model on candles after the last label that it was trained on.
 */
export function unseenPredictor(model: StoredModel, instrument: Instrument, series: CandleSeries): UnseenPredictor {
  const { file, outOfFold, id } = model;
  const { candles } = series;
  const matrix = computeFeatures({ instrument, series, names: file.features });
  const live = createPredictor(file, { version: matrix.version, names: matrix.names });
  const probabilityUp = new Float64Array(candles.length).fill(Number.NaN);
  let tested = 0;
  outOfFold.time.forEach((time, row) => {
    const index = lowerBound(candles.time, time);
    if (candles.time[index] !== time) return;
    probabilityUp[index] = outOfFold.probabilityUp[row] as number;
    tested++;
  });
  const after = Math.max(lowerBound(matrix.availableAt, file.training.labelsTo), firstCompleteRow(matrix));
  const later = live.probabilities(modelMatrix(matrix, after));
  probabilityUp.set(later, after);
  const columns: PredictionColumns = {
    modelId: id,
    horizonMs: file.subject.label.horizonMs,
    time: candles.time,
    probabilityUp,
    averageTrueRange: averageTrueRanges(candles),
  };
  const first = probabilityUp.findIndex((value) => !Number.isNaN(value));
  return {
    predictor: columnPredictor(columns),
    columns,
    first: first < 0 ? candles.length : first,
    firstTime: candles.time[first] ?? Number.POSITIVE_INFINITY,
    outOfFold: tested,
    afterTraining: later.length,
  };
}
