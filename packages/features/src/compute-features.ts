import {
  candleCloseTime,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import { createFeatureEngine } from './engine/feature-engine.ts';

/** Features of a series: one row per candle, one column per feature. */
export interface FeatureMatrix {
  /** Digest of the feature set. */
  readonly version: string;
  readonly names: readonly string[];
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
}

/** Features of a whole series. Throws `TIMEFRAME_WITHOUT_FEATURES`, `CANDLE_OUT_OF_ORDER`. */
export function computeFeatures({ instrument, series }: ComputeFeaturesOptions): FeatureMatrix {
  const { candles, timeframe } = series;
  const engine = createFeatureEngine({ instrument, timeframe });
  const columns = engine.names.map(() => new Float64Array(candles.length));
  engine.process(candles, 0, candles.length, columns, 0);
  return {
    version: engine.version,
    names: engine.names,
    length: candles.length,
    time: candles.time,
    availableAt: closeTimes(candles, timeframe),
    columns,
  };
}

/** As `computeFeatures`, one candle at a time as in live trading: for checks that both give the same bits. */
export function streamFeatures({ instrument, series }: ComputeFeaturesOptions): FeatureMatrix {
  const { candles, timeframe } = series;
  const engine = createFeatureEngine({ instrument, timeframe });
  const columns = engine.names.map(() => new Float64Array(candles.length));
  for (let row = 0; row < candles.length; row++) {
    engine.update(candles, row);
    columns.forEach((column, feature) => (column[row] = engine.row[feature] as number));
  }
  return {
    version: engine.version,
    names: engine.names,
    length: candles.length,
    time: candles.time,
    availableAt: closeTimes(candles, timeframe),
    columns,
  };
}

/** Index of the first row in which every feature is a number; `length` where there is none. */
export function firstCompleteRow(matrix: FeatureMatrix): number {
  for (let row = 0; row < matrix.length; row++) {
    if (matrix.columns.every((column) => !Number.isNaN(column[row]))) return row;
  }
  return matrix.length;
}
