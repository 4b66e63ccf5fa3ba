import type { ColumnReference } from './column-reference.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition, FeatureGroup } from './feature-definition.ts';

/** Everything about a feature but its group, with the base timeframe as default. */
export type FeatureOfGroup = Omit<FeatureDefinition, 'group' | 'frame' | 'inputs' | 'compute'>;

/** Describes features of one group over base candles: what it is, what it reads, how it is computed. */
export function featuresOf(
  group: FeatureGroup,
): (about: FeatureOfGroup, inputs: readonly ColumnReference[], compute: ColumnOperation) => FeatureDefinition {
  return (about, inputs, compute) => ({ ...about, group, frame: 0, inputs, compute });
}
