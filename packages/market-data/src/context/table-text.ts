import { parse } from 'csv-parse/sync';

/** A row of a text table: its line in the file, counted from 1, and its fields by the name in the header. */
export interface TableRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Names of the first line, without the spaces around them; null where the text has no second line. */
export function headerOf(text: string): readonly string[] | null {
  const end = text.indexOf('\n');
  if (end < 0) return null;
  const rows = parse(text.slice(0, end), { relax_quotes: true, trim: true, bom: true });
  return (rows[0] as readonly string[] | undefined)?.map((name) => name.trim()) ?? null;
}

/** Rows of a CSV text with a header. Rows that are too short lack fields; quotes and spaces around fields are taken off. */
export function tableRows(text: string): readonly TableRow[] {
  const rows = parse(text, {
    bom: true,
    columns: (names: readonly string[]) => names.map((name) => name.trim()),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as readonly { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[];
  return rows.map(({ record, info }) => ({ line: info.lines, fields: record }));
}
