import type { CandleColumns, EpochMs } from '@pipwright/model';
import type { FeatureKey, FeatureSpan, FeatureStore, FeatureWriteSummary } from '@pipwright/storage/ports';
import { DataDigest, type DataDigestOptions } from './data-digest.ts';
import type { FeatureComputer } from './feature-computer.ts';

export interface FeatureChainOptions {
  readonly features: FeatureStore;
  readonly key: FeatureKey;
  readonly computer: FeatureComputer;
  readonly data: DataDigestOptions;
  /** A span has at most so many rows. */
  readonly spanRows: number;
}

/** The rows of one series as a chain: each block goes on where the one before has stopped. */
export class FeatureChain {
  readonly #options: FeatureChainOptions;
  #digest: DataDigest;
  #last: FeatureSpan | null = null;

  constructor(options: FeatureChainOptions) {
    this.#options = options;
    this.#digest = DataDigest.begin(options.data);
  }

  /** The span that the next block follows; null at the beginning of the series. */
  get last(): FeatureSpan | null {
    return this.#last;
  }

  /** How many rows the next block should have, so that spans become full. */
  get roomRows(): number {
    const { spanRows } = this.#options;
    const room = spanRows - (this.#last?.rows ?? 0);
    return room > 0 ? room : spanRows;
  }

  /**
   * Goes on after a stored span, with nothing computed again. False where its state belongs to another computation or to
   * facts that have changed: then the chain is at the beginning of the series.
   */
  async continueAfter(span: FeatureSpan): Promise<boolean> {
    const { features, key, computer, data } = this.#options;
    const digest = DataDigest.resume(data, span.digest, span.lastTime);
    const state = digest === null ? null : await features.readState(key, span.digest);
    if (digest === null || state === null || !(await computer.restore(state))) return false;
    this.#digest = digest;
    this.#last = span;
    return true;
  }

  /**
   * Computes the rows of the candles that come next and hands them to the store. `stored` settles when they are there;
   * the next block may be computed before.
   */
  async extend(candles: CandleColumns): Promise<{ readonly stored: Promise<FeatureWriteSummary> }> {
    const { features, key, computer, spanRows } = this.#options;
    const { columns, state } = await computer.compute(candles);
    this.#digest.add(candles, 0, candles.length);
    const digest = this.#digest.toString();
    const before = this.#last;
    const joins = before !== null && before.rows + candles.length <= spanRows;
    const lastTime = candles.time[candles.length - 1] as EpochMs;
    const firstTime = joins ? before.firstTime : (candles.time[0] as EpochMs);
    this.#last = { firstTime, lastTime, rows: candles.length + (joins ? before.rows : 0), digest };
    // In memory of its own, which goes over to the store.
    const time = Float64Array.from(candles.time);
    const follows = before?.digest ?? null;
    const { names } = computer;
    return { stored: features.writeBlock({ key, names, time, columns, digest, follows, joins, state }) };
  }
}
