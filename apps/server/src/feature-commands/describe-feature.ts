import { featureSet, inputsOf, type ColumnReference, type FeatureEntry, type FeatureSet } from '@pipwright/features';
import { findIndicator } from '@pipwright/indicators';
import { timeframeMs, type Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { nearestNames } from './nearest-names.ts';

/** An indicator that a feature is computed from. */
export interface FeatureIndicator {
  readonly id: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly timeframe: Timeframe;
  readonly outputs: readonly string[];
  readonly description: string;
  readonly source: string;
  readonly notes: string | null;
}

export interface FeatureDescription extends FeatureEntry {
  /** `lookbackBars` as time in which the market is open. */
  readonly lookbackMs: number;
  /** Columns that are no indicators: of candles, of the clock, of facts. */
  readonly reads: readonly string[];
  readonly indicators: readonly FeatureIndicator[];
}

const NAMES_SUGGESTED = 5;

type Frames = readonly Timeframe[];

/** Everything that a column is computed from, itself first. */
function within(reference: ColumnReference): readonly ColumnReference[] {
  return [reference, ...inputsOf(reference).flatMap(within)];
}

function readOf(reference: ColumnReference, frames: Frames): readonly string[] {
  switch (reference.kind) {
    case 'candle':
      return [`${reference.name} of the ${frames[reference.frame] ?? ''} candle`];
    case 'clock':
      return [`${reference.name} of the clock at the close`];
    case 'source':
      return [`${reference.name} of ${reference.source}`];
    // What a derived column reads is listed by itself; so is what an indicator is given.
    case 'derived':
      return [];
    case 'indicator': {
      if (reference.of !== null) return [];
      const { reads } = findIndicator(reference.id).create(reference.parameters);
      return reads.map((name) => `${name} of the ${frames[reference.frame] ?? ''} candle`);
    }
  }
}

function indicatorsOf(references: readonly ColumnReference[], frames: Frames): readonly FeatureIndicator[] {
  const found = new Map<string, FeatureIndicator>();
  for (const reference of references) {
    if (reference.kind !== 'indicator') continue;
    const { id, parameters, frame, output } = reference;
    const key = JSON.stringify([id, parameters, frame]);
    const { name, description, source, notes = null } = findIndicator(id);
    const outputs = [...new Set([...(found.get(key)?.outputs ?? []), output])];
    const timeframe = frames[frame] as Timeframe;
    found.set(key, { id, name, parameters, timeframe, outputs, description, source, notes });
  }
  return [...found.values()];
}

/** One feature with what it reads, at a place of its set. */
export function describeEntry(set: FeatureSet, index: number): FeatureDescription {
  const entry = set.entries[index] as FeatureEntry;
  const frames = [set.timeframe, ...set.contexts];
  const references = (set.definitions[index]?.inputs ?? []).flatMap(within);
  return {
    ...entry,
    lookbackMs: entry.lookbackBars * timeframeMs(entry.timeframe),
    reads: [...new Set(references.flatMap((reference) => readOf(reference, frames)))],
    indicators: indicatorsOf(references, frames),
  };
}

/** Everything that is known of one feature. Throws `FEATURE_UNKNOWN` with the names nearest to what was asked for. */
export function describeFeature(name: string, timeframe: Timeframe): FeatureDescription {
  const set = featureSet(timeframe);
  const names = set.entries.map((entry) => entry.name);
  const index = names.indexOf(name.toLowerCase());
  if (index >= 0) return describeEntry(set, index);
  const nearest = nearestNames(name, names, NAMES_SUGGESTED).join(', ');
  throw errors.FEATURE_UNKNOWN({ feature: name, timeframe, nearest });
}
