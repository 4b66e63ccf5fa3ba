import { createHash } from 'node:crypto';
import { findIndicator } from '@pipwright/indicators';
import { timeframeMs, type Timeframe } from '@pipwright/model';
import { contextTimeframes } from '../context-timeframes.ts';
import { needOf, type FeatureNeed } from '../sources/feature-context.ts';
import { CANDLE_FEATURES, SPREAD_FEATURES } from './candle-and-spread.ts';
import {
  inputsOf,
  referenceKey,
  type ColumnReference,
  type ContextFrameIndex,
  type FrameIndex,
} from './column-reference.ts';
import { alignmentFeatures, contextFeatures } from './context.ts';
import type { FeatureDefinition, FeatureEntry } from './feature-definition.ts';
import { CROSS_MARKET_FEATURES } from './cross-market.ts';
import { DAY_FEATURES } from './day.ts';
import {
  CALENDAR_FEATURES,
  POSITIONING_FEATURES,
  ratesFeatures,
  SENTIMENT_FEATURES,
  SLIPPAGE_FEATURES,
} from './facts.ts';
import { MOMENTUM_FEATURES } from './momentum.ts';
import { patternFeatures } from './pattern.ts';
import { regimeFeatures } from './regime.ts';
import { structureFeatures } from './structure.ts';
import { INTRADAY_FEATURES, WEEK_FEATURES } from './time.ts';
import { TREND_FEATURES } from './trend.ts';
import { VOLATILITY_FEATURES } from './volatility.ts';
import { VOLUME_FEATURES } from './volume.ts';

/** Raised when values change although no formula does: a corrected indicator, another rule for closed candles. */
const COMPUTATION_VERSION = 2;

/** Everything that is computed over one base timeframe. */
export interface FeatureSet {
  readonly timeframe: Timeframe;
  /** The higher timeframes, shortest first. */
  readonly contexts: readonly Timeframe[];
  readonly definitions: readonly FeatureDefinition[];
  readonly entries: readonly FeatureEntry[];
  /** Digest of names, formulas and inputs: 16 hexadecimal digits. Rows of equal versions may be mixed. */
  readonly version: string;
}

function definitionsOf(timeframe: Timeframe, contexts: readonly Timeframe[]): readonly FeatureDefinition[] {
  const intraday = timeframeMs(timeframe) < timeframeMs('D1');
  const timeframes = [timeframe, ...contexts];
  const dayFrame = contexts.indexOf('D1') + 1;
  return [
    ...TREND_FEATURES,
    ...MOMENTUM_FEATURES,
    ...VOLATILITY_FEATURES,
    ...VOLUME_FEATURES,
    ...patternFeatures(timeframes),
    ...structureFeatures(timeframes),
    ...CANDLE_FEATURES,
    ...SPREAD_FEATURES,
    ...SLIPPAGE_FEATURES,
    ...regimeFeatures(timeframes),
    // Every weekly candle closes at the same place of the week.
    ...(timeframe === 'W1' ? [] : WEEK_FEATURES),
    ...(intraday ? [...INTRADAY_FEATURES, ...DAY_FEATURES] : []),
    ...contexts.flatMap((context, index) => contextFeatures((index + 1) as ContextFrameIndex, context)),
    ...alignmentFeatures(contexts),
    ...CALENDAR_FEATURES,
    ...POSITIONING_FEATURES,
    ...ratesFeatures(dayFrame === 0 ? null : (dayFrame as ContextFrameIndex)),
    ...SENTIMENT_FEATURES,
    ...CROSS_MARKET_FEATURES,
  ];
}

/** Bars of its own timeframe that a column needs for its first number. */
function lookbackOf(reference: ColumnReference): number {
  const before = Math.max(1, ...inputsOf(reference).map(lookbackOf));
  if (reference.kind !== 'indicator') return before;
  const made = findIndicator(reference.id).create(reference.parameters);
  return (made.warmUp[made.outputs.indexOf(reference.output)] as number) + before - 1;
}

/** The indicators and sources that a column is computed from, itself among them. */
function within(reference: ColumnReference): readonly ColumnReference[] {
  return [reference, ...inputsOf(reference).flatMap(within)];
}

function sourceOf({ source, inputs }: FeatureDefinition): string {
  if (source !== undefined) return source;
  const read = inputs.flatMap(within);
  // The average true range is a unit in most formulas: it is named where nothing else is.
  const ids = [...new Set(read.flatMap((reference) => (reference.kind === 'indicator' ? [reference.id] : [])))];
  const named = ids.length > 1 ? ids.filter((id) => id !== 'atr') : ids;
  const sources = named.map((id) => findIndicator(id).source).filter((text) => text !== '');
  return sources.length === 0 ? 'Own definition' : [...new Set(sources)].join('; ');
}

function entryOf(definition: FeatureDefinition, frames: readonly Timeframe[]): FeatureEntry {
  const { name, group, formula, unit, stationarity, frame, inputs, sparse = false } = definition;
  const timeframe = frames[frame] as Timeframe;
  const needs = inputs.flatMap(within).reduce<FeatureNeed>((need, reference) => {
    return reference.kind === 'source' && need === 'candles' ? needOf(reference.source) : need;
  }, 'candles');
  return {
    name,
    group,
    formula,
    source: sourceOf(definition),
    unit,
    lookbackBars: Math.max(1, ...inputs.filter((input) => input.frame === frame).map(lookbackOf)),
    timeframe,
    needs,
    required: needs === 'candles' && frame === 0 && !sparse,
    availableAt: availableAt(timeframe, frame, needs),
    stationarity,
  };
}

function availableAt(timeframe: Timeframe, frame: FrameIndex, needs: FeatureNeed): string {
  if (needs === 'markets') return 'close of the base candle; sees candles of other markets that close by then';
  if (needs !== 'candles')
    return 'close of the base candle; sees rows of the table whose availableAt is at or before it';
  if (frame === 0) return 'close of the base candle';
  return `close of the base candle; sees ${timeframe} candles whose close is at or before it`;
}

function versionOf(definitions: readonly FeatureDefinition[], frames: readonly Timeframe[]): string {
  const lines = definitions.map((definition) =>
    [definition.name, definition.formula, ...definition.inputs.map(referenceKey)].join('|'),
  );
  const text = [`computation ${COMPUTATION_VERSION}`, frames.join(','), ...lines].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const sets = new Map<Timeframe, FeatureSet>();

/** The features over a base timeframe. Those over weeks have no context. */
export function featureSet(timeframe: Timeframe): FeatureSet {
  const known = sets.get(timeframe);
  if (known !== undefined) return known;
  const contexts = contextTimeframes(timeframe);
  const definitions = definitionsOf(timeframe, contexts);
  const frames = [timeframe, ...contexts];
  const entries = definitions.map((definition) => entryOf(definition, frames));
  const set = { timeframe, contexts, definitions, entries, version: versionOf(definitions, frames) };
  sets.set(timeframe, set);
  return set;
}
