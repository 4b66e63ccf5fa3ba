import type { FeatureContext } from '@pipwright/features';
import {
  lowerBound,
  sliceCandles,
  type CandleColumns,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import type { FeatureStore } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { SPAN_ROWS } from './build-features.ts';
import { FeatureChain } from './feature-chain.ts';
import { computeHere } from './feature-computer.ts';

export interface FeatureAppenderOptions {
  readonly features: FeatureStore;
  readonly tenant: string;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Facts from outside the candles, and other markets; they may grow at their end from one candle to the next. */
  readonly context?: FeatureContext;
}

/** Adds the row of each closed candle to features that have been built, from the state that the last row left. */
export class FeatureAppender {
  readonly #chain: FeatureChain;

  private constructor(chain: FeatureChain) {
    this.#chain = chain;
  }

  /** Rejects with `FEATURES_NOT_BUILT` where nothing is stored that can be continued. */
  static async open(options: FeatureAppenderOptions): Promise<FeatureAppender> {
    const { features, tenant, instrument, timeframe, context = {} } = options;
    const data = { instrument, timeframe, context };
    const computer = computeHere(data);
    const key = { tenant, symbol: instrument.symbol, timeframe, version: computer.version };
    const chain = new FeatureChain({ features, key, computer, data, spanRows: SPAN_ROWS });
    const last = (await features.readSpans(key)).at(-1);
    if (last === undefined || !(await chain.continueAfter(last)))
      throw errors.FEATURES_NOT_BUILT({ symbol: instrument.symbol, timeframe });
    return new FeatureAppender(chain);
  }

  /** Open time of the last candle with a row. */
  get lastTime(): EpochMs {
    return (this.#chain.last as { readonly lastTime: EpochMs }).lastTime;
  }

  /**
   * Computes and stores the rows of those candles that come after `lastTime`; among them must be every candle that has
   * closed since. Returns how many there were. Calls must not overlap.
   */
  async append(candles: CandleColumns): Promise<number> {
    const fresh = sliceCandles(candles, lowerBound(candles.time, this.lastTime + 1), candles.length);
    if (fresh.length === 0) return 0;
    const { stored } = await this.#chain.extend(fresh);
    await stored;
    return fresh.length;
  }
}
