import { minorDigits, type Currency, type MinorUnits } from '@pipwright/model';

/** The commission of one fill of `volume` lots in minor units of the account, negative or 0. `notionalMinor` is the traded value. */
export type Commission = (volume: number, notionalMinor: number) => MinorUnits;

/** An amount this close to a half counts as a half: prices are float64, and 0.5 cents may arrive as 0.49999999. */
const HALF_TOLERANCE = 1e-6;

/**
 * The one rounding of money: to whole minor units, halves away from zero (0.5 gives 1, -0.5 gives -1), as brokers book.
 * Never returns -0.
 */
export function roundMinor(amount: number): MinorUnits {
  const rounded = Math.floor(Math.abs(amount) + 0.5 + HALF_TOLERANCE);
  return (amount < 0 && rounded !== 0 ? -rounded : rounded) as MinorUnits;
}

/** Minor units in one unit of a currency: 100 for most, 1 for yen. */
export function minorPerMajor(code: Currency): number {
  return 10 ** minorDigits(code);
}

/** `1,234.50 USD`, for sentences. */
export function describeMoney(amount: number, code: Currency): string {
  const digits = minorDigits(code);
  const [whole = '', fraction] = Math.abs(amount / 10 ** digits)
    .toFixed(digits)
    .split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`} ${code}`;
}
