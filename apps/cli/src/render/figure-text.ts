import type { Figure } from '@pipwright/protocol';

/** How money is written: the currency and the decimals of its minor unit. */
export interface MoneyText {
  readonly currency: string;
  readonly minorDigits: number;
}

/** Minor units with sign and currency: `+1,234.50 USD`. */
export function moneyText(value: number, { minorDigits, currency }: MoneyText): string {
  const text = Math.abs(value / 10 ** minorDigits).toLocaleString('en-US', {
    minimumFractionDigits: minorDigits,
    maximumFractionDigits: minorDigits,
  });
  return `${value < 0 ? '-' : '+'}${text} ${currency}`;
}

/** A figure of a report for the terminal. */
export function figureText({ value, unit }: Pick<Figure, 'value' | 'unit'>, money: MoneyText): string {
  if (value === null) return 'N/A';
  switch (unit) {
    case 'money':
      return moneyText(value, money);
    case 'fraction':
      return `${(value * 100).toFixed(2)} %`;
    case 'count':
      return value.toLocaleString('en-US');
    default:
      return value.toFixed(2);
  }
}
