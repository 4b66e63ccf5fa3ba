import { systemClock, systemScheduler } from '@pipwright/kernel';
import { openDirectoryBlobStore } from '@pipwright/storage/directory';
import { openDuckDbCandleStore } from '@pipwright/storage/duckdb';
import type { BlobStore, CandleStore, Ledger, TenantLedger } from '@pipwright/storage/ports';
import { openPostgresLedger } from '@pipwright/storage/postgres';
import type { Configuration } from './configuration.ts';

/** The stores of one process, each opened when it is first needed. */
export interface Stores {
  /**
   * Opens the candles, hands them to `use` and closes them again: one process at a time can have the file open, and the
   * platform must not keep an import from running beside it. Calls inside `use` of an outer call share its store.
   */
  candles<Result>(use: (store: CandleStore) => Promise<Result>): Promise<Result>;
  /** The ledger of this installation's tenant. */
  ledger(): Promise<TenantLedger>;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** Chooses the engines. Nothing is opened yet. */
export function openStores(configuration: Configuration): Stores {
  const scheduler = systemScheduler(systemClock);
  let ledger: Promise<Ledger> | null = null;
  let candles: { readonly store: Promise<CandleStore>; users: number } | null = null;
  let closing: Promise<void> = Promise.resolve();
  const openLedger = (): Promise<Ledger> =>
    openPostgresLedger(
      configuration.databaseUrl === undefined
        ? { scheduler, embedded: { directory: configuration.databaseDirectory } }
        : { scheduler, url: configuration.databaseUrl },
    );
  return {
    async candles(use) {
      candles ??= { store: closing.then(() => openDuckDbCandleStore({ file: configuration.candleFile })), users: 0 };
      const mine = candles;
      mine.users++;
      try {
        return await use(await mine.store);
      } finally {
        mine.users--;
        if (mine.users === 0) {
          candles = null;
          closing = mine.store.then((store) => store.close()).catch(() => undefined);
          await closing;
        }
      }
    },
    async ledger() {
      ledger ??= openLedger();
      return (await ledger).tenant(configuration.tenant);
    },
    blobs: openDirectoryBlobStore(configuration.blobDirectory),
    async close() {
      const opened = ledger;
      ledger = null;
      await opened?.then((one) => one.close()).catch(() => undefined);
    },
  };
}
