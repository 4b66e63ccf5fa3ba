import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errors } from './errors.ts';
import {
  checkHeader,
  decodeRecord,
  encodeHeader,
  encodeRecord,
  FRAME_BYTES,
  HEADER_BYTES,
  type JournalRecord,
} from './journal-format.ts';

/**
 * When written records are forced to the disk. A record that was written survives the death of the process in every
 * case; this is about the machine losing power.
 */
export const SyncPolicy = {
  /** Before `append` returns. */
  Always: 'always',
  /** At the latest after this many records, and on `sync` and `close`. */
  Batch: 'batch',
  /** When the operating system pleases. */
  Never: 'never',
} as const;
export type SyncPolicy = (typeof SyncPolicy)[keyof typeof SyncPolicy];

/** Records between two syncs under `SyncPolicy.Batch`. */
const BATCH_RECORDS = 256;

export interface JournalOptions {
  readonly file: string;
  readonly syncPolicy: SyncPolicy;
}

/** What a journal file holds. */
export interface JournalContents {
  readonly records: readonly JournalRecord[];
  /** Bytes of whole records, header included. */
  readonly validBytes: number;
  /** Bytes after them that an interrupted write left behind; 0 as a rule. */
  readonly tornBytes: number;
}

function holdsRecordAfter(bytes: Buffer, offset: number): boolean {
  for (let start = offset + 1; start + FRAME_BYTES <= bytes.length; start++) {
    // A body starts with `[`; looking for it first spares a checksum at almost every byte.
    if (bytes[start + FRAME_BYTES] === 0x5b && decodeRecord(bytes, start).ok) return true;
  }
  return false;
}

/**
 * Reads a journal without changing it. An incomplete record at the end is reported as torn, not read.
 * Throws `JOURNAL_CORRUPT` where a damaged record is followed by whole ones.
 */
export function readJournal(file: string): JournalContents {
  const bytes = readFileSync(file);
  if (bytes.length < HEADER_BYTES) return { records: [], validBytes: 0, tornBytes: bytes.length };
  checkHeader(bytes, file);
  const records: JournalRecord[] = [];
  let offset = HEADER_BYTES;
  while (offset < bytes.length) {
    const decoded = decodeRecord(bytes, offset);
    if (!decoded.ok) {
      if (holdsRecordAfter(bytes, offset)) throw errors.JOURNAL_CORRUPT({ file, offset, reason: decoded.reason });
      break;
    }
    if (decoded.record.sequence !== records.length) {
      throw errors.JOURNAL_CORRUPT({
        file,
        offset,
        reason: `record ${decoded.record.sequence} where ${records.length} was due`,
      });
    }
    records.push(decoded.record);
    offset += decoded.bytes;
  }
  return { records, validBytes: offset, tornBytes: bytes.length - offset };
}

/**
 * An append-only file of checksummed records. One process writes it.
 * Opening an existing file cuts an incomplete record off its end and keeps the cut bytes beside it (`….torn`).
 */
export class Journal {
  readonly file: string;
  /** The records that were there when it was opened. */
  readonly recovered: readonly JournalRecord[];
  readonly #syncPolicy: SyncPolicy;
  #descriptor: number | null;
  #sequence: number;
  #position = 0;
  #unsynced = 0;

  constructor(options: JournalOptions) {
    this.file = options.file;
    this.#syncPolicy = options.syncPolicy;
    mkdirSync(dirname(options.file), { recursive: true });
    const contents = existsSync(options.file)
      ? readJournal(options.file)
      : { records: [], validBytes: 0, tornBytes: 0 };
    if (contents.tornBytes > 0) {
      writeFileSync(`${options.file}.torn`, readFileSync(options.file).subarray(contents.validBytes));
    }
    this.recovered = contents.records;
    this.#sequence = contents.records.length;
    this.#descriptor = openSync(options.file, contents.validBytes === 0 ? 'w' : 'r+');
    if (contents.validBytes === 0) this.#write(encodeHeader(), 0);
    else ftruncateSync(this.#descriptor, contents.validBytes);
    this.#position = contents.validBytes === 0 ? HEADER_BYTES : contents.validBytes;
    fdatasyncSync(this.#descriptor);
  }

  /** Sequence that the next record will have. */
  get nextSequence(): number {
    return this.#sequence;
  }

  /** Writes records in one piece and returns them with their sequence. Throws on a full disk; nothing is kept then. */
  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[] {
    const records = entries.map((entry, index) => ({ ...entry, sequence: this.#sequence + index }));
    const bytes = Buffer.concat(records.map(encodeRecord));
    this.#write(bytes, this.#position);
    this.#position += bytes.length;
    this.#sequence += records.length;
    this.#unsynced += records.length;
    if (this.#syncPolicy === 'always' || (this.#syncPolicy === 'batch' && this.#unsynced >= BATCH_RECORDS)) this.sync();
    return records;
  }

  /** Forces what was written to the disk. */
  sync(): void {
    if (this.#unsynced === 0) return;
    fdatasyncSync(this.#open());
    this.#unsynced = 0;
  }

  close(): void {
    if (this.#descriptor === null) return;
    if (this.#syncPolicy !== 'never') this.sync();
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #open(): number {
    if (this.#descriptor === null) throw errors.JOURNAL_CLOSED({ file: this.file });
    return this.#descriptor;
  }

  #write(bytes: Buffer, position: number): void {
    const descriptor = this.#open();
    for (let written = 0; written < bytes.length;) {
      written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
    }
  }
}
