import { availableParallelism } from 'node:os';
import { shareColumns } from './share-columns.ts';
import { openTrialPool, type TrialPool } from './trial-pool.ts';
import type { ThreadData, TrialSetup } from './trial-setup.ts';

/** More rarely help, and each holds columns of its own. */
const THREADS_MAX = 8;

export interface PoolOptions {
  readonly setup: TrialSetup;
  /** Default: as many as the machine has cores, at most 8. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Program of the threads; default: the one that loads the setup's strategy. */
  readonly script?: URL;
}

/**
 * Gives `use` a way to threads, which are started when they are first needed and end with it, or at once when the signal is
 * aborted.
 */
export async function withPool<Result>(
  options: PoolOptions,
  use: (pool: () => Promise<TrialPool>) => Promise<Result>,
): Promise<Result> {
  const { setup, signal, script = new URL('./trial-worker.ts', import.meta.url) } = options;
  const threads = Math.max(1, Math.trunc(options.threads ?? Math.min(THREADS_MAX, availableParallelism())));
  let opened: Promise<TrialPool> | null = null;
  const close = async (): Promise<void> => {
    const pool = await opened?.catch(() => null);
    await pool?.close();
  };
  const onAbort = (): void => void close();
  signal?.addEventListener('abort', onAbort);
  try {
    return await use(() => {
      opened ??= openTrialPool({ script, data: { setup: shareColumns(setup), threads } satisfies ThreadData, threads });
      return opened;
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await close();
  }
}
