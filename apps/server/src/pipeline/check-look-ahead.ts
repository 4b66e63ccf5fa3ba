import {
  checkLookAhead,
  computeFeatures,
  computeLabels,
  featureSet,
  labelsAsTable,
  streamFeatures,
  type FeatureContext,
  type Leak,
} from '@pipwright/features';
import { createRandom } from '@pipwright/kernel';
import { sliceCandles, type CandleSeries, type Instrument, type Timeframe } from '@pipwright/model';
import { loadFeatureContext } from '../features/load-context.ts';
import type { Stores } from '../stores.ts';
import { loadSeries } from './load-series.ts';

/** What the look-ahead checker found on a stored series. */
export interface LookAheadSummary {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly candles: number;
  readonly features: number;
  readonly labels: number;
  /** Random places at which the future was cut off, and replaced. */
  readonly cuts: number;
  /** Values that were compared. */
  readonly compared: number;
  readonly leaks: readonly Leak[];
}

/** More candles than this would take minutes and show nothing that these do not. */
export const LOOK_AHEAD_CANDLES_MAX = 10_000;

function latest(series: CandleSeries): CandleSeries {
  const { candles } = series;
  const from = Math.max(0, candles.length - LOOK_AHEAD_CANDLES_MAX);
  return { ...series, candles: sliceCandles(candles, from, candles.length) };
}

/**
 * Checks features and labels on the latest candles: with the future cut off or replaced at random places, that of facts
 * and other markets too, no value that was already to be used may change.
 */
export function checkSeriesLookAhead(options: {
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  readonly context: FeatureContext;
  readonly cuts: number;
  readonly seed: number;
}): LookAheadSummary {
  const { instrument, context, cuts, seed } = options;
  const series = latest(options.series);
  const random = createRandom(seed).split('look-ahead');
  const features = checkLookAhead({
    compute: (part, known) => computeFeatures({ instrument, series: part, context: known }),
    stream: (part, known) => streamFeatures({ instrument, series: part, context: known }),
    series,
    context,
    random,
    cuts,
  });
  const compute = (part: CandleSeries) => labelsAsTable(computeLabels({ series: part }));
  const labels = checkLookAhead({ compute, series, random, cuts });
  const one = { ...series, candles: sliceCandles(series.candles, 0, 1) };
  return {
    symbol: instrument.symbol,
    timeframe: series.timeframe,
    candles: series.candles.length,
    features: featureSet(series.timeframe).entries.length,
    labels: compute(one).names.length,
    cuts,
    compared: features.compared + labels.compared,
    leaks: [...features.leaks, ...labels.leaks],
  };
}

/** As `checkSeriesLookAhead`, on what is stored. Throws `NO_CANDLES`. */
export async function checkStoredLookAhead(options: {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly cuts: number;
  readonly seed: number;
}): Promise<LookAheadSummary> {
  const { stores, instrument, timeframe, cuts, seed } = options;
  const { series } = await loadSeries(stores, instrument, timeframe);
  const context = await loadFeatureContext(stores, instrument, timeframe);
  return checkSeriesLookAhead({ instrument, series, context, cuts, seed });
}
