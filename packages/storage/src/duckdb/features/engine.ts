import { TIMEFRAMES } from '@pipwright/model';
import { errors } from '../../errors.ts';
import type { FeatureKey, FeatureSummary } from '../../ports/index.ts';
import type { Database } from '../database.ts';
import type { Handlers, StoreEngine } from '../serve-store.ts';
import { checkBlock } from './check-block.ts';
import type { CrossingRows, FeatureCalls } from './protocol.ts';
import { readRows } from './read-rows.ts';
import { describeKey, SeriesRegister, type StoredSeries } from './series-register.ts';
import { spansOf, stateOf } from './span-log.ts';
import { removeRowsAfter, writeBlock } from './write-block.ts';

function byKey(a: FeatureKey, b: FeatureKey): number {
  const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return (
    order(a.tenant, b.tenant) ||
    order(a.symbol, b.symbol) ||
    TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe) ||
    order(a.version, b.version)
  );
}

/** The features on their own thread. */
export class FeatureEngine implements StoreEngine {
  readonly immediate = [];
  readonly #database: Database;
  readonly #register: SeriesRegister;

  constructor(database: Database) {
    this.#database = database;
    this.#register = new SeriesRegister(database);
  }

  load(): Promise<void> {
    return this.#register.load();
  }

  /** Times and columns are answered as pieces of memory of their own, a state as one. */
  transferred(answer: unknown): readonly ArrayBuffer[] {
    if (answer instanceof Float64Array) return [answer.buffer as ArrayBuffer];
    const { time, columns } = (answer ?? {}) as Partial<CrossingRows>;
    return time === undefined || columns === undefined ? [] : [time.buffer, ...columns.map(({ buffer }) => buffer)];
  }

  readonly handlers: Handlers<FeatureCalls> = {
    writeBlock: (block) => {
      checkBlock(block);
      return this.#write(() => writeBlock(this.#database, this.#register, block));
    },
    readRows: async ({ key, names, range }) => {
      const series = this.#register.find(key);
      if (series !== undefined) return readRows(this.#database, series, names ?? series.names, range);
      const wanted = names ?? [];
      return { names: wanted, time: new Float64Array(0), columns: wanted.map(() => new Float32Array(0)) };
    },
    readSpans: async (key) => {
      const series = this.#register.find(key);
      return series === undefined ? [] : spansOf(this.#database, series.id);
    },
    readState: async ({ key, digest }) => {
      const series = this.#register.find(key);
      return series === undefined ? null : stateOf(this.#database, series.id, digest);
    },
    removeAfter: ({ key, digest }) => {
      const series = this.#register.find(key);
      return series === undefined ? Promise.resolve(0) : this.#write(() => this.#removeAfter(series, digest));
    },
    listFeatures: () => this.#list(),
    close: async () => {
      this.#database.close();
      return null;
    },
  };

  async #write<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#database.transaction(work);
    } catch (error) {
      await this.#register.load();
      throw error;
    }
  }

  async #removeAfter(series: StoredSeries, digest: string | null): Promise<number> {
    if (digest === null) {
      const removed = await removeRowsAfter(this.#database, series, Number.MIN_SAFE_INTEGER);
      await this.#register.remove(series);
      return removed;
    }
    const span = (await spansOf(this.#database, series.id)).find((one) => one.digest === digest);
    if (span === undefined) throw errors.FEATURE_BLOCK_NOT_NEXT({ series: describeKey(series.key), follows: digest });
    return removeRowsAfter(this.#database, series, span.lastTime);
  }

  async #list(): Promise<readonly FeatureSummary[]> {
    const summaries: FeatureSummary[] = [];
    for (const { id, key, names } of this.#register.all()) {
      const spans = await spansOf(this.#database, id);
      const [first, last] = [spans[0], spans.at(-1)];
      if (first === undefined || last === undefined) continue;
      const rows = spans.reduce((sum, span) => sum + span.rows, 0);
      const bytes = rows * (Float64Array.BYTES_PER_ELEMENT + names.length * Float32Array.BYTES_PER_ELEMENT);
      const { firstTime } = first;
      const { lastTime } = last;
      summaries.push({ ...key, rows, columns: names.length, spans: spans.length, firstTime, lastTime, bytes });
    }
    return summaries.toSorted(byKey);
  }
}
