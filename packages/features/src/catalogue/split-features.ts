import { timeframeMs, type Timeframe } from '@pipwright/model';
import { featureSet } from './catalogue.ts';
import { indicatorKey, inputsOf, referenceKey, type ColumnReference } from './column-reference.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { INDICATOR_COST } from './indicator-cost.ts';

/** Nanoseconds per row of an operation over columns, and of an indicator that has not been measured. */
const OPERATION_COST = 1.5;
const UNKNOWN_COST = 30;

/** What a feature has to have computed, each with its cost per base row: the same key is computed once. */
function stepsOf(definition: FeatureDefinition, frames: readonly Timeframe[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const base = timeframeMs(frames[0] as Timeframe);
  const add = (reference: ColumnReference): void => {
    const share = base / timeframeMs(frames[reference.frame] as Timeframe);
    if (reference.kind === 'indicator') {
      const cost = INDICATOR_COST[reference.id] ?? UNKNOWN_COST;
      steps.set(`${reference.frame}:${indicatorKey(reference)}`, cost * share);
    } else if (reference.kind === 'derived') steps.set(referenceKey(reference), OPERATION_COST * share);
    // Joining a column of a higher timeframe to the base rows costs about as much as an operation.
    if (reference.frame !== 0) steps.set(`join ${referenceKey(reference)}`, OPERATION_COST);
    inputsOf(reference).forEach(add);
  };
  definition.inputs.forEach(add);
  return steps;
}

/** A part in the making. */
interface Part {
  readonly members: number[];
  readonly steps: Set<string>;
  cost: number;
}

function costIn(part: Part, steps: ReadonlyMap<string, number>): number {
  let cost = OPERATION_COST;
  for (const [key, own] of steps) if (!part.steps.has(key)) cost += own;
  return cost;
}

/**
 * The names of the catalogue in `parts` lists of about equal cost, for as many threads: each feature stands in one of
 * them, in the order of the catalogue, and features that share an indicator rather stand together. Costs were measured
 * (see `INDICATOR_COST`). The same arguments always give the same lists.
 */
export function splitFeatures(timeframe: Timeframe, parts: number): readonly (readonly string[])[] {
  const { definitions, contexts, entries } = featureSet(timeframe);
  const frames = [timeframe, ...contexts];
  const made = Array.from({ length: Math.max(1, parts) }, (): Part => ({ members: [], steps: new Set(), cost: 0 }));
  const steps = definitions.map((definition) => stepsOf(definition, frames));
  const total = steps.map((own) => [...own.values()].reduce((sum, cost) => sum + cost, OPERATION_COST));
  // The dearest first: what is left at the end is small change that evens the parts out.
  const order = entries
    .map((_, index) => index)
    .toSorted((a, b) => (total[b] as number) - (total[a] as number) || a - b);
  for (const index of order) {
    const own = steps[index] as ReadonlyMap<string, number>;
    const best = made.reduce((least, part) =>
      part.cost + costIn(part, own) < least.cost + costIn(least, own) ? part : least,
    );
    best.cost += costIn(best, own);
    for (const key of own.keys()) best.steps.add(key);
    best.members.push(index);
  }
  return made.map(({ members }) =>
    members.toSorted((a, b) => a - b).map((index) => (entries[index] as { name: string }).name),
  );
}
