import type { EquityColumns } from '@pipwright/backtest';

/**
 * Indices of the points of a curve that a chart needs: of each of `buckets` equal parts the first, the lowest, the highest
 * and the last one (Jugel and others, 2014: "M4"). Drawn on fewer pixels than buckets it looks as the whole curve does,
 * and the highest value, the lowest one and the deepest fall stay exactly what they were. Ascending, without repetition.
 */
export function telltalePoints(values: Float64Array, buckets: number): number[] {
  const { length } = values;
  if (length <= 4 * buckets) return Array.from({ length }, (_, index) => index);
  const kept: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * length) / buckets);
    const to = Math.floor(((bucket + 1) * length) / buckets);
    let lowest = from;
    let highest = from;
    for (let index = from + 1; index < to; index++) {
      if (values[index]! < values[lowest]!) lowest = index;
      if (values[index]! > values[highest]!) highest = index;
    }
    const points = [from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1];
    for (const index of points) if (index !== kept.at(-1)) kept.push(index);
  }
  return kept;
}

/** The given points of the equity columns, and of a further column of the same length where there is one. */
export function equityAt({ time, balance, equity }: EquityColumns, points: readonly number[]) {
  const pick = (column: Float64Array): number[] => points.map((index) => column[index]!);
  return { time: pick(time), balance: pick(balance), equity: pick(equity) };
}
