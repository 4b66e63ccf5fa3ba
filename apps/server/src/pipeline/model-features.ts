import { featureSet, type FeatureEntry } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';

/** Whether a model may read a feature: one of the candles alone, which the journal of a run holds (decision 6). */
function isForModels({ needs }: FeatureEntry): boolean {
  return needs === 'candles';
}

/** Names of the features that models are trained on, in the order of the catalogue. */
export function modelFeatures(timeframe: Timeframe): readonly string[] {
  return featureSet(timeframe)
    .entries.filter(isForModels)
    .map(({ name }) => name);
}
