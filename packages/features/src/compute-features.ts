import {
  candleCloseTime,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import type { FeatureEntry } from './catalogue/feature-definition.ts';
import { createFeatureEngine, type FeatureEngine } from './engine/feature-engine.ts';
import type { FeatureContext, FeatureNeed } from './sources/feature-context.ts';

/** Features of a series: one row per candle, one column per feature. */
export interface FeatureMatrix {
  /** Digest of the feature set. */
  readonly version: string;
  readonly names: readonly string[];
  /** What each column is. */
  readonly entries: readonly FeatureEntry[];
  /** Sources that were not loaded: the columns of features that need them are NaN. */
  readonly missing: readonly FeatureNeed[];
  readonly length: number;
  /** Open time of each candle. */
  readonly time: Float64Array;
  /** Close of each candle: from then on its row may be used. */
  readonly availableAt: Float64Array;
  /** In the order of `names`, each of `length` values; NaN until a feature has seen enough candles. */
  readonly columns: readonly Float64Array[];
}

/** Close time of each candle. */
export function closeTimes(candles: CandleColumns, timeframe: Timeframe): Float64Array {
  const times = new Float64Array(candles.length);
  for (let row = 0; row < times.length; row++) times[row] = candleCloseTime(candles.time[row] as EpochMs, timeframe);
  return times;
}

export interface ComputeFeaturesOptions {
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  /** Some of the features. Default: the whole catalogue. */
  readonly names?: readonly string[];
  /** Facts from outside the candles. Default: none. */
  readonly context?: FeatureContext;
}

function engineOf({ instrument, series, names, context }: ComputeFeaturesOptions): FeatureEngine {
  return createFeatureEngine({
    instrument,
    timeframe: series.timeframe,
    ...(names === undefined ? {} : { names }),
    ...(context === undefined ? {} : { context }),
  });
}

function matrixOf(engine: FeatureEngine, series: CandleSeries, columns: readonly Float64Array[]): FeatureMatrix {
  const { version, names, entries, missing } = engine;
  const { candles, timeframe } = series;
  const availableAt = closeTimes(candles, timeframe);
  return { version, names, entries, missing, length: candles.length, time: candles.time, availableAt, columns };
}

/** Features of a whole series. Throws `UNKNOWN_FEATURE`, `CANDLE_OUT_OF_ORDER`, `MARKET_TIMEFRAME`. */
export function computeFeatures(options: ComputeFeaturesOptions): FeatureMatrix {
  const { candles } = options.series;
  const engine = engineOf(options);
  const columns = engine.names.map(() => new Float64Array(candles.length));
  engine.process(candles, 0, candles.length, columns, 0);
  return matrixOf(engine, options.series, columns);
}

/** As `computeFeatures`, one candle at a time as in live trading: for checks that both give the same bits. */
export function streamFeatures(options: ComputeFeaturesOptions): FeatureMatrix {
  const { candles } = options.series;
  const engine = engineOf(options);
  const columns = engine.names.map(() => new Float64Array(candles.length));
  for (let row = 0; row < candles.length; row++) {
    engine.update(candles, row);
    columns.forEach((column, feature) => (column[row] = engine.row[feature] as number));
  }
  return matrixOf(engine, options.series, columns);
}

/**
 * Index of the first row in which every required feature (see `FeatureEntry.required`) is a number; `length` where there
 * is none. Higher timeframes may still be warming up there, and features of sources that are not loaded stay NaN.
 */
export function firstCompleteRow({ columns, entries, length }: FeatureMatrix): number {
  const required = columns.filter((_, index) => entries[index]?.required === true);
  for (let row = 0; row < length; row++) {
    if (required.every((column) => !Number.isNaN(column[row]))) return row;
  }
  return length;
}
