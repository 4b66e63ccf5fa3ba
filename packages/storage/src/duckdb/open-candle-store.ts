import { findInstrument, type Instrument, type SymbolName } from '@pipwright/model';
import type { CandleStore } from '../ports/index.ts';
import { DuckDbCandleStore } from './candle-store.ts';
import { openStoreFile, type StoreFileOptions } from './open-store-file.ts';
import type { Calls } from './protocol.ts';

export interface DuckDbCandleStoreOptions extends StoreFileOptions {
  /**
   * Contract of a symbol; the catalogue of the model unless given. Symbols without one are stored with the decimals
   * that their data shows.
   */
  readonly instrument?: (symbol: SymbolName) => Instrument | undefined;
}

/**
 * Opens a DuckDB file as candle store. DuckDB runs in a thread of its own, so that writing never stalls the caller.
 * One process at a time may open a file for writing: rejects with `CANDLE_STORE_BUSY` (retryable, names the process
 * that holds it) after trying for a third of a second. Rejects with `CANDLE_STORE_NOT_OPENED` and `CANDLE_STORE_VERSION`
 * where the file is not a candle store that this version reads.
 */
export async function openDuckDbCandleStore(options: DuckDbCandleStoreOptions): Promise<CandleStore> {
  const { link, file, readOnly } = await openStoreFile<Calls>(
    'CANDLE_STORE',
    new URL('./worker.ts', import.meta.url),
    options,
  );
  return new DuckDbCandleStore({ file, link, readOnly, instrument: options.instrument ?? findInstrument });
}
