import type { Timeframe } from '@pipwright/model';
import type { FeatureNeed } from '../sources/feature-context.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { ColumnReference, FrameIndex } from './column-reference.ts';

export type FeatureGroup =
  | 'trend'
  | 'momentum'
  | 'volatility'
  | 'volume'
  | 'pattern'
  | 'structure'
  | 'candle'
  | 'spread'
  | 'regime'
  | 'time'
  | 'session'
  | 'context'
  | 'calendar'
  | 'positioning'
  | 'rates'
  | 'sentiment'
  | 'cross-market';

/** How a feature is computed: one line of the catalogue. */
export interface FeatureDefinition {
  readonly name: string;
  readonly group: FeatureGroup;
  /** As mathematics, with the names of the registry; part of the version of the feature set. */
  readonly formula: string;
  readonly unit: string;
  /** Why its distribution does, or does not, stay the same over the years. */
  readonly stationarity: string;
  /** Who published the formula. Where it is missing, the sources of the indicators that it reads stand in. */
  readonly source?: string;
  /** True where it may be NaN after its first value: nothing to measure the distance to, no release known. */
  readonly sparse?: boolean;
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
  /** Who published the formula, or the indicators in it. */
  readonly source: string;
  readonly unit: string;
  /** How many closed candles of `timeframe` the first value needs; NaN before. */
  readonly lookbackBars: number;
  readonly timeframe: Timeframe;
  /** What it is computed from besides the base candles. NaN throughout where that is not loaded. */
  readonly needs: FeatureNeed;
  /**
   * True where a row without this value is not complete yet: a feature of the base candles alone. Models wait for
   * these, and accept that others are NaN: weeks take years to warm up, and not every source is loaded everywhere.
   */
  readonly required: boolean;
  /** From when on a value may be used. */
  readonly availableAt: string;
  readonly stationarity: string;
}
