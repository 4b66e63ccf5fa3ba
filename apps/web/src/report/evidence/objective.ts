import { formatMoney, formatNumber, humanName, type MoneyStyle } from '../../format/index.ts';

const WORDS: Readonly<Record<string, string>> = {
  sharpe: 'Sharpe ratio',
  sortino: 'Sortino ratio',
  calmar: 'Calmar ratio',
  'net-profit': 'Net profit',
  'deflated-sharpe': 'Deflated Sharpe',
};
const IN_MONEY: readonly string[] = ['net-profit', 'expectancy'];

/** What a search looked for, as a person says it; works for objectives that this page does not know yet. */
export function objectiveWords(name: string): string {
  return Object.hasOwn(WORDS, name) ? WORDS[name]! : humanName(name);
}

/** A score in the objective's own unit: money where it is one, else a ratio. */
export function scoreText(
  name: string,
  score: number | null,
  money: MoneyStyle,
  sign: 'negative' | 'always' = 'negative',
): string {
  return IN_MONEY.includes(name) ? formatMoney(score, money.minorDigits, sign) : formatNumber(score, 2, sign);
}
