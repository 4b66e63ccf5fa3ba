import { featureSet, type FeatureEntry, type FeatureGroup, type FeatureNeed } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';

/** The groups of the catalogue over minutes, which has all of them, in its order. */
export function featureGroups(): readonly FeatureGroup[] {
  return [...new Set(featureSet('M1').entries.map(({ group }) => group))];
}

/** What features may need besides the candles of their series. */
export function featureNeeds(): readonly FeatureNeed[] {
  return [...new Set(featureSet('M1').entries.map(({ needs }) => needs))];
}

export interface FeatureList {
  readonly timeframe: Timeframe;
  readonly version: string;
  /** How many the catalogue has over this timeframe. */
  readonly total: number;
  readonly entries: readonly FeatureEntry[];
}

/** The features over a timeframe, or those of one group or need. */
export function listFeatures(options: {
  readonly timeframe: Timeframe;
  readonly group?: FeatureGroup | undefined;
  readonly needs?: FeatureNeed | undefined;
}): FeatureList {
  const { timeframe, group, needs } = options;
  const { entries, version } = featureSet(timeframe);
  const wanted = entries.filter(
    (entry) => (group === undefined || entry.group === group) && (needs === undefined || entry.needs === needs),
  );
  return { timeframe, version, total: entries.length, entries: wanted };
}
