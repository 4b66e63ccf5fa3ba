import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Answers for closed periods, kept for good as the feed sent them, under the path that the feed has them at. An empty
 * file stands for a period without data.
 */
export class PeriodCache {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Where a period is kept. `path` is made of symbol and date by this package, never by a server. */
  file(path: string): string {
    return join(this.#directory, ...path.split('/'));
  }

  async read(path: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.file(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Keeps an answer. A reader sees all of it or nothing, also after a loss of power. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    const file = this.file(path);
    const temporary = `${file}.part`;
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file).catch(async (error: unknown) => {
      await rm(temporary, { force: true });
      throw error;
    });
  }
}
