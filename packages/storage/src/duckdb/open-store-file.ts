import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { errors } from '../errors.ts';
import type { CallTable, StoreKind } from './messages.ts';
import { WorkerLink } from './worker-link.ts';

export interface StoreFileOptions {
  /** Path of the database file; made, with its directory, where it does not exist. */
  readonly file: string;
  /** Where DuckDB spills what does not fit in memory; beside the file unless given. */
  readonly temporaryDirectory?: string;
  /** Several processes may read one file at the same time, as long as none writes it. */
  readonly readOnly?: boolean;
}

/** A file that is open in a thread of its own. */
export interface StoreFile<Calls extends CallTable<Calls>> {
  readonly link: WorkerLink<Calls>;
  /** The path that stands for the file, whatever link it was given by. */
  readonly file: string;
  readonly readOnly: boolean;
}

const THREADS_MAX = 4;

/** Files open in this process. The system's file lock does not keep a process out of its own files; this does. */
const openFiles = new Set<string>();

async function identityOf(file: string): Promise<string> {
  const path = resolve(file);
  return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}

/**
 * Opens a DuckDB file in the thread `script`. Rejects with `…_BUSY`, `…_NOT_OPENED` and `…_VERSION` of its kind.
 */
export async function openStoreFile<Calls extends CallTable<Calls>>(
  kind: StoreKind,
  script: URL,
  options: StoreFileOptions,
): Promise<StoreFile<Calls>> {
  const readOnly = options.readOnly ?? false;
  if (!readOnly) await mkdir(dirname(resolve(options.file)), { recursive: true });
  const file = await identityOf(options.file);
  if (openFiles.has(file)) throw errors[`${kind}_BUSY`]({ file, holder: `this process (PID ${process.pid})` });
  openFiles.add(file);
  const settings = {
    kind,
    file,
    temporaryDirectory: options.temporaryDirectory ?? null,
    readOnly,
    threads: Math.min(THREADS_MAX, availableParallelism()),
  };
  const release = () => openFiles.delete(file);
  try {
    return { link: await WorkerLink.open<Calls>(script, settings, release), file, readOnly };
  } catch (error) {
    release();
    throw error;
  }
}
