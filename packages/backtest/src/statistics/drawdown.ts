/** The deepest fall of a curve from its highest value before, and the longest time below one. */
export interface Drawdown {
  /** Deepest fall in minor units, at least 0. */
  readonly absolute: number;
  /** Deepest fall as a fraction of the peak before it; it may be another fall than the deepest in money. */
  readonly fraction: number;
  /** Deepest fall below the initial value, in minor units: what MetaTrader calls the absolute drawdown. */
  readonly belowInitial: number;
  /** When the fall that is deepest as a fraction began and reached its bottom, UTC epoch milliseconds. */
  readonly peakTime: number;
  readonly troughTime: number;
  /** Longest time from a peak until it was reached again or the data ended, in days. */
  readonly longestDays: number;
}

const DAY_MS = 86_400_000;

/** Follows a curve that starts at `initial` before its first value. */
export function drawdownOf(time: Float64Array, values: Float64Array, initial: number): Drawdown {
  let peak = initial;
  let peakTime = time[0] ?? 0;
  let absolute = 0;
  let fraction = 0;
  let lowest = initial;
  let deepest = { peakTime, troughTime: peakTime };
  let longestMs = 0;
  let below = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const now = time[index]!;
    if (value >= peak) {
      // A drawdown lasts until the old peak is reached again, so that the step back to it counts.
      if (below && now - peakTime > longestMs) longestMs = now - peakTime;
      below = false;
      peak = value;
      peakTime = now;
      continue;
    }
    below = true;
    if (value < lowest) lowest = value;
    if (now - peakTime > longestMs) longestMs = now - peakTime;
    if (peak - value > absolute) absolute = peak - value;
    const fall = (peak - value) / peak;
    if (fall > fraction) {
      fraction = fall;
      deepest = { peakTime, troughTime: now };
    }
  }
  return { absolute, fraction, belowInitial: initial - lowest, ...deepest, longestDays: longestMs / DAY_MS };
}

/** One fall from a peak until the peak was reached again. */
export interface DrawdownSpan {
  /** When the peak was left; UTC epoch milliseconds. */
  readonly peakTime: number;
  readonly troughTime: number;
  /** Null where the data ends before. */
  readonly recoveryTime: number | null;
  /** At the trough, minor units and fraction of the peak. */
  readonly absolute: number;
  readonly fraction: number;
  /** From the peak to the recovery or the end of the data. */
  readonly days: number;
}

/** The `count` deepest falls of a curve that starts at `initial`, deepest as a fraction first. */
export function deepestDrawdowns(time: Float64Array, values: Float64Array, initial: number, count = 5): DrawdownSpan[] {
  const spans: DrawdownSpan[] = [];
  let peak = initial;
  let peakTime = time[0] ?? 0;
  let trough = initial;
  let troughTime = peakTime;
  const close = (end: number, recoveryTime: number | null): void => {
    if (trough >= peak) return;
    const absolute = peak - trough;
    spans.push({
      peakTime,
      troughTime,
      recoveryTime,
      absolute,
      fraction: absolute / peak,
      days: (end - peakTime) / DAY_MS,
    });
    // Millions of candles may have as many small falls: those that cannot be among the deepest are let go.
    if (spans.length >= 64) keepDeepest(spans, count);
  };
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const now = time[index]!;
    if (value >= peak) {
      close(now, now);
      peak = value;
      peakTime = now;
      trough = value;
    } else if (value < trough) {
      trough = value;
      troughTime = now;
    }
  }
  close(time.at(-1) ?? 0, null);
  keepDeepest(spans, count);
  return spans;
}

function keepDeepest(spans: DrawdownSpan[], count: number): void {
  spans.sort((a, b) => b.fraction - a.fraction || a.peakTime - b.peakTime);
  spans.length = Math.min(spans.length, count);
}
