import { formatSignificant } from '../format/index.ts';

export type ParameterValue = number | string | boolean;

/** A parameter's value as a person would write it. */
export function parameterText(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : formatSignificant(value);
}

/** `fast 10, slow 20`. */
export function parametersText(
  parameters: readonly { readonly name: string; readonly value: ParameterValue }[],
): string {
  return parameters.map(({ name, value }) => `${name} ${parameterText(value)}`).join(', ');
}
