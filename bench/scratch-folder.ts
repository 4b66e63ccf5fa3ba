import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own in the system's temporary folder. */
export interface ScratchFolder {
  file(name: string): string;
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
}

export function scratchFolder(): ScratchFolder {
  const folder = mkdtempSync(join(tmpdir(), 'pipwright-bench-'));
  return {
    file: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
