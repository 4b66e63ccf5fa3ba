import { candleCloseTime, candleOpenTime, type EpochMs, type Timeframe } from '@pipwright/model';

const MINUTE_MS = 60_000;
/** Shorter breaks are quiet minutes of the market, not the edge of the data. */
const HOLE_MINUTES_MIN = 60;
/** Share of a candle's trading time that may lack at its edge. */
const LACK_FRACTION_MAX = 0.05;

/** A stretch of trading time without candles: from the close of the last before it to the open of the first after it. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** Minutes in `[from, to)` in which quotes are to be expected. */
function expectedMinutes(from: number, to: number, isExpected: (time: number) => boolean): number {
  let minutes = 0;
  for (let time = from; time < to; time += MINUTE_MS) if (isExpected(time)) minutes++;
  return minutes;
}

/** The holes of a series inside a window, its edges included. */
export function findHoles(
  times: Float64Array,
  stepMs: number,
  window: { readonly from: number; readonly to: number },
  isExpected: (time: number) => boolean,
): Hole[] {
  const holes: Hole[] = [];
  let end = window.from;
  for (let index = 0; index <= times.length; index++) {
    const next = index < times.length ? (times[index] as number) : window.to;
    if (next - end >= HOLE_MINUTES_MIN * MINUTE_MS && expectedMinutes(end, next, isExpected) >= HOLE_MINUTES_MIN)
      holes.push({ from: end, to: next });
    end = next + stepMs;
  }
  return holes;
}

/**
 * Opens of the candles of `timeframe` into which a hole reaches from outside, so that their first or last price is not
 * that of their period. A hole that lies inside a candle leaves both, and is reported as a gap only.
 */
export function incompleteOpens(
  holes: readonly Hole[],
  timeframe: Timeframe,
  isExpected: (time: number) => boolean,
): ReadonlySet<number> {
  const opens = new Set<number>();
  for (const { from, to } of holes) {
    for (const edge of [from - 1, to]) {
      const open = candleOpenTime(edge as EpochMs, timeframe);
      const close = candleCloseTime(open, timeframe);
      const reachesIn = edge === to ? from <= open && to > open : to >= close && from < close;
      if (!reachesIn) continue;
      const lack = expectedMinutes(Math.max(from, open), Math.min(to, close), isExpected);
      if (lack > LACK_FRACTION_MAX * expectedMinutes(open, close, isExpected)) opens.add(open);
    }
  }
  return opens;
}
