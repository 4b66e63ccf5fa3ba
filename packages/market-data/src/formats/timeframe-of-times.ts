import { TIMEFRAMES, timeframeMs, type Timeframe } from '@pipwright/model';

const WEEK_MS = 7 * 86_400_000;

/** Most frequent positive distance between successive times; undefined where there is none. */
export function commonStepMs(times: ArrayLike<number>): number | undefined {
  const counts = new Map<number, number>();
  for (let index = 1; index < times.length; index++) {
    const step = Math.abs((times[index] as number) - (times[index - 1] as number));
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

/** The timeframe of candles that open this far apart. */
export function timeframeOfStep(stepMs: number): Timeframe | undefined {
  if (stepMs === WEEK_MS) return 'W1';
  return TIMEFRAMES.find((timeframe) => timeframe !== 'W1' && timeframeMs(timeframe) === stepMs);
}
