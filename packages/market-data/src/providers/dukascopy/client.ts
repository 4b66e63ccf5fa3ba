import { decodeBi5Candles, decodeBi5Ticks } from './bi5.ts';
import { mapDukascopyCandles, mapDukascopyTicks } from './mapper.ts';
import type { PeriodCache } from './period-cache.ts';
import { bi5Path, jsonPath, type DukascopyFeed, type DukascopyPeriod } from './periods.ts';
import { dukascopyPriceScale } from './price-scale.ts';
import { fetchBody, type TransportOptions } from './transport.ts';

export interface DukascopyUrls {
  readonly json: string;
  readonly bi5: string;
}

export const DUKASCOPY_URLS: DukascopyUrls = {
  json: 'https://jetta.dukascopy.com/v1',
  bi5: 'https://datafeed.dukascopy.com/datafeed',
};

/** What the feed had for a period. */
export interface DukascopyAnswer {
  readonly period: DukascopyPeriod;
  /** Name that the answer is recognised by: its path in the feed, with `.json` for the newer one. */
  readonly name: string;
  /** Empty where there is no data. */
  readonly bytes: Uint8Array;
  readonly origin: 'cache' | 'feed';
}

/** The feed may still publish or correct a period that has just ended. */
const SETTLE_MS = 3_600_000;
/** No data for a period this old will come any more. */
const EMPTY_SETTLE_MS = 7 * 86_400_000;

/** Throws where a body is not an answer for this period: what is cached for good must be whole. */
function checkBody(
  body: Uint8Array,
  feed: DukascopyFeed,
  symbol: string,
  { granularity, start }: DukascopyPeriod,
): void {
  if (body.length === 0) return;
  if (feed === 'bi5') {
    const decode = granularity === 'ticks' ? decodeBi5Ticks : decodeBi5Candles;
    decode(body, start, dukascopyPriceScale(symbol));
    return;
  }
  const json: unknown = JSON.parse(new TextDecoder().decode(body));
  if (granularity === 'ticks') mapDukascopyTicks(json);
  else mapDukascopyCandles(json);
}

/** Asks one feed for periods of one symbol. */
export class DukascopyClient {
  readonly #feed: DukascopyFeed;
  readonly #symbol: string;
  readonly #urls: DukascopyUrls;
  readonly #cache: PeriodCache;
  readonly #transport: TransportOptions;

  constructor(
    feed: DukascopyFeed,
    symbol: string,
    options: { readonly urls: DukascopyUrls; readonly cache: PeriodCache; readonly transport: TransportOptions },
  ) {
    this.#feed = feed;
    this.#symbol = symbol;
    this.#urls = options.urls;
    this.#cache = options.cache;
    this.#transport = options.transport;
  }

  /** The answer for a period: from the cache where it is there, else from the feed. Throws `DOWNLOAD_FAILED`. */
  async fetchPeriod(period: DukascopyPeriod): Promise<DukascopyAnswer> {
    const path = this.#feed === 'bi5' ? bi5Path(this.#symbol, period) : `${jsonPath(this.#symbol, period).dated}.json`;
    const name = `${this.#feed}/${path}`;
    const cached = await this.#cache.read(name);
    if (cached !== null) return { period, name, bytes: cached, origin: 'cache' };
    const now = this.#transport.scheduler.clock.now();
    const isOpen = now < period.end;
    // The old feed publishes a period when it is over.
    if (period.start >= now || (isOpen && this.#feed === 'bi5'))
      return { period, name, bytes: new Uint8Array(0), origin: 'feed' };
    const check = (body: Uint8Array): void => checkBody(body, this.#feed, this.#symbol, period);
    const other = this.#feed === 'json' ? 'bi5' : 'json';
    const body = await fetchBody(this.#url(period, isOpen), check, other, this.#transport);
    const bytes = body ?? new Uint8Array(0);
    const isSettled = now >= period.end + (bytes.length === 0 ? EMPTY_SETTLE_MS : SETTLE_MS);
    if (isSettled) await this.#cache.write(name, bytes);
    return { period, name, bytes, origin: 'feed' };
  }

  #url(period: DukascopyPeriod, isOpen: boolean): string {
    if (this.#feed === 'bi5') return `${this.#urls.bi5}/${bi5Path(this.#symbol, period)}`;
    const { bucket, dated } = jsonPath(this.#symbol, period);
    // A period that is still open has no date in its address, and its answer changes.
    return isOpen ? `${this.#urls.json}/${bucket}?from=${period.start}` : `${this.#urls.json}/${dated}`;
  }
}
