import { lowerBound, type CandleColumns, type FeatureContribution } from '@pipwright/model';
import { errors } from './errors.ts';

/** What a predictor says at one candle. The session owns one and hands it out again and again: no allocation. */
export interface PredictionReading {
  /** Calibrated probability that the price is higher after the horizon; NaN where the model is silent. */
  probabilityUp: number;
  /** Average true range of the series at this candle, in price units; NaN where it is not known yet. */
  averageTrueRange: number;
  /** Why `probabilityUp` is NaN, as a constant code such as `warming-up`; empty otherwise. */
  silence: string;
}

export function emptyReading(): PredictionReading {
  return { probabilityUp: Number.NaN, averageTrueRange: Number.NaN, silence: '' };
}

/**
 * A model as trading sees it. It reads closed candles only: everything up to and including `index`, nothing after it.
 * Candles are asked for in ascending order.
 */
export interface Predictor {
  readonly modelId: string;
  /** How far ahead `probabilityUp` looks, in milliseconds. */
  readonly horizonMs: number;
  /** Fills `reading` for the candle at `index`. */
  predict(candles: CandleColumns, index: number, reading: PredictionReading): void;
  /** The strongest reasons for the prediction at `index`, strongest first. Called only where somebody wants to see them. */
  explain(candles: CandleColumns, index: number): readonly FeatureContribution[];
}

export const Silence = {
  /** There is no prediction for this candle. */
  NoPrediction: 'no-prediction',
} as const;

/** Predictions made ahead, for example out of fold, one row per candle open time. */
export interface PredictionColumns {
  readonly modelId: string;
  readonly horizonMs: number;
  /** Open times of the predicted candles, ascending. */
  readonly time: Float64Array;
  /** NaN where the model is silent. */
  readonly probabilityUp: Float64Array;
  readonly averageTrueRange: Float64Array;
  /** Code of why row `row` is silent; default `no-prediction`. */
  readonly silenceAt?: (row: number) => string;
  readonly explainAt?: (row: number) => readonly FeatureContribution[];
}

/**
 * A predictor over rows that were computed in one batch. Rows are found by the candle's open time, so that predictions
 * of a part of the series never slip by a candle; a candle without a row is silent.
 * Throws `PREDICTIONS_MISALIGNED` where the columns differ in length.
 */
export function columnPredictor(columns: PredictionColumns): Predictor {
  const { time, probabilityUp, averageTrueRange } = columns;
  for (const [column, values] of Object.entries({ probabilityUp, averageTrueRange })) {
    if (values.length !== time.length) {
      throw errors.PREDICTIONS_MISALIGNED({ column, length: values.length, expected: time.length });
    }
  }
  let cursor = 0;
  const rowOf = (openTime: number): number => {
    if (time[cursor] !== openTime && time[++cursor] !== openTime) cursor = lowerBound(time, openTime);
    return time[cursor] === openTime ? cursor : -1;
  };
  return {
    modelId: columns.modelId,
    horizonMs: columns.horizonMs,
    predict(candles, index, reading) {
      const row = rowOf(candles.time[index]!);
      reading.probabilityUp = row < 0 ? Number.NaN : probabilityUp[row]!;
      reading.averageTrueRange = row < 0 ? Number.NaN : averageTrueRange[row]!;
      const silent = reading.probabilityUp !== reading.probabilityUp;
      reading.silence = silent ? silenceOf(columns, row) : '';
    },
    explain(candles, index) {
      const row = rowOf(candles.time[index]!);
      return row < 0 ? [] : (columns.explainAt?.(row) ?? []);
    },
  };
}

function silenceOf(columns: PredictionColumns, row: number): string {
  return row < 0 || columns.silenceAt === undefined ? Silence.NoPrediction : columns.silenceAt(row);
}
