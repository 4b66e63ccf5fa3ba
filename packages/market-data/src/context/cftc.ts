import { currency, utcMs, type Currency } from '@pipwright/model';
import { FactCollector, type ContextFile, type ContextFormat } from './context-file.ts';
import { commitmentsPublishedAt } from './publication-time.ts';
import { headerOf, tableRows, type TableRow } from './table-text.ts';

/** Contract codes of the futures on currencies and metals. The dollar index counts as the dollar. */
const CONTRACTS: Readonly<Record<string, Currency>> = {
  '099741': currency('EUR'),
  '096742': currency('GBP'),
  '097741': currency('JPY'),
  '092741': currency('CHF'),
  '090741': currency('CAD'),
  '232741': currency('AUD'),
  '112741': currency('NZD'),
  '095741': currency('MXN'),
  '102741': currency('BRL'),
  '098662': currency('USD'),
  '088691': currency('XAU'),
  '084691': currency('XAG'),
};

const CODE = 'CFTC Contract Market Code';
const DAY = 'As of Date in Form YYYY-MM-DD';
const FIGURES = {
  openInterest: 'Open Interest (All)',
  nonCommercialLong: 'Noncommercial Positions-Long (All)',
  nonCommercialShort: 'Noncommercial Positions-Short (All)',
  commercialLong: 'Commercial Positions-Long (All)',
  commercialShort: 'Commercial Positions-Short (All)',
} as const;
type FigureName = keyof typeof FIGURES;

function reportDay(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  return utcMs(Number(match[1]), Number(match[2]), Number(match[3]));
}

function takeRow({ line, fields }: TableRow, collector: FactCollector<'positioning'>): void {
  const subject = CONTRACTS[fields[CODE] ?? ''];
  if (subject === undefined) {
    collector.skipped++;
    return;
  }
  const time = reportDay(fields[DAY] ?? '');
  if (time === null) return collector.reject(line, DAY, fields[DAY], 'is not a date such as 2024-02-06');
  const figures: Partial<Record<FigureName, number>> = {};
  for (const [name, column] of Object.entries(FIGURES) as [FigureName, string][]) {
    const text = fields[column] ?? '';
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= 0)) return collector.reject(line, column, text, 'is not a number of contracts');
    figures[name] = value;
  }
  collector.rows.push({
    availableAt: commitmentsPublishedAt(time),
    time,
    currency: subject,
    ...(figures as Record<FigureName, number>),
  });
}

/** Commitments of traders, legacy report, futures only: the yearly text files of the CFTC (`annual.txt`). */
export const cftcLegacy: ContextFormat = {
  name: 'CFTC commitments of traders, legacy, futures only',
  read({ text }): ContextFile | null {
    const header = headerOf(text);
    if (header === null || ![CODE, DAY, ...Object.values(FIGURES)].every((name) => header.includes(name))) return null;
    const known = 'the Friday after the report day, 15:30 New York; later after holidays and shutdowns';
    const collector = new FactCollector('positioning', 'cftc', known);
    for (const row of tableRows(text)) takeRow(row, collector);
    return collector.finish();
  },
};
