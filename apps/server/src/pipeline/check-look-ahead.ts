import {
  checkLookAhead,
  computeFeatures,
  computeLabels,
  labelsAsTable,
  streamFeatures,
  type Leak,
} from '@pipwright/features';
import { createRandom } from '@pipwright/kernel';
import { sliceCandles, type CandleSeries, type Instrument, type Timeframe } from '@pipwright/model';
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
const CANDLES_MAX = 10_000;

function latest(series: CandleSeries): CandleSeries {
  const { candles } = series;
  return { ...series, candles: sliceCandles(candles, Math.max(0, candles.length - CANDLES_MAX), candles.length) };
}

/**
 * Checks features and labels on the latest stored candles: with the future cut off or replaced at random places, no
 * value that was already to be used may change. Throws `NO_CANDLES`.
 */
export async function checkStoredLookAhead(options: {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly cuts: number;
  readonly seed: number;
}): Promise<LookAheadSummary> {
  const { stores, instrument, timeframe, cuts, seed } = options;
  const { series: whole } = await loadSeries(stores, instrument, timeframe);
  const series = latest(whole);
  const random = createRandom(seed).split('look-ahead');
  const features = checkLookAhead({
    compute: (part) => computeFeatures({ instrument, series: part }),
    stream: (part) => streamFeatures({ instrument, series: part }),
    series,
    random,
    cuts,
  });
  const compute = (part: CandleSeries) => labelsAsTable(computeLabels({ series: part }));
  const labels = checkLookAhead({ compute, series, random, cuts });
  return {
    symbol: instrument.symbol,
    timeframe,
    candles: series.candles.length,
    features: computeFeatures({ instrument, series: { ...series, candles: sliceCandles(series.candles, 0, 1) } }).names
      .length,
    labels: compute({ ...series, candles: sliceCandles(series.candles, 0, 1) }).names.length,
    cuts,
    compared: features.compared + labels.compared,
    leaks: [...features.leaks, ...labels.leaks],
  };
}
