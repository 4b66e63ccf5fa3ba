import type { SettlementHolidays } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { ContractFile } from './contract-file.ts';

type SwapHistory = NonNullable<NonNullable<ContractFile['swap']>['history']>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Rows of a small table: cells by the names of the first line. Throws `COST_TABLE_UNREADABLE`. */
function readTable(text: string, names: readonly string[]): Record<string, string>[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heads = (lines[0] ?? '').split(/[,;\t]/).map((head) => head.trim().toLowerCase());
  const missing = names.filter((name) => !heads.includes(name));
  if (missing.length > 0) {
    throw errors.COST_TABLE_UNREADABLE({ line: 1, problem: `the columns ${missing.join(', ')} are missing` });
  }
  return lines.flatMap((line, index) => {
    if (index === 0 || line.trim() === '') return [];
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    return [{ line: String(index + 1), ...Object.fromEntries(heads.map((head, place) => [head, cells[place] ?? ''])) }];
  });
}

function problem(line: string | undefined, text: string): Error {
  return errors.COST_TABLE_UNREADABLE({ line: Number(line), problem: text });
}

function dateIn(row: Record<string, string>, name: string): string {
  const text = row[name] ?? '';
  if (!DATE.test(text)) throw problem(row['line'], `${name} '${text}' is not a date such as 2024-12-24`);
  return text;
}

function numberIn(row: Record<string, string>, name: string): number {
  const text = row[name] ?? '';
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw problem(row['line'], `${name} '${text}' is not a number`);
  return value;
}

/** Swap rates over time: lines of `from,long,short`, in the unit of the contract's mode. Throws `COST_TABLE_UNREADABLE`. */
export function readSwapHistory(text: string): SwapHistory {
  const rows = readTable(text, ['from', 'long', 'short']).map((row) => ({
    from: dateIn(row, 'from'),
    long: numberIn(row, 'long'),
    short: numberIn(row, 'short'),
  }));
  return rows.toSorted((left, right) => left.from.localeCompare(right.from));
}

/** Bank holidays: lines of `currency,date`. Throws `COST_TABLE_UNREADABLE`. */
export function readSettlementHolidays(text: string): SettlementHolidays {
  const found: Record<string, Set<string>> = {};
  for (const row of readTable(text, ['currency', 'date'])) {
    const code = (row['currency'] ?? '').toUpperCase();
    if (!/^[A-Z]{3}$/.test(code)) throw problem(row['line'], `'${row['currency']}' is not the code of a currency`);
    (found[code] ??= new Set()).add(dateIn(row, 'date'));
  }
  return found;
}
