import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { errors } from '../errors.ts';
import type { ArchiveMember, SourceFile } from './source-file.ts';

/** Limits for archives from strangers. Nothing of an archive is ever written to disk, and no path in it is opened. */
export interface ArchiveLimits {
  readonly entriesMax: number;
  readonly entryBytesMax: number;
  /** Unpacked to packed size, judged once an entry has passed `ratioFreeBytes`. */
  readonly ratioMax: number;
  readonly ratioFreeBytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entriesMax: 10_000,
  entryBytesMax: 8 * 1024 ** 3,
  // Quotes in text pack 4 to 30 times; the format's limit, which only bombs reach, is about 1,030.
  ratioMax: 200,
  ratioFreeBytes: 64 * 1024 ** 2,
};

/** Not data: folders, notes and the status files that histdata.com adds. The CFTC's `annual.txt` is data. */
function isDataEntry(name: string): boolean {
  if (name.endsWith('/') || name.startsWith('__MACOSX/')) return false;
  return !/\.(txt|md|pdf|html?)$/i.test(name) || /(^|\/)annual[^/]*\.txt$/i.test(name);
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** Names of the data entries of an archive, in its order. Reads the archive through without unpacking it. */
export async function listZipMembers(file: SourceFile, limits = ARCHIVE_LIMITS): Promise<ArchiveMember[]> {
  const names: string[] = [];
  let entries = 0;
  const unzip = new Unzip((entry) => {
    entries++;
    if (isDataEntry(entry.name)) names.push(entry.name);
  });
  await pushAll(unzip, file, () => {
    if (entries > limits.entriesMax)
      throw errors.ARCHIVE_UNSAFE({ file: file.name, reason: `it has more than ${limits.entriesMax} entries` });
  });
  if (names.length === 0) throw errors.FILE_CORRUPT({ file: file.name, reason: 'the archive holds no data file' });
  return names.map((name, index) => ({
    name: `${file.name}:${name}`,
    read: () => readZipMember(file, index, limits),
  }));
}

async function pushAll(unzip: Unzip, file: SourceFile, check: () => void): Promise<void> {
  try {
    for await (const piece of file.read()) {
      unzip.push(piece, false);
      check();
    }
    unzip.push(new Uint8Array(0), true);
  } catch (cause) {
    throw asArchiveError(file, cause);
  }
}

function asArchiveError(file: SourceFile, cause: unknown): unknown {
  if (cause instanceof Error && 'category' in cause) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return errors.FILE_CORRUPT({ file: file.name, reason: `the archive cannot be unpacked (${reason})` }, { cause });
}

/** Unpacks one entry piece by piece. */
class MemberReader {
  readonly #file: SourceFile;
  readonly #limits: ArchiveLimits;
  readonly #unzip: Unzip;
  #ready: Uint8Array[] = [];
  #outputBytes = 0;
  #failure: Error | null = null;
  #found = false;
  ended = false;

  constructor(file: SourceFile, wanted: number, limits: ArchiveLimits) {
    this.#file = file;
    this.#limits = limits;
    let index = 0;
    this.#unzip = new Unzip((entry) => {
      if (!isDataEntry(entry.name) || index++ !== wanted) return;
      this.#found = true;
      this.#start(entry);
    });
    this.#unzip.register(UnzipInflate);
  }

  #start(entry: UnzipFile): void {
    entry.ondata = (failure, piece, final) => {
      if (failure !== null) this.#failure = failure;
      if (piece !== undefined && piece.length > 0) this.#ready.push(piece);
      this.#outputBytes += piece?.length ?? 0;
      if (final) this.ended = true;
    };
    entry.start();
  }

  push(piece: Uint8Array, inputBytes: number, last: boolean): Uint8Array[] {
    try {
      this.#unzip.push(piece, last);
      if (this.#failure !== null) throw this.#failure;
    } catch (cause) {
      throw asArchiveError(this.#file, cause);
    }
    const { entryBytesMax, ratioMax, ratioFreeBytes } = this.#limits;
    const tooDense = this.#outputBytes > ratioFreeBytes && this.#outputBytes > ratioMax * inputBytes;
    if (this.#outputBytes > entryBytesMax || tooDense)
      throw errors.ARCHIVE_UNSAFE({
        file: this.#file.name,
        reason: `an entry unpacks to ${this.#outputBytes} bytes and more, from ${inputBytes}`,
      });
    if (last && !(this.#found && this.ended))
      throw errors.FILE_CORRUPT({ file: this.#file.name, reason: 'the archive ends in the middle of an entry' });
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}

/** Small steps in, so that even a bomb's steps out stay small: 1,030 x 16 KiB at the most. */
const INPUT_STEP_BYTES = 16_384;

async function* readZipMember(file: SourceFile, index: number, limits: ArchiveLimits): AsyncIterable<Uint8Array> {
  const reader = new MemberReader(file, index, limits);
  let inputBytes = 0;
  for await (const piece of file.read()) {
    for (let start = 0; start < piece.length; start += INPUT_STEP_BYTES) {
      const step = piece.subarray(start, start + INPUT_STEP_BYTES);
      inputBytes += step.length;
      yield* reader.push(step, inputBytes, false);
      if (reader.ended) return;
    }
  }
  yield* reader.push(new Uint8Array(0), inputBytes, true);
}
