import { readSync } from 'node:fs';

/** Bytes read from the file at once. */
const CHUNK_BYTES = 1024 * 1024;

/** Reads a file of any size through a buffer that moves along with the reader. */
export class FileWindow {
  /** Size of the file when it was opened. */
  readonly size: number;
  readonly #descriptor: number;
  #bytes = Buffer.alloc(0);
  #start = 0;

  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.size = size;
  }

  /** The buffer after the last `load`. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Bytes that `load` has made available from `offset` on. */
  available(offset: number): number {
    return this.#start + this.#bytes.length - offset;
  }

  /**
   * Makes `length` bytes from `offset` on available, fewer where the file ends before.
   * Returns the index in `bytes` at which they start.
   */
  load(offset: number, length: number): number {
    const end = Math.min(offset + length, this.size);
    if (offset < this.#start || end > this.#start + this.#bytes.length)
      this.#fill(offset, Math.max(length, CHUNK_BYTES));
    return offset - this.#start;
  }

  #fill(offset: number, length: number): void {
    const bytes = Buffer.allocUnsafe(Math.min(length, this.size - offset));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(this.#descriptor, bytes, read, bytes.length - read, offset + read);
      if (count === 0) break;
      read += count;
    }
    this.#bytes = bytes.subarray(0, read);
    this.#start = offset;
  }
}
