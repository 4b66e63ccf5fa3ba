import type { Figure } from '@pipwright/protocol';
import { formatCount, formatLots, formatMoney, formatNumber, formatPercent, formatPips } from './number.ts';

/** What a figure needs besides itself: the account's currency. */
export interface MoneyStyle {
  readonly currency: string;
  readonly minorDigits: number;
}

/**
 * A report's figure as text with its unit; `N/A` where it is undefined. Ratios have three decimals below 1, or
 * `ratioDecimals`: a model's scores differ from chance in the fourth.
 */
export function formatFigure(
  { value, unit, signed }: Pick<Figure, 'value' | 'unit' | 'signed'>,
  money: MoneyStyle,
  ratioDecimals = 3,
): string {
  if (value === null || !Number.isFinite(value)) return 'N/A';
  const sign = signed ? 'always' : 'negative';
  switch (unit) {
    case 'money':
      return `${formatMoney(value, money.minorDigits, sign)} ${money.currency}`;
    case 'fraction':
      return formatPercent(value, sign);
    case 'ratio':
      return formatNumber(value, Math.abs(value) < 1 ? ratioDecimals : 2, sign);
    case 'count':
      return formatCount(value);
    case 'days':
      return `${formatNumber(value, value >= 10 ? 0 : 1)} days`;
    case 'hours':
      return `${formatNumber(value, 1)} h`;
    case 'pips':
      return `${formatPips(value, sign)} pips`;
    case 'lots':
      return `${formatLots(value)} lots`;
  }
}
