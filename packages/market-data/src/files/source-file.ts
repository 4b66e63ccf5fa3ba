import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { errors } from '../errors.ts';

/** A file to be imported: a path, or bytes that are already in memory under the name that a file would have. */
export type ImportSource = string | { readonly name: string; readonly bytes: Uint8Array };

/** A file that can be read more than once. */
export interface SourceFile {
  /** As the user wrote it; part of every message. */
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes from the start, in pieces. */
  read(): AsyncIterable<Uint8Array>;
}

const PIECE_BYTES = 1_048_576;

async function* readPath(path: string): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) yield piece as Uint8Array;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function* readBytes(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) yield bytes.subarray(start, start + PIECE_BYTES);
}

function unreadable(file: string, cause: unknown): Error {
  return errors.FILE_UNREADABLE({ file, reason: cause instanceof Error ? cause.message : String(cause) }, { cause });
}

/** Opens a source. Throws `FILE_UNREADABLE` where there is no such file. */
export async function openSource(source: ImportSource): Promise<SourceFile> {
  if (typeof source !== 'string')
    return { name: source.name, sizeBytes: source.bytes.length, read: () => readBytes(source.bytes) };
  try {
    const status = await stat(source);
    if (!status.isFile()) throw new Error('it is not a file');
    return { name: source, sizeBytes: status.size, read: () => readPath(source) };
  } catch (cause) {
    throw unreadable(source, cause);
  }
}

/** The first bytes of a stream, at most `bytesMax`. The stream is closed. */
export async function readHead(pieces: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length >= bytesMax) break;
  }
  return joinBytes(parts).subarray(0, bytesMax);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Everything of a stream. Throws `FILE_CORRUPT` where it is longer than `bytesMax`. */
export async function readWhole(file: SourceFile | ArchiveMember, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.read()) {
    parts.push(piece);
    length += piece.length;
    if (length > bytesMax)
      throw errors.FILE_CORRUPT({
        file: file.name,
        reason: `it is longer than the ${bytesMax} bytes such a file can have`,
      });
  }
  return joinBytes(parts);
}

/** A data file inside an archive, or a source that is none. `name` holds the archive and the entry. */
export interface ArchiveMember {
  readonly name: string;
  read(): AsyncIterable<Uint8Array>;
}
