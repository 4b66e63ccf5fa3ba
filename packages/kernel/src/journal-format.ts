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
 * File: 8 bytes PWJOURNL, u32 version, then records. Numbers are little-endian.
 * Record: u32 CRC-32 of all that follows, u32 length of the body, f64 durable bytes, body: UTF-8 of the canonical JSON
 * [sequence, kind, type, time, payload].
 *
 * Durable bytes: how much of the file was known to be on the disk when the record was written. When the power fails,
 * the disk may hold a later page of the last writes and lack an earlier one. A damaged place that no later record calls
 * durable is such a loss, and is cut off; any other is rot of what had been promised, and is an error.
 */
const MAGIC = Buffer.from('PWJOURNL', 'latin1');
const VERSION = 1;
export const HEADER_BYTES = 12;
export const FRAME_BYTES = 16;
const BODY_BYTES_MAX = 16 * 1024 * 1024;
/** The first byte of every body: `[`. */
export const BODY_START = 0x5b;

export function encodeHeader(): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(VERSION, 8);
  return header;
}

/**
 * Looks at the first bytes of a file: `HEADER_BYTES` and one more, fewer where it is shorter. `true` for a header, `false`
 * where the file ends in a header whose writing was interrupted (a part of it, or a hole in its place).
 * Throws `JOURNAL_NOT_A_JOURNAL` or `JOURNAL_VERSION`.
 */
export function checkHeader(bytes: Buffer, file: string): boolean {
  const isPart = bytes.length < HEADER_BYTES && bytes.equals(encodeHeader().subarray(0, bytes.length));
  const isHole = bytes.length <= HEADER_BYTES && bytes.every((byte) => byte === 0);
  if (isPart || isHole) return false;
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw errors.JOURNAL_NOT_A_JOURNAL({ file });
  }
  const version = bytes.readUInt32LE(MAGIC.length);
  if (version !== VERSION) throw errors.JOURNAL_VERSION({ file, version, expected: VERSION });
  return true;
}

function encodeBody(record: JournalRecord): string {
  return canonicalJson([record.sequence, record.kind, record.type, record.time, record.payload]);
}

/** Records as the bytes of the file. Throws `JOURNAL_RECORD_TOO_LARGE`, or `TypeError` on what JSON cannot hold. */
export function encodeRecords(records: readonly JournalRecord[], durableBytes: number): Buffer {
  const bodies = records.map(encodeBody);
  const sizes = bodies.map((body) => Buffer.byteLength(body));
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + FRAME_BYTES + size, 0));
  let offset = 0;
  bodies.forEach((body, index) => {
    const size = sizes[index] as number;
    if (size > BODY_BYTES_MAX) throw errors.JOURNAL_RECORD_TOO_LARGE({ size, limit: BODY_BYTES_MAX });
    const end = offset + FRAME_BYTES + size;
    bytes.writeUInt32LE(size, offset + 4);
    bytes.writeDoubleLE(durableBytes, offset + 8);
    bytes.write(body, offset + FRAME_BYTES, 'utf8');
    bytes.writeUInt32LE(crc32(bytes.subarray(offset + 4, end)), offset);
    offset = end;
  });
  return bytes;
}

/** Bytes of the record whose frame starts at `offset`, or null where no record can be so long. */
export function recordBytes(bytes: Buffer, offset: number): number | null {
  const size = bytes.readUInt32LE(offset + 4);
  return size === 0 || size > BODY_BYTES_MAX ? null : FRAME_BYTES + size;
}

/** `true` where the bytes from `offset` to `end` are what was once written as a record. */
export function isWhole(bytes: Buffer, offset: number, end: number): boolean {
  return (
    bytes[offset + FRAME_BYTES] === BODY_START && bytes.readUInt32LE(offset) === crc32(bytes.subarray(offset + 4, end))
  );
}

export function durableBytesOf(bytes: Buffer, offset: number): number {
  return bytes.readDoubleLE(offset + 8);
}

/** Reads a whole record. */
export function decodeRecord(bytes: Buffer, offset: number, end: number): JournalRecord {
  const text = bytes.toString('utf8', offset + FRAME_BYTES, end);
  const [sequence, kind, type, time, payload] = JSON.parse(text) as [number, JournalRecordKind, string, EpochMs, Json];
  return { sequence, kind, type, time, payload };
}
