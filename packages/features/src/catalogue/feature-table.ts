import type { FeatureEntry } from './feature-definition.ts';

/** The entries as a Markdown table, for documents and the command line. */
export function featureTable(entries: readonly FeatureEntry[]): string {
  const cell = (text: string | number): string => String(text).replaceAll('|', '\\|');
  const lines = entries.map(({ name, group, formula, unit, timeframe, lookbackBars, stationarity }) =>
    [`\`${name}\``, group, formula, unit, `${lookbackBars} ${timeframe}`, stationarity].map(cell).join(' | '),
  );
  const head = ['feature', 'group', 'formula', 'unit', 'lookback', 'stationarity'];
  return [head.join(' | '), head.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`).join('\n');
}
