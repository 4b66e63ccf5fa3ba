import type { Timeframe } from '@pipwright/model';
import type { ColumnReference, FrameIndex } from './column-reference.ts';

export type FeatureGroup =
  | 'trend'
  | 'momentum'
  | 'volatility'
  | 'volume'
  | 'candle'
  | 'spread'
  | 'time'
  | 'session'
  | 'context';

/** Constants of the instrument that features may use. */
export interface FeatureConstants {
  readonly pipSize: number;
  readonly tickSize: number;
  readonly typicalSpreadPips: number;
}

/** Computes rows 0 to `length - 1` of a feature from the same rows of its inputs. Keeps no state. */
export type ColumnOperation = (
  inputs: readonly Float64Array[],
  output: Float64Array,
  length: number,
  constants: FeatureConstants,
) => void;

/** How a feature is computed: one line of the catalogue. */
export interface FeatureDefinition {
  readonly name: string;
  readonly group: FeatureGroup;
  /** As mathematics, with the names of the registry; part of the version of the feature set. */
  readonly formula: string;
  readonly unit: string;
  /** Why its distribution does, or does not, stay the same over the years. */
  readonly stationarity: string;
  /** The timeframe that gives it its name and lookback. */
  readonly frame: FrameIndex;
  readonly inputs: readonly ColumnReference[];
  readonly compute: ColumnOperation;
}

/** What a feature is, for people and for models that check what they are fed. */
export interface FeatureEntry {
  readonly name: string;
  readonly group: FeatureGroup;
  readonly formula: string;
  readonly unit: string;
  /** How many closed candles of `timeframe` the first value needs; NaN before. */
  readonly lookbackBars: number;
  readonly timeframe: Timeframe;
  /** From when on a value may be used. */
  readonly availableAt: string;
  readonly stationarity: string;
}
