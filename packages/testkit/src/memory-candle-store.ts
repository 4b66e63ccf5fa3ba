import {
  AskSource,
  CANDLE_COLUMN_NAMES,
  candleAt,
  candlesFrom,
  defineErrors,
  ErrorCategory,
  findInstrument,
  roundToTick,
  TIMEFRAMES,
  type Candle,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type SymbolName,
  type TickColumns,
} from '@pipwright/model';
import {
  CandleOrigin,
  type CandleBatch,
  type CandleStore,
  type ImportChunk,
  type ImportKey,
  type ImportProgress,
  type QuarantinedRow,
  type SeriesKey,
  type SeriesSummary,
  type TimeRange,
  type WriteSummary,
} from '@pipwright/storage/ports';

const errors = defineErrors({
  MEMORY_STORE_REFUSED: {
    category: ErrorCategory.System,
    message: 'The memory store refuses {what}: {reason}.',
    retryable: false,
    action: 'Correct the caller.',
  },
});

const ASK_SOURCES: readonly AskSource[] = [AskSource.Assumed, AskSource.Spread, AskSource.Quoted];
const ORIGINS: readonly CandleOrigin[] = [CandleOrigin.Aggregated, CandleOrigin.Candles, CandleOrigin.Ticks];

const DAY_MS = 86_400_000;

interface StoredCandle {
  readonly candle: Candle;
  readonly rank: number;
  readonly source: string;
}

interface StoredTick {
  readonly time: number;
  readonly bid: number;
  readonly ask: number;
  readonly bidVolume: number;
  readonly askVolume: number;
  readonly digest: string;
}

interface StoredImport {
  file: string;
  committedChunks: number;
  report: string | null;
}

/** What a memory store holds; give it to another one to "open it again". */
export class MemoryCandleData {
  readonly series = new Map<string, Map<number, StoredCandle>>();
  readonly ticks = new Map<string, StoredTick[]>();
  readonly imports = new Map<string, StoredImport>();
  readonly quarantined: { readonly digest: string; readonly row: QuarantinedRow }[] = [];
}

function rankOf(askSource: AskSource, origin: CandleOrigin): number {
  return ASK_SOURCES.indexOf(askSource) * ORIGINS.length + ORIGINS.indexOf(origin);
}

function storedForm(symbol: string, candle: Candle): Candle {
  const instrument = findInstrument(symbol);
  const stored = { ...candle };
  for (const name of CANDLE_COLUMN_NAMES) {
    const value = candle[name];
    if (!Number.isFinite(value))
      throw errors.MEMORY_STORE_REFUSED({ what: `a candle of ${symbol}`, reason: `its ${name} is ${value}` });
    if (name !== 'time' && name !== 'volume' && instrument !== undefined) stored[name] = roundToTick(instrument, value);
  }
  return stored;
}

/** Whether a stored candle gives way to another one: to a better one, or aggregated to aggregated that differs. */
function gives(before: StoredCandle, row: StoredCandle, origin: CandleOrigin): boolean {
  if (before.rank !== row.rank) return before.rank < row.rank;
  const isSame = CANDLE_COLUMN_NAMES.every((name) => before.candle[name] === row.candle[name]);
  return origin === CandleOrigin.Aggregated && !isSame;
}

function demandAscending(what: string, time: Float64Array, strictly: boolean): void {
  for (let index = 1; index < time.length; index++) {
    const step = (time[index] as number) - (time[index - 1] as number);
    if (step < 0 || (strictly && step === 0))
      throw errors.MEMORY_STORE_REFUSED({ what, reason: `times do not ascend at row ${index}` });
  }
}

/** A candle store in memory that keeps the rules of the port, candle by candle. For tests. */
export class MemoryCandleStore implements CandleStore {
  readonly #data: MemoryCandleData;

  constructor(data: MemoryCandleData = new MemoryCandleData()) {
    this.#data = data;
  }

  async beginImport({ digest, file }: ImportKey): Promise<ImportProgress> {
    let found = this.#data.imports.get(digest);
    if (found === undefined) {
      found = { file, committedChunks: 0, report: null };
      this.#data.imports.set(digest, found);
    }
    return { digest, ...found };
  }

  async commitChunk(chunk: ImportChunk): Promise<WriteSummary> {
    const begun = this.#import(chunk.digest);
    if (chunk.index < begun.committedChunks) return { inserted: 0, replaced: 0, kept: 0 };
    if (chunk.index > begun.committedChunks)
      throw errors.MEMORY_STORE_REFUSED({
        what: `chunk ${chunk.index}`,
        reason: `import ${chunk.digest} lacks one before`,
      });
    const prepared = chunk.batches.map((batch) => this.#prepare(batch));
    if (chunk.ticks !== null) demandAscending(`${chunk.ticks.symbol} ticks`, chunk.ticks.ticks.time, false);
    const total = { inserted: 0, replaced: 0, kept: 0 };
    for (const write of prepared) addSummary(total, write());
    if (chunk.ticks !== null) this.#addTicks(chunk.ticks.symbol, chunk.ticks.ticks, chunk.digest);
    for (const row of chunk.quarantined) this.#data.quarantined.push({ digest: chunk.digest, row });
    begun.committedChunks++;
    return total;
  }

  async finishImport(digest: string, report: string): Promise<void> {
    this.#import(digest).report = report;
  }

  async listImports(): Promise<readonly ImportProgress[]> {
    return [...this.#data.imports].map(([digest, found]) => ({ digest, ...found }));
  }

  async listQuarantined(options: {
    readonly digest?: string;
    readonly limit: number;
  }): Promise<readonly QuarantinedRow[]> {
    return this.#data.quarantined
      .filter(({ digest }) => options.digest === undefined || options.digest === digest)
      .slice(0, options.limit)
      .map(({ row }) => row);
  }

  async writeCandles(batch: CandleBatch): Promise<WriteSummary> {
    return this.#prepare(batch)();
  }

  async readCandles(key: SeriesKey, range?: TimeRange): Promise<CandleSeries> {
    const rows = [...(this.#data.series.get(`${key.symbol} ${key.timeframe}`)?.values() ?? [])]
      .filter(({ candle }) => range === undefined || (candle.time >= range.from && candle.time < range.to))
      .toSorted((a, b) => a.candle.time - b.candle.time);
    const worst = rows.reduce((rank, row) => Math.min(rank, row.rank), rankOf(AskSource.Quoted, CandleOrigin.Ticks));
    const askSource = ASK_SOURCES[Math.floor(worst / ORIGINS.length)] as AskSource;
    return {
      symbol: key.symbol,
      timeframe: key.timeframe,
      askSource,
      candles: candlesFrom(rows.map(({ candle }) => candle)),
    };
  }

  async readTicks(symbol: SymbolName, range: TimeRange): Promise<TickColumns> {
    const found = (this.#data.ticks.get(symbol) ?? [])
      .filter(({ time }) => time >= range.from && time < range.to)
      .toSorted((a, b) => a.time - b.time);
    const column = (name: Exclude<keyof StoredTick, 'digest'>): Float64Array =>
      Float64Array.from(found, (tick) => tick[name]);
    return {
      length: found.length,
      time: column('time'),
      bid: column('bid'),
      ask: column('ask'),
      bidVolume: column('bidVolume'),
      askVolume: column('askVolume'),
    };
  }

  async listTickDays(symbol: SymbolName): Promise<readonly EpochMs[]> {
    const days = (this.#data.ticks.get(symbol) ?? []).map(({ time }) => Math.floor(time / DAY_MS) * DAY_MS);
    return [...new Set(days)].toSorted((a, b) => a - b) as EpochMs[];
  }

  async listSeries(): Promise<readonly SeriesSummary[]> {
    const summaries = [...this.#data.series].flatMap(([name, stored]) => {
      const rows = [...stored.values()];
      if (rows.length === 0) return [];
      const [symbol, timeframe] = name.split(' ') as [SymbolName, SeriesKey['timeframe']];
      const times = rows.map(({ candle }) => candle.time).toSorted((a, b) => a - b);
      return {
        symbol,
        timeframe,
        count: rows.length,
        firstTime: times[0] as EpochMs,
        lastTime: times.at(-1) as EpochMs,
        sources: [...new Set(rows.map(({ source }) => source))].toSorted(),
        assumedAsk: rows.filter(({ rank }) => rank < ORIGINS.length).length,
      };
    });
    return summaries.toSorted(
      (a, b) => a.symbol.localeCompare(b.symbol) || TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe),
    );
  }

  async close(): Promise<void> {}

  #import(digest: string): StoredImport {
    const found = this.#data.imports.get(digest);
    if (found === undefined)
      throw errors.MEMORY_STORE_REFUSED({ what: `import ${digest}`, reason: 'it was not begun' });
    return found;
  }

  /** Checks a batch first and writes it in the step that is returned, so that a chunk is stored as a whole or not at all. */
  #prepare(batch: CandleBatch): () => WriteSummary {
    const { candles, symbol, timeframe, source } = batch;
    demandAscending(`${symbol} ${timeframe}`, candles.time, true);
    const rank = rankOf(batch.askSource, batch.origin);
    const rows = rowsOf(candles).map((candle) => ({ candle: storedForm(symbol, candle), rank, source }));
    return () => {
      const name = `${symbol} ${timeframe}`;
      const series = this.#data.series.get(name) ?? new Map<number, StoredCandle>();
      this.#data.series.set(name, series);
      const summary = { inserted: 0, replaced: 0, kept: 0 };
      for (const row of rows) {
        const before = series.get(row.candle.time);
        if (before !== undefined && !gives(before, row, batch.origin)) {
          summary.kept++;
          continue;
        }
        summary[before === undefined ? 'inserted' : 'replaced']++;
        series.set(row.candle.time, row);
      }
      return summary;
    };
  }

  #addTicks(symbol: string, ticks: TickColumns, digest: string): void {
    const stored = this.#data.ticks.get(symbol) ?? [];
    this.#data.ticks.set(symbol, stored);
    const keyOf = (time: number, bid: number, ask: number): string => `${time} ${bid} ${ask}`;
    const others = new Set(
      stored.filter((tick) => tick.digest !== digest).map((tick) => keyOf(tick.time, tick.bid, tick.ask)),
    );
    for (let index = 0; index < ticks.length; index++) {
      const [time, bid, ask] = [ticks.time[index] as number, ticks.bid[index] as number, ticks.ask[index] as number];
      if (others.has(keyOf(time, bid, ask))) continue;
      const volumes = { bidVolume: ticks.bidVolume[index] as number, askVolume: ticks.askVolume[index] as number };
      stored.push({ time, bid, ask, ...volumes, digest });
    }
  }
}

function rowsOf(candles: CandleColumns): Candle[] {
  return Array.from({ length: candles.length }, (_, index) => candleAt(candles, index));
}

function addSummary(total: { inserted: number; replaced: number; kept: number }, part: WriteSummary): void {
  total.inserted += part.inserted;
  total.replaced += part.replaced;
  total.kept += part.kept;
}
