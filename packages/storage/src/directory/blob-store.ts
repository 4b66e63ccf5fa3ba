import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errors } from '../errors.ts';
import type { BlobStore } from '../ports/index.ts';
import { blobWords } from './blob-name.ts';

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

/** Makes a rename in the directory survive a power cut. Windows has no such call and does not need it. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes beside the target under a hidden name, which no blob can have, and renames over it. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true });
  const unfinished = join(directory, `.${randomBytes(8).toString('hex')}.unfinished`);
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncDirectory(directory);
}

class DirectoryBlobStore implements BlobStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = resolve(directory);
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    await replaceFile(path, bytes).catch((error: unknown) => this.#fail(name, 'written', error));
  }

  async get(name: string): Promise<Uint8Array | null> {
    const path = this.#path(name);
    try {
      const bytes = await readFile(path);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      if (isMissing(error)) return null;
      return this.#fail(name, 'read', error);
    }
  }

  async list(prefix: string): Promise<readonly string[]> {
    const found: string[] = [];
    const complete = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const words = complete === '' ? [] : blobWords(complete.slice(0, -1));
    await this.#collect(join(this.#directory, ...words), complete, found);
    return found.filter((name) => name.startsWith(prefix)).toSorted();
  }

  async remove(name: string): Promise<void> {
    try {
      await unlink(this.#path(name));
    } catch (error) {
      if (!isMissing(error)) this.#fail(name, 'removed', error);
    }
  }

  #path(name: string): string {
    return join(this.#directory, ...blobWords(name));
  }

  async #collect(directory: string, prefix: string, found: string[]): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      return this.#fail(prefix, 'listed', error);
    });
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isFile()) found.push(prefix + entry.name);
      else if (entry.isDirectory()) await this.#collect(join(directory, entry.name), `${prefix}${entry.name}/`, found);
    }
  }

  #fail(name: string, operation: string, cause: unknown): never {
    if ((cause as { code?: string }).code === 'BLOB_NAME_INVALID') throw cause;
    const reason = (cause as Error).message;
    throw errors.BLOB_STORE_FAILED({ name, directory: this.#directory, operation, reason }, { cause });
  }
}

/** Blobs as files below a directory, which is made with the first one. */
export function openDirectoryBlobStore(directory: string): BlobStore {
  return new DirectoryBlobStore(directory);
}
