import pg from 'pg';
import { errors } from '../errors.ts';

const { builtins } = pg.types;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw errors.LEDGER_NUMBER_UNSAFE({ value: text, column: 'a whole number' });
  return value;
}

/**
 * How values of the database become JavaScript values. Whole numbers are exact or refused. Decimals were written in the
 * shortest form that names a JavaScript number, so that reading them gives the same number again.
 */
export function valueParsers(): pg.CustomTypesConfig {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(builtins.INT8, 'text', wholeNumber);
  overrides.setTypeParser(builtins.NUMERIC, 'text', Number);
  return overrides;
}
