import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { findInstrument, type Instrument, type SymbolName } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { CandleStore } from '../ports/index.ts';
import { DuckDbCandleStore } from './candle-store.ts';
import { WorkerLink } from './worker-link.ts';

export interface DuckDbCandleStoreOptions {
  /** Path of the database file; made, with its directory, where it does not exist. */
  readonly file: string;
  /** Where DuckDB spills what does not fit in memory; beside the file unless given. */
  readonly temporaryDirectory?: string;
  /** Several processes may read one file at the same time, as long as none writes it. */
  readonly readOnly?: boolean;
  /**
   * Contract of a symbol; the catalogue of the model unless given. Symbols without one are stored with the decimals
   * that their data shows.
   */
  readonly instrument?: (symbol: SymbolName) => Instrument | undefined;
}

const THREADS_MAX = 4;

/** Files open in this process. The system's file lock does not keep a process out of its own files; this does. */
const openFiles = new Set<string>();

async function identityOf(file: string): Promise<string> {
  const path = resolve(file);
  return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}

/**
 * Opens a DuckDB file as candle store. DuckDB runs in a thread of its own, so that writing never stalls the caller.
 * One process at a time may open a file for writing: rejects with `CANDLE_STORE_BUSY` (retryable, names the process
 * that holds it) after trying for a third of a second. Rejects with `CANDLE_STORE_NOT_OPENED` and `CANDLE_STORE_VERSION`
 * where the file is not a candle store that this version reads.
 */
export async function openDuckDbCandleStore(options: DuckDbCandleStoreOptions): Promise<CandleStore> {
  const readOnly = options.readOnly ?? false;
  if (!readOnly) await mkdir(dirname(resolve(options.file)), { recursive: true });
  const file = await identityOf(options.file);
  if (openFiles.has(file)) throw errors.CANDLE_STORE_BUSY({ file, holder: `this process (PID ${process.pid})` });
  openFiles.add(file);
  const settings = {
    file,
    temporaryDirectory: options.temporaryDirectory ?? null,
    readOnly,
    threads: Math.min(THREADS_MAX, availableParallelism()),
  };
  const release = () => openFiles.delete(file);
  try {
    const link = await WorkerLink.open(settings, release);
    return new DuckDbCandleStore({ file, link, readOnly, instrument: options.instrument ?? findInstrument });
  } catch (error) {
    release();
    throw error;
  }
}
