import type { Figure } from '@pipwright/protocol';

/** How money is written: the currency and the decimals of its minor unit. */
export interface MoneyText {
  readonly currency: string;
  readonly minorDigits: number;
}

/** Minor units with currency: `+1,234.50 USD`; without `signed` only a minus is written. */
export function moneyText(value: number, { minorDigits, currency }: MoneyText, signed = true): string {
  const text = Math.abs(value / 10 ** minorDigits).toLocaleString('en-US', {
    minimumFractionDigits: minorDigits,
    maximumFractionDigits: minorDigits,
  });
  return `${value < 0 ? '-' : signed ? '+' : ''}${text} ${currency}`;
}

/** A figure of a report for the terminal. */
export function figureText(
  { value, unit, signed }: Pick<Figure, 'value' | 'unit' | 'signed'>,
  money: MoneyText,
): string {
  if (value === null) return 'N/A';
  switch (unit) {
    case 'money':
      return moneyText(value, money, signed);
    case 'fraction':
      return `${(value * 100).toFixed(2)} %`;
    case 'count':
      return value.toLocaleString('en-US');
    default:
      return value.toFixed(2);
  }
}
