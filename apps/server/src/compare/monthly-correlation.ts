import type { Comparison, ReportDocument } from '@pipwright/protocol';

/** Fewer months in common say nothing about a correlation. */
const MONTHS_MIN = 6;

type Monthly = ReportDocument['monthly'];

/** Pearson's correlation; null where one of the two does not vary. */
function correlationOf(pairs: readonly (readonly [number, number])[]): number | null {
  const count = pairs.length;
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / count;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (const [a, b] of pairs) {
    product += (a - meanA) * (b - meanB);
    squareA += (a - meanA) ** 2;
    squareB += (b - meanB) ** 2;
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : null;
}

/** Correlation of the monthly returns of each pair of runs, over the months that both have. */
export function monthlyCorrelation(runs: readonly Monthly[]): Comparison['correlation'] {
  const key = ({ year, month }: Monthly[number]): number => year * 12 + month;
  const byMonth = runs.map((monthly) => new Map(monthly.map((one) => [key(one), one.returnFraction])));
  return byMonth.map((own) =>
    byMonth.map((other) => {
      const pairs = [...own].flatMap(([month, a]) => {
        const b = other.get(month);
        return b === undefined ? [] : [[a, b] as const];
      });
      return { value: pairs.length < MONTHS_MIN ? null : correlationOf(pairs), months: pairs.length };
    }),
  );
}
