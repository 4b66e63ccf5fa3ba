import { isoTime, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { buildFeatures, type FeatureBuildProgress, type FeatureBuildSummary } from '../features/build-features.ts';
import { loadFeatureContext } from '../features/load-context.ts';
import type { Stores } from '../stores.ts';
import { missingSources, type MissingSource } from './missing-sources.ts';

export interface StoredFeatureBuild extends FeatureBuildSummary {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly threads: 0 | 1 | 2;
  readonly missing: readonly MissingSource[];
}

export interface BuildStoredFeaturesOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly threads: 0 | 1 | 2;
  readonly until?: EpochMs | undefined;
  readonly signal: AbortSignal;
  /** Share of the phase that is done, from 0 to 1. */
  readonly onProgress: (doneFraction: number, step: string) => void;
}

/** Says how far a build is, in words and as a share of the candles that are stored. */
function told(candles: number, onProgress: BuildStoredFeaturesOptions['onProgress']) {
  return ({ phase, rows, time }: FeatureBuildProgress): void => {
    const count = rows.toLocaleString('en-US');
    onProgress(Math.min(1, rows / candles), `${phase} ${count} candles, to ${isoTime(time).slice(0, 10)}`);
  };
}

/** Brings the stored features of a series up to date. Throws `NO_CANDLES`, `FEATURE_BUILD_STOPPED`. */
export async function buildStoredFeatures(options: BuildStoredFeaturesOptions): Promise<StoredFeatureBuild> {
  const { stores, instrument, timeframe, threads, until, signal, onProgress } = options;
  const { symbol } = instrument;
  return stores.candles(async (candles) => {
    const stored = (await candles.listSeries()).find((one) => one.symbol === symbol && one.timeframe === timeframe);
    if (stored === undefined) throw errors.NO_CANDLES({ symbol, timeframe });
    const context = await loadFeatureContext(stores, instrument, timeframe);
    const data = { candles, tenant: stores.tenant, instrument, timeframe, context, threads, signal };
    const range = until === undefined ? {} : { until };
    const summary = await stores.features((features) =>
      buildFeatures({ ...data, ...range, features, onProgress: told(stored.count, onProgress) }),
    );
    const missing = missingSources({ instrument, timeframe, context });
    return { symbol, timeframe, threads, ...summary, missing };
  });
}
