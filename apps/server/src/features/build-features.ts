import type { FeatureContext } from '@pipwright/features';
import { systemClock, type Clock } from '@pipwright/kernel';
import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import type { CandleStore, FeatureSpan, FeatureStore, FeatureWriteSummary } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { candleBlocks, candleParts } from './candle-blocks.ts';
import { computeInThreads } from './compute-in-threads.ts';
import { DataDigest } from './data-digest.ts';
import { FeatureChain } from './feature-chain.ts';
import { computeHere } from './feature-computer.ts';
import { InFlight } from './in-flight.ts';
import { Stopwatch } from './stopwatch.ts';
import { countValidSpans } from './valid-spans.ts';

/** A row group of DuckDB: full ones go to the file at once, without a detour through its log. */
export const SPAN_ROWS = 122_880;

/** Blocks on their way to the store while the next one is computed. */
const BLOCKS_IN_FLIGHT = 2;

const BEGINNING = Number.MIN_SAFE_INTEGER as EpochMs;
const END = Number.MAX_SAFE_INTEGER as EpochMs;

export interface FeatureBuildProgress {
  /** First what is stored is compared with the candles, then what is missing is computed. */
  readonly phase: 'checking' | 'computing';
  /** Candles done in this phase. */
  readonly rows: number;
  /** Open time of the last of them. */
  readonly time: EpochMs;
}

export interface BuildFeaturesOptions {
  readonly candles: CandleStore;
  readonly features: FeatureStore;
  readonly tenant: string;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Facts from outside the candles, and other markets. */
  readonly context?: FeatureContext;
  /** Candles that open at or after this moment are left for later. */
  readonly until?: EpochMs;
  /** Threads that compute; 0: the caller's own, which is busy meanwhile. Default 1. The results are the same. */
  readonly threads?: 0 | 1 | 2;
  /** Trust what is stored and only add what has come since, without reading the candles before. */
  readonly trustStored?: boolean;
  /** Rows that are computed and stored together. */
  readonly spanRows?: number;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FeatureBuildProgress) => void;
}

const ACTIVITIES = ['checking', 'reading', 'computing', 'storing'] as const;
type Activity = (typeof ACTIVITIES)[number];

export interface FeatureBuildSummary {
  readonly version: string;
  readonly columns: number;
  /** Rows that were there and still rest on the same data. */
  readonly kept: number;
  readonly written: number;
  /** Rows that rested on data that has changed. */
  readonly removed: number;
  /** Where time went, as the caller saw it: waiting for candles, for rows, and for the store to take them. */
  readonly spentMs: Readonly<Record<Activity, number>>;
}

class FeatureBuild {
  readonly #options: BuildFeaturesOptions;
  readonly #chain: FeatureChain;
  readonly #watch: Stopwatch<Activity>;
  readonly #key;
  readonly #data;
  readonly #computer;
  #kept = 0;
  #written = 0;
  #removed = 0;

  constructor(options: BuildFeaturesOptions) {
    const { instrument, timeframe, tenant, context = {}, threads = 1, spanRows = SPAN_ROWS } = options;
    this.#options = options;
    this.#watch = new Stopwatch(options.clock ?? systemClock, ACTIVITIES);
    this.#data = { instrument, timeframe, context };
    this.#computer = threads === 0 ? computeHere(this.#data) : computeInThreads(this.#data, threads);
    this.#key = { tenant, symbol: instrument.symbol, timeframe, version: this.#computer.version };
    const { features } = options;
    this.#chain = new FeatureChain({ features, key: this.#key, computer: this.#computer, data: this.#data, spanRows });
  }

  async run(): Promise<FeatureBuildSummary> {
    try {
      const spans = await this.#options.features.readSpans(this.#key);
      const valid = await this.#watch.time('checking', () => this.#findStart(spans));
      this.#checkStopped();
      if (!(await this.#isComplete(spans, valid))) await this.#compute();
    } finally {
      await this.#computer.close();
    }
    const { version, names } = this.#computer;
    const counts = { kept: this.#kept, written: this.#written, removed: this.#removed };
    return { version, columns: names.length, ...counts, spentMs: this.#watch.spentMs };
  }

  /** Puts the chain behind the last span that can be continued; returns how many spans stay. */
  async #findStart(spans: readonly FeatureSpan[]): Promise<number> {
    let valid = this.#options.trustStored === true ? spans.length : await this.#countValid(spans);
    const last = spans[valid - 1];
    if (last !== undefined && !(await this.#chain.continueAfter(last))) valid = 0;
    this.#kept = spans.slice(0, valid).reduce((sum, { rows }) => sum + rows, 0);
    return valid;
  }

  #countValid(spans: readonly FeatureSpan[]): Promise<number> {
    const { until = END } = this.#options;
    const looked = spans.filter(({ firstTime }) => firstTime < until);
    const last = looked.at(-1);
    if (last === undefined) return Promise.resolve(0);
    const range = { from: BEGINNING, to: (last.lastTime + 1) as EpochMs };
    return countValidSpans(looked, this.#parts('checking', range), DataDigest.begin(this.#data));
  }

  /** Whether later spans were left alone because they begin after what was asked for. Removes what has lost its candles. */
  async #isComplete(spans: readonly FeatureSpan[], valid: number): Promise<boolean> {
    const next = spans[valid];
    if (next === undefined) return false;
    const { until = END, features, candles } = this.#options;
    if (next.firstTime >= until) return true;
    const range = { from: this.#nextTime(), to: until };
    for await (const part of candleParts(candles, this.#key, range, this.#partRows()))
      if (part.length > 0) return false;
    this.#removed += await features.removeAfter(this.#key, this.#chain.last?.digest ?? null);
    return true;
  }

  #nextTime(): EpochMs {
    const { last } = this.#chain;
    return last === null ? BEGINNING : ((last.lastTime + 1) as EpochMs);
  }

  #partRows(): number {
    return this.#options.spanRows ?? SPAN_ROWS;
  }

  /** Candles of a range in parts, with progress; ends where the caller wants to stop. */
  async *#parts(phase: FeatureBuildProgress['phase'], range: { from: EpochMs; to: EpochMs }) {
    const { candles, signal, onProgress } = this.#options;
    let rows = 0;
    for await (const part of candleParts(candles, this.#key, range, this.#partRows())) {
      if (signal?.aborted === true) return;
      yield part;
      rows += part.length;
      onProgress?.({ phase, rows, time: part.time[part.length - 1] as EpochMs });
    }
  }

  #checkStopped(): void {
    if (this.#options.signal?.aborted !== true) return;
    const { symbol, timeframe } = this.#key;
    throw errors.FEATURE_BUILD_STOPPED({ symbol, timeframe, rows: this.#kept + this.#written });
  }

  /** Computes and stores block after block; what was begun is stored before an error goes on. */
  async #compute(): Promise<void> {
    const { until = END, signal } = this.#options;
    const parts = this.#parts('computing', { from: this.#nextTime(), to: until });
    const blocks = candleBlocks(parts, this.#chain.roomRows, this.#partRows());
    const flying = new InFlight<FeatureWriteSummary>(BLOCKS_IN_FLIGHT, ({ inserted, removed }) => {
      this.#written += inserted;
      this.#removed += removed;
    });
    try {
      for (;;) {
        const next = await this.#watch.time('reading', () => blocks.next());
        if (next.done === true || signal?.aborted === true) break;
        const { stored } = await this.#watch.time('computing', () => this.#chain.extend(next.value));
        flying.add(stored);
        await this.#watch.time('storing', () => flying.room());
      }
    } finally {
      await this.#watch.time('storing', () => flying.settled());
    }
    this.#checkStopped();
  }
}

/**
 * Brings the stored features of a series up to date with its candles, block by block: only what rests on changed data or
 * on another catalogue is computed again. A row speaks of all candles before it, so that a change spoils what comes
 * after it and nothing else. Whatever was stored stays when the build is stopped (`FEATURE_BUILD_STOPPED`) or dies; the
 * next one goes on from there. Memory does not grow with the span: a few blocks, whatever its length.
 */
export function buildFeatures(options: BuildFeaturesOptions): Promise<FeatureBuildSummary> {
  return new FeatureBuild(options).run();
}
