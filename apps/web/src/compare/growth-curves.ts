import type { ComparedRun } from '@pipwright/protocol';

/** A point of one run's curve. */
export interface CurvePoint {
  readonly time: Date;
  readonly letter: string;
  /** Place of the run. */
  readonly index: number;
  /** Growth since the start, as a fraction. */
  readonly growth: number;
  /** Fraction below the highest value so far, 0 or less. */
  readonly fall: number;
}

/** The curves of all runs on one scale: what each made of one unit of money. */
export function curvePoints(runs: readonly ComparedRun[]): CurvePoint[] {
  return runs.flatMap(({ letter, growth }, index) => {
    let peak = 1;
    return growth.time.map((time, at) => {
      const value = growth.value[at]!;
      peak = Math.max(peak, value);
      return { time: new Date(time), letter, index, growth: value - 1, fall: value / peak - 1 };
    });
  });
}

/** The last point of each curve, where its letter stands. */
export function lastPoints(points: readonly CurvePoint[]): CurvePoint[] {
  return points.filter(({ index }, at) => points[at + 1]?.index !== index);
}
