import { readParameter, refuseUnknown } from './check-parameters.ts';
import { errors } from './errors.ts';
import type { ParameterSpecs, ParameterValue, ParameterValues } from './parameters.ts';

/**
 * The values of all parameters: those given, texts of a command line among them, and the defaults of the others.
 * Throws `PARAMETER_UNKNOWN` and `PARAMETER_OUT_OF_RANGE`.
 */
export function readParameters<Specs extends ParameterSpecs>(
  specs: Specs,
  given: Readonly<Record<string, ParameterValue | undefined>> = {},
): ParameterValues<Specs> {
  refuseUnknown(specs, given);
  const values: Record<string, ParameterValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name];
    values[name] = value === undefined ? spec.default : readParameter(name, spec, value);
  }
  return values as ParameterValues<Specs>;
}

/** Refuses what the strategy's author says makes no sense. Throws `PARAMETERS_MAKE_NO_SENSE` with that sentence. */
export function requireSense(
  definition: { readonly name: string; constraint?(parameters: ParameterValues): true | string },
  parameters: ParameterValues,
): void {
  const sense = definition.constraint?.(parameters) ?? true;
  if (sense === true) return;
  const list = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  throw errors.PARAMETERS_MAKE_NO_SENSE({ strategy: definition.name, parameters: list.join(' '), reason: sense });
}
