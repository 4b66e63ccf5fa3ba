import { errors } from '../errors.ts';

/** The value, where it is a finite number of at least 0. Throws `COST_OUT_OF_RANGE`. */
export function atLeastZero(name: string, value: number): number {
  if (value >= 0 && value < Infinity) return value;
  throw errors.COST_OUT_OF_RANGE({ name, value, expected: 'a finite number of at least 0' });
}

/** The value, where it is a share or a probability. Throws `COST_OUT_OF_RANGE`. */
export function fractionOf(name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw errors.COST_OUT_OF_RANGE({ name, value, expected: 'a number from 0 to 1' });
}
