import type { ExportColumn, ExportTable } from './export-table.ts';

const LINE_END = '\r\n';
/** Lines that are handed on at once. */
const CHUNK_ROWS = 5000;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets do not show. */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

function textField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  // A field may be quoted always; an apostrophe is, so that it is seen to be part of the value.
  return safe !== text || NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whole minor units as a decimal number, digit by digit: `-5` at 2 is `-0.05`. */
export function decimalText(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function field(column: ExportColumn, row: number): string {
  switch (column.kind) {
    case 'text':
      return textField(column.values[row]!);
    case 'time':
      return new Date(column.values[row]!).toISOString();
    case 'money':
      return decimalText(column.values[row]!, column.decimals);
    case 'number': {
      const value = column.values[row]!;
      return Number.isNaN(value) ? '' : String(value);
    }
  }
}

/**
 * A table as CSV after RFC 4180: one head line, fields with commas, quotes or line ends in quotes, CRLF after every line.
 * Times are ISO 8601 in UTC, money has its currency's decimals, a missing number is an empty field. Texts that begin like
 * a formula get an apostrophe before them, so that no spreadsheet runs them; numbers are numbers. In parts of many lines.
 */
export function* csvParts({ rows, columns }: ExportTable): Generator<string, void, undefined> {
  yield columns.map(({ name }) => textField(name)).join(',') + LINE_END;
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    let part = '';
    for (let row = from; row < Math.min(rows, from + CHUNK_ROWS); row++) {
      part += columns.map((column) => field(column, row)).join(',') + LINE_END;
    }
    yield part;
  }
}
