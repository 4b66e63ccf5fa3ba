import { basename } from 'node:path';
import type { FactKind, FactStore } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { openSource, readWhole, type ImportSource } from '../files/source-file.ts';
import { membersOf } from '../formats/detect-format.ts';
import type { RejectedRow } from '../text/csv-layout.ts';
import { calendarCsv, forexFactory } from './calendar.ts';
import { cftcLegacy } from './cftc.ts';
import type { ContextFile, ContextFormat } from './context-file.ts';
import { fredRates, oecdRates } from './interest-rates.ts';
import { alphaVantageNews, sentimentCsv } from './sentiment.ts';

/** More than any year of positions or of a calendar. */
const FILE_BYTES_MAX = 256 * 1024 * 1024;
const SAMPLE = 5;

const FORMATS: readonly ContextFormat[] = [
  cftcLegacy,
  oecdRates,
  fredRates,
  calendarCsv,
  sentimentCsv,
  forexFactory,
  alphaVantageNews,
];

/** What became of one file of facts. */
export interface FactFileReport {
  readonly file: string;
  readonly format: string;
  readonly kind: FactKind;
  readonly source: string;
  /** Rows that were new, and rows that were stored already. */
  readonly inserted: number;
  readonly kept: number;
  /** Rows about something else than currencies that are known. */
  readonly skipped: number;
  readonly rejected: number;
  readonly rejectedSample: readonly RejectedRow[];
  readonly currencies: readonly string[];
  readonly firstAvailableAt: number | null;
  readonly lastAvailableAt: number | null;
  /** How it was decided from when on a row is known. */
  readonly knownFrom: string;
}

interface ReadFile extends ContextFile {
  readonly format: string;
}

/** Reads facts. Throws `FACTS_UNKNOWN` where the text is written in none of the known ways. */
export function readFacts(file: string, text: string): ReadFile {
  for (const format of FORMATS) {
    const found = format.read({ name: basename(file), text });
    if (found !== null) return { ...found, format: format.name };
  }
  const known = FORMATS.map(({ name }) => name).join('; ');
  throw errors.FACTS_UNKNOWN({ file, head: text.slice(0, 80).replaceAll(/\s+/g, ' '), known });
}

function reportOf(
  file: string,
  read: ReadFile,
  written: { readonly inserted: number; readonly kept: number },
): FactFileReport {
  const { rows, rejected, skipped, kind, source, format, knownFrom } = read;
  let first: number | null = null;
  let last: number | null = null;
  for (const { availableAt } of rows) {
    first = first === null ? availableAt : Math.min(first, availableAt);
    last = last === null ? availableAt : Math.max(last, availableAt);
  }
  return {
    file,
    format,
    kind,
    source,
    ...written,
    skipped,
    rejected: rejected.length,
    rejectedSample: rejected.slice(0, SAMPLE),
    currencies: [...new Set(rows.map((row) => row.currency))].toSorted(),
    firstAvailableAt: first,
    lastAvailableAt: last,
    knownFrom,
  };
}

/**
 * Imports facts from outside the candles: calendars, positions, rates, sentiment. The format is found out. A file is
 * stored as a whole; rows that are stored already stay as they are, so that importing twice changes nothing.
 */
export async function importFacts(
  files: readonly ImportSource[],
  store: FactStore,
): Promise<readonly FactFileReport[]> {
  const reports: FactFileReport[] = [];
  const decoder = new TextDecoder();
  for (const source of files) {
    for (const member of await membersOf(await openSource(source))) {
      const read = readFacts(member.name, decoder.decode(await readWhole(member, FILE_BYTES_MAX)));
      reports.push(reportOf(member.name, read, await store.putFacts(read)));
    }
  }
  return reports;
}
