import type { WriteSummary } from '../ports/index.ts';
import { writeCandleBatch } from './candle-writer.ts';
import type { Database } from './database.ts';
import { Dictionary } from './dictionary.ts';
import {
  beginImport,
  finishImport,
  importIdForChunk,
  listImports,
  listQuarantined,
  recordChunk,
} from './import-log.ts';
import type { Block, Calls, StageSlot } from './protocol.ts';
import { listTickDays, readCandles, readTicks } from './reader.ts';
import { listSeries } from './series-list.ts';
import type { Handlers, StoreEngine } from './serve-store.ts';
import { writeTicks } from './tick-writer.ts';

const NOTHING_WRITTEN: WriteSummary = { inserted: 0, replaced: 0, kept: 0 };

/** The candles on their own thread. */
export class Engine implements StoreEngine {
  readonly immediate = ['stage'];
  readonly #database: Database;
  readonly #dictionary: Dictionary;
  readonly #staged = new Map<string, Block[]>();

  constructor(database: Database) {
    this.#database = database;
    this.#dictionary = new Dictionary(database);
  }

  load(): Promise<void> {
    return this.#dictionary.load();
  }

  /** Columns are answered as one piece of memory. */
  transferred(answer: unknown): readonly ArrayBuffer[] {
    const values = (answer as { readonly values?: unknown } | null)?.values;
    return values instanceof Float64Array ? [values.buffer as ArrayBuffer] : [];
  }

  /** Keeps rows until the call that names their operation. */
  #stage(operation: number, slot: StageSlot, block: Block): void {
    const key = `${operation} ${slot}`;
    const parts = this.#staged.get(key);
    if (parts === undefined) this.#staged.set(key, [block]);
    else parts.push(block);
  }

  readonly handlers: Handlers<Calls> = {
    stage: ({ operation, slot, block }) => {
      this.#stage(operation, slot, block);
      return Promise.resolve(null);
    },
    beginImport: ({ digest, file }) => beginImport(this.#database, digest, file),
    commitChunk: (ask) => this.#commitChunk(ask),
    finishImport: async ({ digest, report }) => {
      await finishImport(this.#database, digest, report);
      return null;
    },
    listImports: () => listImports(this.#database),
    listQuarantined: ({ digest, limit }) => listQuarantined(this.#database, digest, limit),
    writeCandles: ({ operation, batch }) => {
      const parts = this.#take(operation, 0);
      return this.#write(() => writeCandleBatch(this.#database, this.#dictionary, batch, parts));
    },
    readCandles: ({ key, range }) => readCandles(this.#database, this.#dictionary, key, range),
    readTicks: ({ symbol, range }) => readTicks(this.#database, this.#dictionary, symbol, range),
    listTickDays: ({ symbol }) => listTickDays(this.#database, this.#dictionary, symbol),
    listSeries: () => listSeries(this.#database),
    close: async () => {
      this.#database.close();
      return null;
    },
  };

  #take(operation: number, slot: StageSlot): readonly Block[] {
    const key = `${operation} ${slot}`;
    const parts = this.#staged.get(key) ?? [];
    this.#staged.delete(key);
    return parts;
  }

  async #write<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#database.transaction(work);
    } catch (error) {
      await this.#dictionary.load();
      throw error;
    }
  }

  #commitChunk(ask: Calls['commitChunk']['ask']): Promise<WriteSummary> {
    const batches = ask.batches.map((header, slot) => ({ header, parts: this.#take(ask.operation, slot) }));
    const tickParts = this.#take(ask.operation, 'ticks');
    return this.#write(async () => {
      const importId = await importIdForChunk(this.#database, ask.digest, ask.index);
      if (importId === null) return NOTHING_WRITTEN;
      let summary = NOTHING_WRITTEN;
      for (const { header, parts } of batches) {
        const { inserted, replaced, kept } = await writeCandleBatch(this.#database, this.#dictionary, header, parts);
        summary = {
          inserted: summary.inserted + inserted,
          replaced: summary.replaced + replaced,
          kept: summary.kept + kept,
        };
      }
      if (ask.ticks !== null) await writeTicks(this.#database, this.#dictionary, importId, ask.ticks, tickParts);
      await recordChunk(this.#database, importId, ask.index, ask.quarantined);
      return summary;
    });
  }
}
