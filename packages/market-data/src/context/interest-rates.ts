import { currency, utcDate, utcMs, type Currency } from '@pipwright/model';
import { FactCollector, type ContextFile, type ContextFormat } from './context-file.ts';
import { headerOf, tableRows } from './table-text.ts';

const DAY_MS = 86_400_000;

/** Countries of the OECD's tables. The euro area's members are left out: its own rows are of the whole. */
const COUNTRIES: Readonly<Record<string, string>> = {
  USA: 'USD',
  EA19: 'EUR',
  EA20: 'EUR',
  GBR: 'GBP',
  JPN: 'JPY',
  CHE: 'CHF',
  CAN: 'CAD',
  AUS: 'AUD',
  NZL: 'NZD',
  NOR: 'NOK',
  SWE: 'SEK',
  DNK: 'DKK',
  MEX: 'MXN',
  ZAF: 'ZAR',
  POL: 'PLN',
  HUN: 'HUF',
  CZE: 'CZK',
  ISR: 'ILS',
  KOR: 'KRW',
  CHN: 'CNY',
  IND: 'INR',
};

/** A rate is of the market and is not revised; yet the table of a month comes out in the one after. */
const MONTH_LAG_MS = 31 * DAY_MS;

function monthStart(text: string): number | null {
  const match = /^(\d{4})-(\d\d)$/.exec(text);
  return match === null ? null : utcMs(Number(match[1]), Number(match[2]), 1);
}

function monthEnd(start: number): number {
  const { year, month } = utcDate(start);
  return month === 12 ? utcMs(year + 1, 1, 1) : utcMs(year, month + 1, 1);
}

/** Short-term interest rates as the OECD publishes them, monthly rows. */
export const oecdRates: ContextFormat = {
  name: 'OECD short-term interest rates',
  read({ text }): ContextFile | null {
    const header = headerOf(text);
    if (
      header === null ||
      !['LOCATION', 'INDICATOR', 'FREQUENCY', 'TIME', 'Value'].every((name) => header.includes(name))
    )
      return null;
    const collector = new FactCollector('rates', 'oecd', '31 days after the end of the month');
    for (const { line, fields } of tableRows(text)) {
      const code = COUNTRIES[fields['LOCATION'] ?? ''];
      if (code === undefined || fields['FREQUENCY'] !== 'M' || fields['INDICATOR'] !== 'STINT') {
        collector.skipped++;
        continue;
      }
      const time = monthStart(fields['TIME'] ?? '');
      const ratePercent = Number(fields['Value'] || Number.NaN);
      if (time === null) collector.reject(line, 'TIME', fields['TIME'], 'is not a month such as 2014-05');
      else if (!Number.isFinite(ratePercent)) collector.reject(line, 'Value', fields['Value'], 'is not a number');
      else
        collector.rows.push({
          availableAt: monthEnd(time) + MONTH_LAG_MS,
          time,
          currency: currency(code),
          ratePercent,
        });
    }
    return collector.finish();
  },
};

/** Series of the Federal Reserve's economic data that are short rates: daily, known after two days. */
const DAILY: Readonly<Record<string, string>> = {
  DFF: 'USD',
  EFFR: 'USD',
  SOFR: 'USD',
  ECBDFR: 'EUR',
  ECBESTRVOLWGTTRMDMNRT: 'EUR',
  IUDSOIA: 'GBP',
};
/** Monthly ones: `IR3TIB01GBM156N`, three months, and `IRSTCI01GBM156N`, overnight. */
const MONTHLY = /^(?:IR3TIB01|IRSTCI01)([A-Z]{2})M156N$/;
const MONTHLY_COUNTRIES: Readonly<Record<string, string>> = {
  US: 'USD',
  EZ: 'EUR',
  GB: 'GBP',
  JP: 'JPY',
  CH: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
};

function seriesCurrency(series: string): { readonly currency: Currency; readonly monthly: boolean } | null {
  const daily = DAILY[series];
  if (daily !== undefined) return { currency: currency(daily), monthly: false };
  const country = MONTHLY.exec(series)?.[1];
  const code = country === undefined ? undefined : MONTHLY_COUNTRIES[country];
  return code === undefined ? null : { currency: currency(code), monthly: true };
}

/** A short rate as FRED's download writes it: `observation_date,DFF`. */
export const fredRates: ContextFormat = {
  name: 'FRED short-term interest rate',
  read({ text }): ContextFile | null {
    const header = headerOf(text);
    const [date, series] = header ?? [];
    if (header?.length !== 2 || (date !== 'observation_date' && date !== 'DATE')) return null;
    const subject = seriesCurrency(series as string);
    if (subject === null) return null;
    const lag = subject.monthly ? '31 days after the end of the month' : 'two days after the day';
    const collector = new FactCollector('rates', 'fred', lag);
    for (const { line, fields } of tableRows(text)) {
      const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(fields[date] ?? '');
      const value = fields[series as string] ?? '';
      if (value === '.' || value === '') {
        collector.skipped++;
        continue;
      }
      const ratePercent = Number(value);
      if (match === null) {
        collector.reject(line, date, fields[date], 'is not a date such as 2014-05-01');
        continue;
      }
      if (!Number.isFinite(ratePercent)) {
        collector.reject(line, series as string, value, 'is not a number');
        continue;
      }
      const time = utcMs(Number(match[1]), Number(match[2]), Number(match[3]));
      const availableAt = subject.monthly ? monthEnd(time) + MONTH_LAG_MS : time + 3 * DAY_MS;
      collector.rows.push({ availableAt, time, currency: subject.currency, ratePercent });
    }
    return collector.finish();
  },
};
