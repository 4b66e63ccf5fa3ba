import {
  checkCoverage,
  checkDrift,
  featureSet,
  findRedundant,
  type FeatureContext,
  type FeatureSet,
} from '@pipwright/features';
import { createRandom } from '@pipwright/kernel';
import { timeframeMs, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import type { CandleStore, SeriesSummary } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { loadFeatureContext } from '../features/load-context.ts';
import { checkSeriesLookAhead, LOOK_AHEAD_CANDLES_MAX } from '../pipeline/check-look-ahead.ts';
import type { Stores } from '../stores.ts';
import { StoredRowsComparison, type StoredComparison } from './compare-stored.ts';
import { CandleTraits } from './explained-columns.ts';
import type { FeatureCheck } from './feature-check.ts';
import { passFeatures, PASS_ROWS } from './feature-pass.ts';
import { findingsOf } from './feature-findings.ts';
import { SpreadRows } from './kept-rows.ts';
import { missingSources } from './missing-sources.ts';

/** Rows on which coverage, redundancy and drift are measured, spread over the whole series. */
const ROWS_MAX = 100_000;
/** Spans in which stored rows are compared with a stream. */
const SPANS = 20;

const END = Number.MAX_SAFE_INTEGER as EpochMs;

export interface FeatureCheckOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly cuts: number;
  readonly seed: number;
  /** Begin of the span that the later one is compared with. Default: the first candle. */
  readonly driftFrom?: EpochMs | undefined;
  /** Where the later span begins. Default: the middle of the candles. */
  readonly driftSplit?: EpochMs | undefined;
  /** A greater stability index is a finding. Default: none is, drift is only told. */
  readonly driftMax?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (doneFraction: number, step: string) => void;
}

interface Passed {
  readonly rows: SpreadRows;
  readonly traits: CandleTraits;
  readonly stored: StoredComparison | null;
}

/** Passes once over the series: keeps rows for the statistics, and compares spans with what is stored. */
async function pass(
  options: FeatureCheckOptions,
  store: CandleStore,
  context: FeatureContext,
  series: SeriesSummary,
): Promise<Passed> {
  const { stores, instrument, timeframe, seed, signal, onProgress } = options;
  const { version, entries } = featureSet(timeframe);
  const names = entries.map(({ name }) => name);
  const rows = new SpreadRows(names, series.count, ROWS_MAX);
  const traits = new CandleTraits();
  const every = Math.max(1, Math.floor(series.count / PASS_ROWS / SPANS));
  const first = Math.floor(createRandom(seed).split('spans').next() * every);
  const key = { tenant: stores.tenant, symbol: instrument.symbol, timeframe, version };
  return stores.features(async (features) => {
    const comparison = new StoredRowsComparison(features, key, names);
    const blocks = passFeatures({
      candles: store,
      instrument,
      timeframe,
      context,
      until: END,
      signal,
      isStreamed: (block) => block % every === first,
    });
    for await (const block of blocks) {
      rows.take(block);
      traits.take(block.candles);
      if (block.isStreamed) await comparison.take(block);
      onProgress((0.6 * block.before) / series.count, 'coverage, stored rows');
    }
    return { rows, traits, stored: await comparison.result(series.count) };
  });
}

function driftOf(options: FeatureCheckOptions, rows: SpreadRows): FeatureCheck['drift'] {
  const { time, length } = rows.table();
  const from = options.driftFrom ?? (time[0] as EpochMs);
  const split = options.driftSplit ?? (time[Math.floor(length / 2)] as EpochMs);
  const spans = { from, split, to: time[length - 1] as EpochMs };
  return { ...checkDrift(rows.table(from, split), rows.table(split)), spans, max: options.driftMax ?? null };
}

/** The latest candles, more of them than are needed: the market rests at weekends. A short series may be full of holes. */
async function latestSeries(store: CandleStore, { symbol, timeframe, count, firstTime, lastTime }: SeriesSummary) {
  const recent = lastTime - 3 * LOOK_AHEAD_CANDLES_MAX * timeframeMs(timeframe);
  const from = (count <= ROWS_MAX ? firstTime : recent) as EpochMs;
  return store.readCandles({ symbol, timeframe }, { from, to: (lastTime + 1) as EpochMs });
}

function statisticsOf(options: FeatureCheckOptions, set: FeatureSet, { rows, traits }: Passed) {
  const table = rows.table();
  const redundant = findRedundant(table);
  return {
    rows: table.length,
    stride: rows.stride,
    coverage: checkCoverage(table, set.entries),
    redundancy: { ...redundant, explained: traits.explain(redundant.constant, set) },
    drift: driftOf(options, rows),
  };
}

/**
 * Checks the features of a stored series: that none looks ahead, that stored rows are what a stream gives, that columns
 * are there, move and differ, and how far their distributions have drifted. Throws `NO_CANDLES`.
 */
export async function checkStoredFeatures(options: FeatureCheckOptions): Promise<FeatureCheck> {
  const { stores, instrument, timeframe, cuts, seed, signal, onProgress } = options;
  const { symbol } = instrument;
  const set = featureSet(timeframe);
  return stores.candles(async (store) => {
    const found = (await store.listSeries()).find((one) => one.symbol === symbol && one.timeframe === timeframe);
    if (found === undefined) throw errors.NO_CANDLES({ symbol, timeframe });
    const context = await loadFeatureContext(stores, instrument, timeframe);
    const passed = await pass(options, store, context, found);
    const statistics = statisticsOf(options, set, passed);
    onProgress(0.7, 'look-ahead');
    signal.throwIfAborted();
    const lookAhead = checkSeriesLookAhead({
      instrument,
      series: await latestSeries(store, found),
      context,
      cuts,
      seed,
    });
    const { count: candles, firstTime, lastTime } = found;
    const about = { symbol, timeframe, version: set.version, candles, firstTime, lastTime };
    const missing = missingSources({ instrument, timeframe, context });
    const check = { ...about, lookAhead, stored: passed.stored, ...statistics, missing };
    return { ...check, findings: findingsOf(check) };
  });
}
