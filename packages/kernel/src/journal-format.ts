import { crc32 } from 'node:zlib';
import type { EpochMs } from '@pipwright/model';
import { canonicalJson, type Json } from './canonical-json.ts';
import { errors } from './errors.ts';

/** `input`: came from outside, cannot be computed. `output`: follows from the inputs before it. */
export type JournalRecordKind = 'input' | 'output';

/** One event of a run. */
export interface JournalRecord {
  /** 0, 1, 2 … without holes. */
  readonly sequence: number;
  readonly kind: JournalRecordKind;
  readonly type: string;
  /** Time of the event on the clock of the run. */
  readonly time: EpochMs;
  readonly payload: Json;
}

/*
 * File: 8 bytes PWJOURNL, u32 version, then records.
 * Record: u32 length of the body, u32 CRC-32 of length and body, body: UTF-8 of the canonical JSON
 * [sequence, kind, type, time, payload]. Numbers are little-endian.
 */
const MAGIC = Buffer.from('PWJOURNL', 'latin1');
const VERSION = 1;
export const HEADER_BYTES = 12;
export const FRAME_BYTES = 8;
export const RECORD_BYTES_MAX = 16 * 1024 * 1024;

export function encodeHeader(): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(VERSION, 8);
  return header;
}

/** Throws `JOURNAL_NOT_A_JOURNAL` or `JOURNAL_VERSION`. */
export function checkHeader(bytes: Buffer, file: string): void {
  if (!bytes.subarray(0, 8).equals(MAGIC)) throw errors.JOURNAL_NOT_A_JOURNAL({ file });
  const version = bytes.readUInt32LE(8);
  if (version !== VERSION) throw errors.JOURNAL_VERSION({ file, version, expected: VERSION });
}

export function encodeRecord(record: JournalRecord): Buffer {
  const text = canonicalJson([record.sequence, record.kind, record.type, record.time, record.payload]);
  const size = Buffer.byteLength(text);
  if (size > RECORD_BYTES_MAX) throw errors.JOURNAL_RECORD_TOO_LARGE({ size, limit: RECORD_BYTES_MAX });
  const frame = Buffer.allocUnsafe(FRAME_BYTES + size);
  frame.writeUInt32LE(size, 0);
  frame.write(text, FRAME_BYTES, 'utf8');
  frame.writeUInt32LE(checksum(frame), 4);
  return frame;
}

function checksum(frame: Buffer): number {
  return crc32(frame.subarray(FRAME_BYTES), crc32(frame.subarray(0, 4)));
}

/** What stands at one place of a journal. */
export type Decoded =
  | { readonly ok: true; readonly record: JournalRecord; readonly bytes: number }
  | { readonly ok: false; readonly reason: string };

/** Reads the record that starts at `offset`. */
export function decodeRecord(bytes: Buffer, offset: number): Decoded {
  const left = bytes.length - offset;
  if (left < FRAME_BYTES) return { ok: false, reason: 'the frame is cut short' };
  const size = bytes.readUInt32LE(offset);
  if (size > RECORD_BYTES_MAX) return { ok: false, reason: 'the length is impossible' };
  if (left < FRAME_BYTES + size) return { ok: false, reason: 'the record is cut short' };
  const frame = bytes.subarray(offset, offset + FRAME_BYTES + size);
  if (frame.readUInt32LE(4) !== checksum(frame)) return { ok: false, reason: 'the checksum does not fit' };
  const [sequence, kind, type, time, payload] = JSON.parse(frame.toString('utf8', FRAME_BYTES)) as [
    number,
    JournalRecordKind,
    string,
    EpochMs,
    Json,
  ];
  return { ok: true, record: { sequence, kind, type, time, payload }, bytes: FRAME_BYTES + size };
}
