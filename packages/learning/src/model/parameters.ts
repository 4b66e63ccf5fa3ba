import { errors } from '../errors.ts';

/** A number parameter: its range, both ends included, and whether it must be whole. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

/** Throws `PARAMETER_INVALID` unless `value` is a number in the range. */
export function checkNumber(name: string, value: unknown, range: NumberRange): number {
  const whole = range.whole === true;
  if (typeof value === 'number' && value >= range.min && value <= range.max && (!whole || Number.isInteger(value))) {
    return value;
  }
  const expected = `a ${whole ? 'whole ' : ''}number from ${range.min} to ${range.max}`;
  throw errors.PARAMETER_INVALID({ name, value: String(value), expected });
}

/** Throws `PARAMETER_INVALID` unless `value` is one of the choices. */
export function checkChoice<Choice extends string>(name: string, value: unknown, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw errors.PARAMETER_INVALID({ name, value: String(value), expected: `one of ${choices.join(', ')}` });
  }
  return found;
}

/** Throws `PARAMETER_INVALID` where `given` names something that `known` does not have. */
export function checkNames(given: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) {
      throw errors.PARAMETER_INVALID({ name, value: String(given[name]), expected: `one of ${known.join(', ')}` });
    }
  }
}
