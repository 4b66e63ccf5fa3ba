import {
  CANDLE_COLUMN_NAMES,
  type CandleColumnName,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type SymbolName,
  type TickColumns,
} from '@pipwright/model';
import { errors } from '../errors.ts';
import type {
  CandleBatch,
  CandleStore,
  ImportChunk,
  ImportKey,
  ImportProgress,
  QuarantinedRow,
  SeriesKey,
  SeriesSummary,
  TimeRange,
  WriteSummary,
} from '../ports/index.ts';
import { blockColumn, blockOf, checkColumnLengths } from './blocks.ts';
import {
  PART_ROWS,
  type Block,
  type CallName,
  type Calls,
  type CandleBatchHeader,
  type StageSlot,
  type TickBatchHeader,
} from './protocol.ts';
import type { WorkerLink } from './worker-link.ts';

const TICK_COLUMN_NAMES = ['time', 'bid', 'ask', 'bidVolume', 'askVolume'] as const;

export interface DuckDbCandleStoreParts {
  readonly file: string;
  readonly link: WorkerLink<Calls>;
  readonly readOnly: boolean;
  readonly instrument: (symbol: SymbolName) => Instrument | undefined;
}

/**
 * The store as callers see it: it copies rows out, hands them to the thread, and waits. Calls reach the thread in the
 * order in which they were made, whether or not the caller waited for the one before.
 */
export class DuckDbCandleStore implements CandleStore {
  readonly #parts: DuckDbCandleStoreParts;
  #operation = 0;
  #allPosted: Promise<unknown> = Promise.resolve();

  constructor(parts: DuckDbCandleStoreParts) {
    this.#parts = parts;
  }

  async beginImport(key: ImportKey): Promise<ImportProgress> {
    this.#mustWrite('beginImport');
    return this.#call('beginImport', { digest: key.digest, file: key.file });
  }

  async commitChunk(chunk: ImportChunk): Promise<WriteSummary> {
    this.#mustWrite('commitChunk');
    const operation = ++this.#operation;
    const ask = {
      operation,
      digest: chunk.digest,
      index: chunk.index,
      batches: chunk.batches.map((batch) => this.#headerOf(batch)),
      ticks: chunk.ticks === null ? null : this.#tickHeaderOf(chunk.ticks),
      quarantined: chunk.quarantined,
    };
    return this.#call('commitChunk', ask, async () => {
      for (const [slot, batch] of chunk.batches.entries()) await this.#stageCandles(operation, slot, batch);
      if (chunk.ticks !== null) await this.#stageTicks(operation, chunk.ticks.symbol, chunk.ticks.ticks);
    });
  }

  async finishImport(digest: string, report: string): Promise<void> {
    this.#mustWrite('finishImport');
    await this.#call('finishImport', { digest, report });
  }

  listImports(): Promise<readonly ImportProgress[]> {
    return this.#call('listImports', null);
  }

  listQuarantined(options: { readonly digest?: string; readonly limit: number }): Promise<readonly QuarantinedRow[]> {
    return this.#call('listQuarantined', { digest: options.digest ?? null, limit: options.limit });
  }

  async writeCandles(batch: CandleBatch): Promise<WriteSummary> {
    this.#mustWrite('writeCandles');
    const operation = ++this.#operation;
    const ask = { operation, batch: this.#headerOf(batch) };
    return this.#call('writeCandles', ask, () => this.#stageCandles(operation, 0, batch));
  }

  async readCandles(key: SeriesKey, range?: TimeRange): Promise<CandleSeries> {
    const { symbol, timeframe } = key;
    const block = await this.#call('readCandles', { key: { symbol, timeframe }, range: range ?? null });
    const candles = { length: block.rows } as { length: number } & Record<CandleColumnName, Float64Array>;
    CANDLE_COLUMN_NAMES.forEach((name, index) => {
      candles[name] = blockColumn(block, index);
    });
    return { symbol, timeframe, askSource: block.askSource, candles };
  }

  async readTicks(symbol: SymbolName, range: TimeRange): Promise<TickColumns> {
    const block = await this.#call('readTicks', { symbol, range });
    const ticks = { length: block.rows } as { length: number } & Record<
      (typeof TICK_COLUMN_NAMES)[number],
      Float64Array
    >;
    TICK_COLUMN_NAMES.forEach((name, index) => {
      ticks[name] = blockColumn(block, index);
    });
    return ticks;
  }

  listTickDays(symbol: SymbolName): Promise<readonly EpochMs[]> {
    return this.#call('listTickDays', { symbol });
  }

  listSeries(): Promise<readonly SeriesSummary[]> {
    return this.#call('listSeries', null);
  }

  /** Waits for all calls made before, then lets go of the file. */
  close(): Promise<void> {
    return this.#inOrder(() => Promise.resolve({ answer: this.#parts.link.close() }));
  }

  #call<Name extends CallName>(
    name: Name,
    ask: Calls[Name]['ask'],
    stage?: () => Promise<void>,
  ): Promise<Calls[Name]['answer']> {
    return this.#inOrder(async () => {
      await stage?.();
      return { answer: this.#parts.link.call(name, ask) };
    });
  }

  /** Posts after everything before has been posted; `post` wraps the answer so that only the posting is waited for. */
  async #inOrder<Answer>(post: () => Promise<{ readonly answer: Promise<Answer> }>): Promise<Answer> {
    const posted = this.#allPosted.then(post);
    this.#allPosted = posted.catch(() => undefined);
    return (await posted).answer;
  }

  #mustWrite(operation: string): void {
    if (this.#parts.readOnly) throw errors.CANDLE_STORE_READ_ONLY({ file: this.#parts.file, operation });
  }

  #headerOf({ symbol, timeframe, askSource, origin, source }: CandleBatch): CandleBatchHeader {
    return { symbol, timeframe, askSource, origin, source, tickSize: this.#tickSizeOf(symbol) };
  }

  #tickHeaderOf({ symbol, source }: { readonly symbol: SymbolName; readonly source: string }): TickBatchHeader {
    return { symbol, source, tickSize: this.#tickSizeOf(symbol) };
  }

  #tickSizeOf(symbol: SymbolName): number | null {
    return this.#parts.instrument(symbol)?.tickSize ?? null;
  }

  #stageCandles(operation: number, slot: number, batch: CandleBatch): Promise<void> {
    const columns = CANDLE_COLUMN_NAMES.map((name) => batch.candles[name]);
    checkColumnLengths(`${batch.symbol} ${batch.timeframe}`, CANDLE_COLUMN_NAMES, columns, batch.candles.length);
    return this.#stage(operation, slot, columns, batch.candles.length);
  }

  #stageTicks(operation: number, symbol: SymbolName, ticks: TickColumns): Promise<void> {
    const columns = TICK_COLUMN_NAMES.map((name) => ticks[name]);
    checkColumnLengths(`${symbol} ticks`, TICK_COLUMN_NAMES, columns, ticks.length);
    return this.#stage(operation, 'ticks', columns, ticks.length);
  }

  /** Copies part after part; waiting for each lets the event loop turn in between and bounds the memory on the way. */
  async #stage(operation: number, slot: StageSlot, columns: readonly Float64Array[], rows: number): Promise<void> {
    for (let from = 0; from < rows; from += PART_ROWS)
      await this.#stagePart(operation, slot, blockOf(columns, from, Math.min(rows, from + PART_ROWS)));
  }
  /** Gives the memory of `block` to the thread; the promise resolves when the thread holds it. */
  async #stagePart(operation: number, slot: StageSlot, block: Block): Promise<void> {
    await this.#parts.link.call('stage', { operation, slot, block }, [block.values.buffer as ArrayBuffer]);
  }
}
