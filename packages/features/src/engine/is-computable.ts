import { inputsOf, type ColumnReference } from '../catalogue/column-reference.ts';
import type { FeatureDefinition } from '../catalogue/feature-definition.ts';
import type { SourceLoaded } from '../sources/create-source.ts';

function isLoaded(reference: ColumnReference, loaded: SourceLoaded): boolean {
  if (reference.kind === 'source') return loaded(reference.source);
  return inputsOf(reference).every((input) => isLoaded(input, loaded));
}

/** Whether everything that a feature is computed from is loaded. */
export function isComputable({ inputs }: FeatureDefinition, loaded: SourceLoaded): boolean {
  return inputs.every((input) => isLoaded(input, loaded));
}
