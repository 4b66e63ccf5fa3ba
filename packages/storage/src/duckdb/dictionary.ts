import type { SymbolName, Timeframe } from '@pipwright/model';
import type { SeriesKey } from '../ports/index.ts';
import type { Database } from './database.ts';

/** A symbol as the store knows it. Stored integers are multiples of `tickSize`. */
export interface StoredSymbol {
  readonly id: number;
  readonly symbol: SymbolName;
  readonly tickSize: number;
  /** False where the tick was measured from the data, because the instrument has no contract. */
  readonly hasContract: boolean;
}

interface StoredSeries {
  readonly id: number;
  readonly symbolId: number;
  readonly timeframe: Timeframe;
}

/**
 * Small numbers for symbols, series and sources, held in memory. After a transaction that was rolled back, `load` must
 * be called, because the memory may be ahead of the file.
 */
export class Dictionary {
  readonly #database: Database;
  readonly #symbols = new Map<string, StoredSymbol>();
  readonly #series = new Map<string, StoredSeries>();
  readonly #sources = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  async load(): Promise<void> {
    this.#symbols.clear();
    this.#series.clear();
    this.#sources.clear();
    const symbols = await this.#database.rows('SELECT symbol_id, symbol, tick_size, has_contract FROM symbols');
    for (const [id, symbol, tickSize, hasContract] of symbols as [number, SymbolName, number, boolean][])
      this.#symbols.set(symbol, { id, symbol, tickSize, hasContract });
    const series = await this.#database.rows('SELECT series_id, symbol_id, timeframe FROM series');
    for (const [id, symbolId, timeframe] of series as [number, number, Timeframe][])
      this.#series.set(`${symbolId} ${timeframe}`, { id, symbolId, timeframe });
    const sources = await this.#database.rows('SELECT source_id, source FROM sources');
    for (const [id, source] of sources as [number, string][]) this.#sources.set(source, id);
  }

  findSymbol(symbol: string): StoredSymbol | undefined {
    return this.#symbols.get(symbol);
  }

  async addSymbol(symbol: SymbolName, tickSize: number, hasContract: boolean): Promise<StoredSymbol> {
    const stored = { id: this.#symbols.size + 1, symbol, tickSize, hasContract };
    await this.#database.run('INSERT INTO symbols VALUES (?, ?, ?, ?)', [stored.id, symbol, tickSize, hasContract]);
    this.#symbols.set(symbol, stored);
    return stored;
  }

  async changeTickSize(stored: StoredSymbol, tickSize: number): Promise<StoredSymbol> {
    await this.#database.run('UPDATE symbols SET tick_size = ? WHERE symbol_id = ?', [tickSize, stored.id]);
    const changed = { ...stored, tickSize };
    this.#symbols.set(stored.symbol, changed);
    return changed;
  }

  findSeries({ symbol, timeframe }: SeriesKey): { id: number; symbol: StoredSymbol } | undefined {
    const stored = this.#symbols.get(symbol);
    if (stored === undefined) return undefined;
    const series = this.#series.get(`${stored.id} ${timeframe}`);
    return series === undefined ? undefined : { id: series.id, symbol: stored };
  }

  async ensureSeries(symbol: StoredSymbol, timeframe: Timeframe): Promise<number> {
    const key = `${symbol.id} ${timeframe}`;
    const found = this.#series.get(key);
    if (found !== undefined) return found.id;
    const id = this.#series.size + 1;
    await this.#database.run('INSERT INTO series VALUES (?, ?, ?)', [id, symbol.id, timeframe]);
    this.#series.set(key, { id, symbolId: symbol.id, timeframe });
    return id;
  }

  async ensureSource(source: string): Promise<number> {
    const found = this.#sources.get(source);
    if (found !== undefined) return found;
    const id = this.#sources.size + 1;
    await this.#database.run('INSERT INTO sources VALUES (?, ?)', [id, source]);
    this.#sources.set(source, id);
    return id;
  }
}
