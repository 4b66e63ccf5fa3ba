import { errors } from './errors.ts';
import type { ParameterSpec, ParameterSpecs, ParameterValue } from './parameters.ts';

/** Keeps 0.3 apart from 0.1 + 0.2: values that a grid has added up count as the limit that they reach. */
const LIMIT_TOLERANCE = 1e-12;

function isWithin(value: number, min: number, max: number): boolean {
  const tolerance = LIMIT_TOLERANCE * Math.max(Math.abs(min), Math.abs(max));
  return value >= min - tolerance && value <= max + tolerance;
}

/** What a parameter takes, for sentences: `a whole number from 2 to 200`. */
function describeRange(spec: ParameterSpec): string {
  switch (spec.kind) {
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'number':
      return `a number from ${spec.min} to ${spec.max}`;
    case 'choice':
      return `one of ${spec.values.join(', ')}`;
    case 'flag':
      return 'true or false';
  }
}

/** A value from a command line or a form as the kind that the parameter has; what does not fit stays as it was. */
function converted(spec: ParameterSpec, given: ParameterValue): ParameterValue {
  if (typeof given !== 'string') return given;
  const text = given.trim();
  if (spec.kind === 'flag') return text === 'true' ? true : text === 'false' ? false : given;
  if (spec.kind === 'choice') return text;
  return text === '' || Number.isNaN(Number(text)) ? given : Number(text);
}

function fits(spec: ParameterSpec, value: ParameterValue): boolean {
  switch (spec.kind) {
    case 'integer':
      return Number.isInteger(value) && isWithin(value as number, spec.min, spec.max);
    case 'number':
      return typeof value === 'number' && isWithin(value, spec.min, spec.max);
    case 'choice':
      return typeof value === 'string' && spec.values.includes(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

/** Checks one value. Throws `PARAMETER_OUT_OF_RANGE`. */
export function readParameter(name: string, spec: ParameterSpec, given: ParameterValue): ParameterValue {
  const value = converted(spec, given);
  if (fits(spec, value)) return value;
  throw errors.PARAMETER_OUT_OF_RANGE({ name, value: given === '' ? 'empty' : given, expected: describeRange(spec) });
}

/** What is wrong with a declaration; empty where nothing is. */
export function specProblem(name: string, spec: ParameterSpec): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    return `the name '${name}' of a parameter is not one word of letters and digits`;
  if (spec.kind === 'choice' && new Set(spec.values).size !== spec.values.length) return `${name} has a value twice`;
  if (spec.kind === 'integer' || spec.kind === 'number') {
    if (!(Number.isFinite(spec.min) && Number.isFinite(spec.max) && spec.min <= spec.max)) {
      return `the range of ${name} is ${spec.min} to ${spec.max}`;
    }
    if (spec.step !== undefined && !(spec.step > 0)) return `the step of ${name} is ${spec.step}`;
  }
  if (spec.kind === 'integer' && !(Number.isInteger(spec.min) && Number.isInteger(spec.max))) {
    return `the range of ${name} does not end at whole numbers`;
  }
  if (spec.kind === 'number' && spec.scale === 'log' && !(spec.min > 0)) {
    return `${name} is searched by its logarithm, and its range does not begin above 0`;
  }
  return fits(spec, spec.default) ? '' : `the default of ${name} is ${spec.default}, not ${describeRange(spec)}`;
}

/** Refuses names that a strategy does not have. Throws `PARAMETER_UNKNOWN`. */
export function refuseUnknown(specs: ParameterSpecs, given: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(specs, name)) continue;
    const names = Object.keys(specs);
    const known = names.length === 0 ? 'This strategy has none.' : `It has: ${names.join(', ')}.`;
    throw errors.PARAMETER_UNKNOWN({ name, known });
  }
}
