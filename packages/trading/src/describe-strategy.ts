import type { ParameterSpec, ParameterValue } from './parameters.ts';
import type { StrategyDefinition } from './strategy-definition.ts';

/** A parameter as plain data; what its kind does not have is null. */
export interface ParameterDescription {
  readonly name: string;
  readonly kind: ParameterSpec['kind'];
  readonly default: ParameterValue;
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number | null;
  readonly scale: 'linear' | 'log' | null;
  readonly values: readonly string[] | null;
  readonly description: string;
}

/** A strategy as plain data, for lists and pages. */
export interface StrategyDescription {
  readonly name: string;
  readonly description: string;
  readonly model: 'none' | 'optional' | 'required';
  /** Whether sweeps can compute it over columns. */
  readonly hasColumns: boolean;
  /** Its default lots; null where the run sizes it. */
  readonly volume: number | null;
  readonly parameters: readonly ParameterDescription[];
}

function describeParameter(name: string, spec: ParameterSpec): ParameterDescription {
  const isNumber = spec.kind === 'integer' || spec.kind === 'number';
  return {
    name,
    kind: spec.kind,
    default: spec.default,
    min: isNumber ? spec.min : null,
    max: isNumber ? spec.max : null,
    step: isNumber ? (spec.step ?? null) : null,
    scale: spec.kind === 'number' ? (spec.scale ?? 'linear') : null,
    values: spec.kind === 'choice' ? spec.values : null,
    description: spec.description,
  };
}

export function describeStrategy(definition: StrategyDefinition): StrategyDescription {
  return {
    name: definition.name,
    description: definition.description,
    model: definition.model ?? 'none',
    hasColumns: definition.columns !== undefined,
    volume: definition.volume ?? null,
    parameters: Object.entries(definition.parameters).map(([name, spec]) => describeParameter(name, spec)),
  };
}
