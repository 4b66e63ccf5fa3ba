import { featureSet } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';

/**
 * The catalogue in two parts that take about the same time, for two threads. Features stay together with those that
 * stand beside them, because they read the same indicators. One thread computes the same two parts, so that a state
 * that two threads have left can be continued by one.
 */
export function columnShares(timeframe: Timeframe): readonly (readonly string[])[] {
  const names = featureSet(timeframe).entries.map(({ name }) => name);
  const middle = Math.round(names.length / 2);
  return [names.slice(0, middle), names.slice(middle)];
}
