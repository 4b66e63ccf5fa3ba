import { featureSet, type FeatureEntry, type FeatureGroup } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';

/**
 * What a feature of a group costs beside one of trend, as measured over minutes. It decides how well two threads share
 * the work, never what they compute.
 */
const RELATIVE_COST: Partial<Readonly<Record<FeatureGroup, number>>> = {
  structure: 0.6,
  regime: 2.5,
  spread: 0.3,
  time: 0.2,
  session: 0.4,
  context: 0.4,
  calendar: 0.4,
  positioning: 0.2,
  rates: 0.2,
  sentiment: 0.2,
  'cross-market': 0.6,
};

function costOf({ group }: FeatureEntry): number {
  return RELATIVE_COST[group] ?? 1;
}

/**
 * The catalogue in two parts that take about the same time, for two threads. Features stay together with those that
 * stand beside them, because they read the same indicators. One thread computes the same two parts, so that a state
 * that two threads have left can be continued by one; other parts could not continue it.
 */
export function columnShares(timeframe: Timeframe): readonly [readonly string[], readonly string[]] {
  const { entries } = featureSet(timeframe);
  const names = entries.map(({ name }) => name);
  const half = entries.reduce((sum, entry) => sum + costOf(entry), 0) / 2;
  let cost = 0;
  const middle = entries.findIndex((entry) => (cost += costOf(entry)) >= half);
  return [names.slice(0, middle), names.slice(middle)];
}
