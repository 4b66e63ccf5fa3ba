import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { PipwrightError } from '@pipwright/model';
import { errors } from './errors.ts';
import { encodeHeader, encodeRecords, HEADER_BYTES, type JournalRecord } from './journal-format.ts';
import { readJournal, type JournalContents } from './journal-reader.ts';

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

const NOTHING: JournalContents = { records: [], validBytes: 0, tornBytes: 0 };

/**
 * An append-only file of checksummed records. One process writes it.
 * Opening an existing file cuts what an interrupted write left at its end, and keeps the cut bytes beside it (`….torn`,
 * then `….torn-2` and so on).
 *
 * States: `open`; `failed` after the disk refused to take back a half-written record or to confirm a written one: what
 * the file then holds is known only after it is opened again; `closed`.
 */
export class Journal {
  readonly file: string;
  /** The records that were there when it was opened. */
  readonly recovered: readonly JournalRecord[];
  /** Bytes that opening it cut off the end; 0 as a rule. */
  readonly tornBytes: number;
  readonly #syncPolicy: SyncPolicy;
  readonly #descriptor: number;
  #state: 'open' | 'failed' | 'closed' = 'open';
  #failure = '';
  #sequence: number;
  #position: number;
  #durable: number;
  #unsynced = 0;

  /** Throws `JOURNAL_WRITE_FAILED` where the file cannot be made or written, and what `readJournal` throws. */
  constructor(options: JournalOptions) {
    this.file = options.file;
    this.#syncPolicy = options.syncPolicy;
    const contents = existsSync(options.file) ? readJournal(options.file) : NOTHING;
    this.recovered = contents.records;
    this.tornBytes = contents.tornBytes;
    this.#sequence = contents.records.length;
    this.#position = Math.max(contents.validBytes, HEADER_BYTES);
    this.#durable = this.#position;
    try {
      this.#descriptor = openForWriting(options.file, contents);
    } catch (cause) {
      throw writeFailed(options.file, cause);
    }
  }

  /** Sequence that the next record will have. */
  get nextSequence(): number {
    return this.#sequence;
  }

  /**
   * Writes records in one piece and returns them with their sequence.
   * Throws `JOURNAL_WRITE_FAILED` on a full or broken disk; nothing is kept then. Throws `JOURNAL_CLOSED`,
   * `JOURNAL_RECORD_TOO_LARGE`, and `TypeError` on a payload that JSON cannot hold.
   */
  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[] {
    this.#requireOpen();
    if (entries.length === 0) return [];
    const records = entries.map(({ kind, type, time, payload }, index) => {
      return { sequence: this.#sequence + index, kind, type, time, payload };
    });
    const bytes = encodeRecords(records, this.#durable);
    this.#write(bytes);
    this.#position += bytes.length;
    this.#sequence += records.length;
    this.#unsynced += records.length;
    if (this.#syncPolicy === 'always' || (this.#syncPolicy === 'batch' && this.#unsynced >= BATCH_RECORDS)) this.sync();
    return records;
  }

  /** Forces what was written to the disk. */
  sync(): void {
    this.#requireOpen();
    if (this.#unsynced === 0) return;
    try {
      fdatasyncSync(this.#descriptor);
    } catch (cause) {
      // The kernel may have dropped the pages: a second attempt would succeed and mean nothing.
      throw this.#fail(cause);
    }
    this.#durable = this.#position;
    this.#unsynced = 0;
  }

  close(): void {
    if (this.#state === 'closed') return;
    try {
      if (this.#syncPolicy !== 'never' && this.#state === 'open') this.sync();
    } finally {
      this.#state = 'closed';
      closeSync(this.#descriptor);
    }
  }

  #requireOpen(): void {
    if (this.#state === 'closed') throw errors.JOURNAL_CLOSED({ file: this.file });
    if (this.#state === 'failed') throw errors.JOURNAL_WRITE_FAILED({ file: this.file, reason: this.#failure });
  }

  #write(bytes: Buffer): void {
    try {
      writeAll(this.#descriptor, bytes, this.#position);
    } catch (cause) {
      try {
        // A part that stayed could be taken for a record behind the next, shorter one.
        ftruncateSync(this.#descriptor, this.#position);
      } catch {
        throw this.#fail(cause);
      }
      throw writeFailed(this.file, cause);
    }
  }

  #fail(cause: unknown): PipwrightError {
    const error = writeFailed(this.file, cause);
    this.#state = 'failed';
    this.#failure = (cause as Error).message;
    return error;
  }
}

function writeFailed(file: string, cause: unknown): PipwrightError {
  return errors.JOURNAL_WRITE_FAILED({ file, reason: (cause as Error).message }, { cause });
}

function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

/** Opens the file, cuts its torn end, and makes sure that it and its name are on the disk. */
function openForWriting(file: string, { validBytes, tornBytes }: JournalContents): number {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, existsSync(file) ? 'r+' : 'wx+');
  try {
    if (tornBytes > 0) {
      keepTorn(descriptor, file, validBytes);
      ftruncateSync(descriptor, validBytes);
    }
    if (validBytes === 0) writeAll(descriptor, encodeHeader(), 0);
    fdatasyncSync(descriptor);
    syncDirectory(dirname(file));
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

/** Copies the end of the file, before it is cut off, into a file of its own. */
function keepTorn(descriptor: number, file: string, from: number): void {
  let number = 1;
  const name = (): string => `${file}.torn${number === 1 ? '' : `-${number}`}`;
  while (existsSync(name())) number++;
  const copy = openSync(name(), 'wx');
  try {
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    for (let position = from; ;) {
      const count = readSync(descriptor, chunk, 0, chunk.length, position);
      if (count === 0) break;
      writeAll(copy, chunk.subarray(0, count), position - from);
      position += count;
    }
    fsyncSync(copy);
  } finally {
    closeSync(copy);
  }
}

/** A new file is safe only when the directory that names it is. Windows has no such call and does it by itself. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
