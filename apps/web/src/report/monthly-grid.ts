import type { ReportDocument } from '@pipwright/protocol';

export type Month = ReportDocument['monthly'][number];

/** A year of the monthly table; `months[0]` is January, null where nothing ran. */
export interface YearRow {
  readonly year: number;
  readonly months: readonly (Month | null)[];
  readonly net: number;
  /** The months' returns compounded. */
  readonly returnFraction: number;
  readonly trades: number;
}

/** Groups months by year, oldest first. */
export function yearRows(monthly: readonly Month[]): YearRow[] {
  const years = [...new Set(monthly.map(({ year }) => year))].sort((a, b) => a - b);
  return years.map((year) => {
    const own = monthly.filter((month) => month.year === year);
    return {
      year,
      months: Array.from({ length: 12 }, (_, index) => own.find(({ month }) => month === index + 1) ?? null),
      net: own.reduce((sum, { net }) => sum + net, 0),
      returnFraction: own.reduce((product, month) => product * (1 + month.returnFraction), 1) - 1,
      trades: own.reduce((sum, { trades }) => sum + trades, 0),
    };
  });
}

/** Strength of a cell's colour, 0 to 1: its size against the ninth decile, so that one extreme month does not pale the rest. */
export function heatScale(monthly: readonly Month[]): (value: number) => number {
  const sizes = monthly.map(({ returnFraction }) => Math.abs(returnFraction)).sort((a, b) => a - b);
  const top = sizes[Math.floor((sizes.length - 1) * 0.9)] ?? 0;
  return (value) => (top === 0 ? 0 : Math.min(1, Math.abs(value) / top));
}
