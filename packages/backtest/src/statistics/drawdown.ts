/** The deepest fall of a curve from its highest value before, and the longest time below one. */
export interface Drawdown {
  /** Deepest fall in minor units, at least 0. */
  readonly absolute: number;
  /** Deepest fall as a fraction of the peak before it; it may be another fall than the deepest in money. */
  readonly fraction: number;
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
    if (now - peakTime > longestMs) longestMs = now - peakTime;
    if (peak - value > absolute) absolute = peak - value;
    const fall = (peak - value) / peak;
    if (fall > fraction) {
      fraction = fall;
      deepest = { peakTime, troughTime: now };
    }
  }
  return { absolute, fraction, ...deepest, longestDays: longestMs / DAY_MS };
}
