/** One bin of the calibration curve. */
export interface CalibrationBin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

export interface CalibrationPoint extends CalibrationBin {
  readonly low: number;
  readonly high: number;
}

const Z_95 = 1.959964;

/** Adds the 95 % interval of each observed rate (Wilson, 1927); of an empty bin it is 0 to 1. */
export function withIntervals(bins: readonly CalibrationBin[]): CalibrationPoint[] {
  return bins.map((bin) => {
    const { observed, count } = bin;
    if (count === 0) return { ...bin, low: 0, high: 1 };
    const zz = (Z_95 * Z_95) / count;
    const middle = (observed + zz / 2) / (1 + zz);
    const half = (Z_95 / (1 + zz)) * Math.sqrt((observed * (1 - observed)) / count + zz / (4 * count));
    return { ...bin, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
  });
}

/** `true` where the bins were made to hold equally many predictions, to within a twentieth. */
export function areEvenlyFilled(bins: readonly CalibrationBin[]): boolean {
  const counts = bins.map(({ count }) => count);
  return Math.min(...counts) > 0.95 * Math.max(...counts);
}
