import { createHash } from 'node:crypto';
import { createIndicator } from '@pipwright/indicators';
import { timeframeMs, type Timeframe } from '@pipwright/model';
import { contextTimeframes } from '../context-timeframes.ts';
import { featureErrors } from '../errors.ts';
import { CANDLE_FEATURES, SPREAD_FEATURES } from './candle-and-spread.ts';
import { referenceKey, type ColumnReference, type FrameIndex } from './column-reference.ts';
import { alignmentFeature, contextFeatures } from './context.ts';
import type { FeatureDefinition, FeatureEntry } from './feature-definition.ts';
import { MOMENTUM_FEATURES } from './momentum.ts';
import { INTRADAY_FEATURES, WEEK_FEATURES } from './time.ts';
import { TREND_FEATURES } from './trend.ts';
import { VOLATILITY_FEATURES } from './volatility.ts';
import { VOLUME_FEATURES } from './volume.ts';

/** Raised when values change although no formula does: a corrected indicator, another rule for closed candles. */
const COMPUTATION_VERSION = 1;

/** Everything that is computed over one base timeframe. */
export interface FeatureSet {
  readonly timeframe: Timeframe;
  /** The higher timeframes, at most two. */
  readonly contexts: readonly Timeframe[];
  readonly definitions: readonly FeatureDefinition[];
  readonly entries: readonly FeatureEntry[];
  /** Digest of names, formulas and inputs: 16 hexadecimal digits. Rows of equal versions may be mixed. */
  readonly version: string;
}

function definitionsOf(timeframe: Timeframe, contexts: readonly Timeframe[]): readonly FeatureDefinition[] {
  const frames = contexts.map((_, index) => (index + 1) as 1 | 2);
  const intraday = timeframeMs(timeframe) < timeframeMs('D1');
  return [
    ...TREND_FEATURES,
    ...MOMENTUM_FEATURES,
    ...VOLATILITY_FEATURES,
    ...VOLUME_FEATURES,
    ...CANDLE_FEATURES,
    ...SPREAD_FEATURES,
    ...WEEK_FEATURES,
    ...(intraday ? INTRADAY_FEATURES : []),
    ...frames.flatMap((frame) => contextFeatures(frame, contexts[frame - 1] as Timeframe)),
    alignmentFeature(frames, contexts),
  ];
}

/** Bars of its own timeframe that a column needs for its first number. */
function lookbackOf(reference: ColumnReference): number {
  if (reference.kind !== 'indicator') return 1;
  const indicator = createIndicator(reference.id, reference.parameters);
  const warmUp = indicator.warmUp[indicator.outputs.indexOf(reference.output)] as number;
  return warmUp + (reference.of === null ? 0 : lookbackOf(reference.of) - 1);
}

function entryOf(definition: FeatureDefinition, frames: readonly Timeframe[]): FeatureEntry {
  const { name, group, formula, unit, stationarity, frame } = definition;
  const own = definition.inputs.filter((input) => input.frame === frame);
  const timeframe = frames[frame] as Timeframe;
  const availableAt =
    frame === 0
      ? 'close of the base candle'
      : `close of the base candle; sees ${timeframe} candles whose close is at or before it`;
  const lookbackBars = Math.max(...own.map(lookbackOf));
  return { name, group, formula, unit, lookbackBars, timeframe, availableAt, stationarity };
}

function versionOf(definitions: readonly FeatureDefinition[], frames: readonly (Timeframe | FrameIndex)[]): string {
  const lines = definitions.map((definition) =>
    [definition.name, definition.formula, ...definition.inputs.map(referenceKey)].join('|'),
  );
  const text = [`computation ${COMPUTATION_VERSION}`, frames.join(','), ...lines].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const sets = new Map<Timeframe, FeatureSet>();

/** The features over a base timeframe, M1 to D1. Throws `TIMEFRAME_WITHOUT_FEATURES` for W1, which has no context. */
export function featureSet(timeframe: Timeframe): FeatureSet {
  const known = sets.get(timeframe);
  if (known !== undefined) return known;
  const contexts = contextTimeframes(timeframe);
  if (contexts.length === 0) throw featureErrors.TIMEFRAME_WITHOUT_FEATURES({ timeframe });
  const definitions = definitionsOf(timeframe, contexts);
  const frames = [timeframe, ...contexts];
  const entries = definitions.map((definition) => entryOf(definition, frames));
  const set = { timeframe, contexts, definitions, entries, version: versionOf(definitions, frames) };
  sets.set(timeframe, set);
  return set;
}
