import { timeframeMs, type Timeframe } from '@pipwright/model';
import type { Bars } from './bars.ts';
import { indexAtOrBefore } from './candle-search.ts';

function holds(bars: Bars, duration: number, time: number): boolean {
  const index = indexAtOrBefore(bars.length, (at) => bars.time(at), time);
  return index >= 0 && bars.time(index) <= time && time <= bars.time(index) + duration;
}

/** Whether candles that are not all there include those in which a trade was opened and closed. */
export function areShown(
  bars: Bars,
  timeframe: Timeframe,
  { openTime, closeTime }: { readonly openTime: number; readonly closeTime: number },
): boolean {
  const duration = timeframeMs(timeframe);
  return holds(bars, duration, openTime) && holds(bars, duration, closeTime);
}
