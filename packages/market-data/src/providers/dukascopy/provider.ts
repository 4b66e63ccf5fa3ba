import type { Random, Scheduler } from '@pipwright/kernel';
import { findInstrument, isoTime, utcDate, type EpochMs } from '@pipwright/model';
import type { CandleStore } from '@pipwright/storage/ports';
import { errors } from '../../errors.ts';
import { openSource } from '../../files/source-file.ts';
import { importUnits } from '../../import/import-files.ts';
import type { ImportProgressEvent } from '../../import/import-progress.ts';
import type { ImportReport } from '../../import/import-report.ts';
import { hashAndDetect, makeUnit, type HashedFile, type ImportUnit } from '../../import/import-unit.ts';
import { DUKASCOPY_URLS, DukascopyClient, type DukascopyAnswer, type DukascopyUrls } from './client.ts';
import { PeriodCache } from './period-cache.ts';
import { periodsBetween, type DukascopyFeed, type DukascopyGranularity, type DukascopyPeriod } from './periods.ts';

/** How a download comes along. */
export interface DownloadProgressEvent {
  readonly done: number;
  readonly total: number;
  /** Periods that were in the cache already. */
  readonly cached: number;
  /** Bytes fetched from the feed. */
  readonly bytes: number;
}

export interface DownloadRequest {
  /** `EURUSD`, in any of the usual spellings. */
  readonly symbol: string;
  /** Whole periods around `[from, to)` are fetched: hours of ticks, days of minutes, months of hours. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Default: M1 candles of bid and ask. */
  readonly granularity?: DukascopyGranularity;
  /** Default: `json`, the feed that has been alive since July 2026. */
  readonly feed?: DukascopyFeed;
  /** Ask the other feed for a period that the first one fails to give. Default false. */
  readonly fallback?: boolean;
  readonly store: CandleStore;
  /** Directory in which answers for closed periods are kept for good. */
  readonly cacheDirectory: string;
  readonly fetch: (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly urls?: Partial<DukascopyUrls>;
  /** Default 30 s for one attempt. */
  readonly timeoutMs?: number;
  /** Default 5. */
  readonly attemptsMax?: number;
  /** Default 1 s before the second attempt, then doubling. */
  readonly backoffMs?: number;
  /** Requests at a time. Default 4: the feed is free and shuts out those who crowd it. */
  readonly concurrency?: number;
  readonly onProgress?: ((event: DownloadProgressEvent) => void) | undefined;
  readonly onImportProgress?: ((event: ImportProgressEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DownloadReport {
  readonly periods: {
    readonly total: number;
    /** Taken from the cache. */
    readonly cached: number;
    readonly fetched: number;
    /** Without data. */
    readonly empty: number;
    /** Given by the other feed. */
    readonly fallback: number;
  };
  readonly bytes: number;
  readonly import: ImportReport;
}

/** Runs `work` over items, a few at a time, and gives the results in order. The first failure stops the rest. */
async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let isFailed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !isFailed) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}

/** One download: fetches, then imports. */
class Download {
  readonly #request: DownloadRequest;
  readonly #symbol: string;
  readonly #clients: readonly DukascopyClient[];
  #done = 0;
  #cached = 0;
  #bytes = 0;
  #empty = 0;
  #fallback = 0;

  constructor(request: DownloadRequest) {
    this.#request = request;
    const instrument = findInstrument(request.symbol);
    if (instrument === undefined) throw errors.INSTRUMENT_UNKNOWN({ symbol: request.symbol, file: 'the request' });
    this.#symbol = instrument.symbol;
    const { fetch, scheduler, random, signal } = request;
    const { timeoutMs = 30_000, attemptsMax = 5, backoffMs = 1000, feed = 'json', fallback = false } = request;
    const transport = { fetch, scheduler, random, timeoutMs, attemptsMax, backoffMs, signal };
    const options = {
      urls: { ...DUKASCOPY_URLS, ...request.urls },
      cache: new PeriodCache(request.cacheDirectory),
      transport,
    };
    const feeds: DukascopyFeed[] = fallback ? [feed, feed === 'json' ? 'bi5' : 'json'] : [feed];
    this.#clients = feeds.map((each) => new DukascopyClient(each, this.#symbol, options));
  }

  async run(): Promise<DownloadReport> {
    const { from, to, granularity = 'M1', concurrency = 4 } = this.#request;
    if (!(from < to)) throw errors.PERIOD_ORDER({ from: isoTime(from), to: isoTime(to) });
    const periods = periodsBetween(from, to, granularity);
    const answers = await mapConcurrently(periods, concurrency, (period) => this.#fetch(period, periods.length));
    const units = await this.#units(answers, granularity);
    const { store, signal, onImportProgress } = this.#request;
    const report = await importUnits(units, { store, signal, onProgress: onImportProgress });
    return {
      periods: {
        total: periods.length,
        cached: this.#cached,
        fetched: periods.length - this.#cached,
        empty: this.#empty,
        fallback: this.#fallback,
      },
      bytes: this.#bytes,
      import: report,
    };
  }

  async #fetch(period: DukascopyPeriod, total: number): Promise<DukascopyAnswer> {
    const answer = await this.#fetchFromAny(period);
    this.#done++;
    if (answer.origin === 'cache') this.#cached++;
    else this.#bytes += answer.bytes.length;
    if (answer.bytes.length === 0) this.#empty++;
    this.#request.onProgress?.({ done: this.#done, total, cached: this.#cached, bytes: this.#bytes });
    return answer;
  }

  async #fetchFromAny(period: DukascopyPeriod): Promise<DukascopyAnswer> {
    const [first, second] = this.#clients as [DukascopyClient, DukascopyClient?];
    try {
      return await first.fetchPeriod(period);
    } catch (error) {
      if (second === undefined || this.#request.signal?.aborted === true) throw error;
      this.#fallback++;
      return second.fetchPeriod(period);
    }
  }

  /** Puts answers together into units: a day of ticks, a month of candles. */
  async #units(answers: readonly DukascopyAnswer[], granularity: DukascopyGranularity): Promise<ImportUnit[]> {
    const groups = new Map<string, DukascopyAnswer[]>();
    for (const answer of answers) {
      if (answer.bytes.length === 0) continue;
      const { year, month, day } = utcDate(answer.period.start);
      const monthName = `${year}-${String(month).padStart(2, '0')}`;
      const group = granularity === 'ticks' ? `${monthName}-${String(day).padStart(2, '0')}` : monthName;
      groups.set(group, [...(groups.get(group) ?? []), answer]);
    }
    const units: ImportUnit[] = [];
    for (const [group, members] of groups) {
      const parts = await this.#parts(members);
      if (parts.length > 0)
        units.push(makeUnit(`dukascopy ${this.#symbol} ${granularity} ${group}`, parts, { symbol: this.#symbol }));
    }
    return units;
  }

  async #parts(answers: readonly DukascopyAnswer[]): Promise<[HashedFile, HashedFile | null][]> {
    const parts = new Map<number, [HashedFile | undefined, HashedFile | null]>();
    for (const { period, name, bytes } of answers) {
      const source = await openSource({ name, bytes });
      const [file] = await hashAndDetect(source, { symbol: this.#symbol });
      const part = parts.get(period.start) ?? [undefined, null];
      parts.set(period.start, period.side === 'ask' ? [part[0], file ?? null] : [file, part[1]]);
    }
    // An ask side without its bid says nothing that could be stored.
    return [...parts.values()].filter((part): part is [HashedFile, HashedFile | null] => part[0] !== undefined);
  }
}

/**
 * Fetches quotes of a symbol from Dukascopy's free feed and imports them. Periods in the cache are not fetched again, so
 * that a download that was broken off goes on where it stopped.
 *
 * @throws `INSTRUMENT_UNKNOWN`, `PERIOD_ORDER`, `DOWNLOAD_FAILED`; the signal's reason or `IMPORT_ABORTED` where it was
 *   raised; the errors of the store
 */
export async function downloadDukascopy(request: DownloadRequest): Promise<DownloadReport> {
  return new Download(request).run();
}
