import { systemClock, systemScheduler } from '@pipwright/kernel';
import { openDirectoryBlobStore } from '@pipwright/storage/directory';
import { openDuckDbCandleStore, openDuckDbFeatureStore } from '@pipwright/storage/duckdb';
import type { BlobStore, CandleStore, FeatureStore, Ledger, TenantLedger } from '@pipwright/storage/ports';
import { openPostgresLedger } from '@pipwright/storage/postgres';
import type { Configuration } from './configuration.ts';

/** Opens a store, hands it to `use` and closes it again. Calls inside `use` of an outer call share its store. */
export type UseStore<Store> = <Result>(use: (store: Store) => Promise<Result>) => Promise<Result>;

/** The stores of one process, each opened when it is first needed. */
export interface Stores {
  /**
   * The candles. One process at a time can have the file open, and the platform must not keep an import from running
   * beside it: open, work, close.
   */
  readonly candles: UseStore<CandleStore>;
  /** Rows of features, in a file of their own: open, work, close. */
  readonly features: UseStore<FeatureStore>;
  /** The ledger of this installation's tenant. */
  ledger(): Promise<TenantLedger>;
  /** Its name. */
  readonly tenant: string;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

function openForUse<Store extends { close(): Promise<void> }>(open: () => Promise<Store>): UseStore<Store> {
  let current: { readonly store: Promise<Store>; users: number } | null = null;
  let closing: Promise<void> = Promise.resolve();
  return async (use) => {
    current ??= { store: closing.then(open), users: 0 };
    const mine = current;
    mine.users++;
    try {
      return await use(await mine.store);
    } finally {
      mine.users--;
      if (mine.users === 0) {
        current = null;
        closing = mine.store.then((store) => store.close()).catch(() => undefined);
        await closing;
      }
    }
  };
}

/** Chooses the engines. Nothing is opened yet. */
export function openStores(configuration: Configuration): Stores {
  const scheduler = systemScheduler(systemClock);
  let ledger: Promise<Ledger> | null = null;
  const openLedger = (): Promise<Ledger> =>
    openPostgresLedger(
      configuration.databaseUrl === undefined
        ? { scheduler, embedded: { directory: configuration.databaseDirectory } }
        : { scheduler, url: configuration.databaseUrl },
    );
  return {
    candles: openForUse(() => openDuckDbCandleStore({ file: configuration.candleFile })),
    features: openForUse(() => openDuckDbFeatureStore({ file: configuration.featureFile })),
    async ledger() {
      ledger ??= openLedger();
      return (await ledger).tenant(configuration.tenant);
    },
    tenant: configuration.tenant,
    blobs: openDirectoryBlobStore(configuration.blobDirectory),
    async close() {
      const opened = ledger;
      ledger = null;
      await opened?.then((one) => one.close()).catch(() => undefined);
    },
  };
}
