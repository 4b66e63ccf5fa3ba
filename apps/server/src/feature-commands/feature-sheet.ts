import { featureSet, type FeatureContext, type FeatureSet } from '@pipwright/features';
import { systemClock } from '@pipwright/kernel';
import { candleCloseTime, isoTime, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import type { FeatureSheet, SheetFeature } from '@pipwright/protocol';
import type { CandleStore, SeriesSummary } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { loadFeatureContext } from '../features/load-context.ts';
import { VERSION } from '../package-version.ts';
import { packReportCandles } from '../report/pack-candles.ts';
import type { Stores } from '../stores.ts';
import { describeEntry } from './describe-feature.ts';
import { passFeatures } from './feature-pass.ts';
import { LatestRows } from './latest-rows.ts';
import { missingSources } from './missing-sources.ts';
import { findCandle, sheetCandles } from './sheet-candles.ts';

/** Values are ranked among so many rows before, at most. */
const RANKED_ROWS_MAX = 100_000;

export interface FeatureSheetOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** A moment within the candle; where the market rests then, the last candle before counts. */
  readonly at: EpochMs;
  readonly signal: AbortSignal;
  readonly onProgress: (doneFraction: number, step: string) => void;
}

function minute(time: number): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

function sheetFeature(set: FeatureSet, index: number, rows: LatestRows, notLoaded: ReadonlySet<string>): SheetFeature {
  const { name, group, unit, formula, source, lookbackBars, timeframe, availableAt, stationarity, needs, indicators } =
    describeEntry(set, index);
  const value = rows.row[index] as number;
  const rank = rows.rank(index);
  const reason = rows.hasBegun(index) ? 'nothing-to-report' : 'not-begun';
  const absent = notLoaded.has(name) ? 'not-loaded' : reason;
  const settings = (parameters: Readonly<Record<string, number>>): string => Object.values(parameters).join(', ');
  return {
    name,
    group,
    value: Number.isNaN(value) ? null : value,
    absent: Number.isNaN(value) ? absent : null,
    rank: Number.isNaN(rank) ? null : rank,
    unit,
    formula,
    source,
    lookback: `${lookbackBars} ${timeframe}`,
    needs,
    availableAt,
    stationarity,
    indicators: indicators.map((one) => `${one.name} (${settings(one.parameters)}): ${one.description}`),
  };
}

/** Opens the series and finds the candle. */
async function findRow(options: FeatureSheetOptions, store: CandleStore) {
  const { instrument, timeframe, at } = options;
  const { symbol } = instrument;
  const series = (await store.listSeries()).find((one) => one.symbol === symbol && one.timeframe === timeframe);
  if (series === undefined) throw errors.NO_CANDLES({ symbol, timeframe });
  const time = await findCandle(store, series, at);
  if (time !== null) return { series, time };
  const [first, last] = [minute(series.firstTime), minute(series.lastTime)];
  throw errors.NO_SUCH_CANDLE({ symbol, timeframe, time: minute(at), first, last });
}

/** Passes over all candles up to the one at `time`: features remember. */
async function rowsUpTo(
  options: FeatureSheetOptions,
  store: CandleStore,
  context: FeatureContext,
  { series, time }: { readonly series: SeriesSummary; readonly time: EpochMs },
): Promise<LatestRows> {
  const { instrument, timeframe, signal, onProgress } = options;
  const rows = new LatestRows(featureSet(timeframe).entries.length, RANKED_ROWS_MAX);
  const until = (time + 1) as EpochMs;
  for await (const block of passFeatures({ candles: store, instrument, timeframe, context, until, signal })) {
    rows.take(block);
    onProgress(block.before / series.count, 'features');
  }
  return rows;
}

/**
 * The wide row of one candle, computed from all candles up to it, with the rank of each value among the rows before and
 * the candles around it. Throws `NO_CANDLES`, `NO_SUCH_CANDLE`.
 */
export async function featureSheet(options: FeatureSheetOptions): Promise<FeatureSheet> {
  const { stores, instrument, timeframe } = options;
  const { symbol, description, digits, pipSize, quote } = instrument;
  const set = featureSet(timeframe);
  return stores.candles(async (store) => {
    const found = await findRow(options, store);
    const { series, time } = found;
    const context = await loadFeatureContext(stores, instrument, timeframe);
    const rows = await rowsUpTo(options, store, context, found);
    const missing = missingSources({ instrument, timeframe, context });
    const notLoaded = new Set<string>(missing.flatMap(({ features }) => features));
    const { candles, marked, studies, levels } = await sheetCandles(store, series, time);
    return {
      version: VERSION,
      title: `${symbol} ${timeframe} features, ${minute(time)} UTC`,
      generatedAt: systemClock.now(),
      instrument: { symbol, description, digits, pipSize, quote },
      timeframe,
      time,
      availableAt: candleCloseTime(time, timeframe),
      catalogue: set.version,
      rankedRows: rows.before,
      rankedFrom: rows.firstTime,
      candles: packReportCandles(instrument, timeframe, candles),
      marked,
      studies: [...studies],
      levels,
      features: set.entries.map((_, index) => sheetFeature(set, index, rows, notLoaded)),
      missing: missing.map(({ needs, features, action }) => ({ needs, features: features.length, action })),
    };
  });
}
