import { defineErrors, ErrorCategory } from '@pipwright/model';

/** What can go wrong in this package: only its callers' mistakes, never the prices. */
export const indicatorErrors = defineErrors({
  PARAMETER_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: 'The indicator {indicator} cannot have {parameter} = {value}; expected {expected}.',
    retryable: false,
    action: 'Choose a value in that range.',
  },
  UNKNOWN_PARAMETER: {
    category: ErrorCategory.Business,
    message: 'The indicator {indicator} has no parameter {parameter}; it has {known}.',
    retryable: false,
    action: 'Correct the name of the parameter.',
  },
  UNKNOWN_INDICATOR: {
    category: ErrorCategory.Business,
    message: 'There is no indicator {indicator}.',
    retryable: false,
    action: 'Use one of: {known}.',
  },
  STATE_MISMATCH: {
    category: ErrorCategory.System,
    message: 'A saved state of {saved} ({savedLength} numbers) cannot be restored into {indicator} ({length} numbers).',
    retryable: false,
    action: 'Create the indicator with the parameters that it was saved with, or start it again from candles.',
  },
});

/** Checks a whole-number parameter. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requireWhole(indicator: string, parameter: string, value: number, min: number): number {
  if (Number.isInteger(value) && value >= min && value <= 1_000_000) return value;
  const expected = `a whole number from ${min} to 1000000`;
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator, parameter, value, expected });
}

/** Checks a parameter that must be a positive finite number. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requirePositive(indicator: string, parameter: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  const expected = 'a positive finite number';
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator, parameter, value, expected });
}
