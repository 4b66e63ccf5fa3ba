import { closeSync, fstatSync, openSync } from 'node:fs';
import { PipwrightError } from '@pipwright/model';
import { errors } from './errors.ts';
import { FileWindow } from './file-window.ts';
import {
  BODY_START,
  checkHeader,
  decodeRecord,
  durableBytesOf,
  FRAME_BYTES,
  HEADER_BYTES,
  isWhole,
  recordBytes,
  type JournalRecord,
} from './journal-format.ts';

/** What a journal file holds. */
export interface JournalContents {
  readonly records: readonly JournalRecord[];
  /** Bytes of whole records, header included. */
  readonly validBytes: number;
  /** Bytes after them that an interrupted write left behind; 0 as a rule. */
  readonly tornBytes: number;
}

type Place =
  | { readonly whole: true; readonly index: number; readonly bytes: number }
  | { readonly whole: false; readonly reason: string };

/** Looks at the record that starts at `offset` of the file. */
function look(window: FileWindow, offset: number): Place {
  const index = window.load(offset, FRAME_BYTES);
  if (window.available(offset) < FRAME_BYTES) return { whole: false, reason: 'the frame is cut short' };
  const bytes = recordBytes(window.bytes, index);
  if (bytes === null) return { whole: false, reason: 'the length is impossible' };
  if (offset + bytes > window.size) return { whole: false, reason: 'the record is cut short' };
  const start = window.load(offset, bytes);
  if (window.available(offset) < bytes) return { whole: false, reason: 'the record is cut short' };
  if (!isWhole(window.bytes, start, start + bytes)) return { whole: false, reason: 'the checksum does not fit' };
  return { whole: true, index: start, bytes };
}

/** `true` where a whole record after the damage at `offset` was written when that place was already on the disk. */
function wasDurable(window: FileWindow, offset: number): boolean {
  // Where a body can start: looking for its first byte spares a checksum at almost every other one.
  let body = offset + FRAME_BYTES + 1;
  while (body < window.size) {
    const index = window.load(body, 1);
    const found = window.bytes.indexOf(BODY_START, index);
    if (found === -1) {
      body += window.available(body);
      continue;
    }
    body += found - index;
    const place = look(window, body - FRAME_BYTES);
    if (!place.whole) body++;
    else if (durableBytesOf(window.bytes, place.index) > offset) return true;
    else body += place.bytes;
  }
  return false;
}

function readRecords(window: FileWindow, file: string): JournalContents {
  window.load(0, HEADER_BYTES + 1);
  const hasHeader = checkHeader(window.bytes.subarray(0, HEADER_BYTES + 1), file);
  if (!hasHeader) return { records: [], validBytes: 0, tornBytes: window.size };
  const records: JournalRecord[] = [];
  let offset = HEADER_BYTES;
  while (offset < window.size) {
    const place = look(window, offset);
    if (!place.whole) {
      if (wasDurable(window, offset)) throw errors.JOURNAL_CORRUPT({ file, offset, reason: place.reason });
      break;
    }
    const record = decodeRecord(window.bytes, place.index, place.index + place.bytes);
    if (record.sequence !== records.length) {
      const reason = `record ${record.sequence} where ${records.length} was due`;
      throw errors.JOURNAL_CORRUPT({ file, offset, reason });
    }
    records.push(record);
    offset += place.bytes;
  }
  return { records, validBytes: offset, tornBytes: window.size - offset };
}

/**
 * Reads a journal without changing it. What an interrupted write left at the end is reported as torn, not read.
 * Throws `JOURNAL_CORRUPT` where a record is damaged that was safe on the disk when later ones were written,
 * `JOURNAL_NOT_A_JOURNAL`, `JOURNAL_VERSION`, or `JOURNAL_UNREADABLE`.
 */
export function readJournal(file: string): JournalContents {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    return readRecords(new FileWindow(descriptor, fstatSync(descriptor).size), file);
  } catch (cause) {
    if (cause instanceof PipwrightError) throw cause;
    throw errors.JOURNAL_UNREADABLE({ file, reason: (cause as Error).message }, { cause });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
