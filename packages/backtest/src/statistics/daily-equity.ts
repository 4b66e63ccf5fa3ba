import { tradingDayOpen, tradingWeekday, utcDate, type EpochMs } from '@pipwright/model';
import type { EquityColumns } from '../backtest-result.ts';
import { sharpeRatio } from './sharpe.ts';

/** Equity at the end of each trading day (17:00 New York) on which there were candles. */
export interface DailyEquity {
  /** End of the trading day, UTC epoch milliseconds. */
  readonly dayEnd: number[];
  /** Minor units. */
  readonly equity: number[];
  /** Return on the equity of the day before; the first one on the initial balance. */
  readonly returns: number[];
}

const DAY_MS = 86_400_000;

/** Samples the equity once per trading day, Monday to Friday. What a weekend brings belongs to the Friday before it. */
export function dailyEquity(columns: EquityColumns, initial: number): DailyEquity {
  const daily: DailyEquity = { dayEnd: [], equity: [], returns: [] };
  let until = Number.NEGATIVE_INFINITY;
  let dayEnd = Number.NaN;
  let last = initial;
  let before = initial;
  const close = (): void => {
    if (Number.isNaN(dayEnd)) return;
    daily.dayEnd.push(dayEnd);
    daily.equity.push(last);
    // An account without money has no returns.
    daily.returns.push(before > 0 ? last / before - 1 : 0);
    before = last;
  };
  for (let index = 0; index < columns.time.length; index++) {
    const time = columns.time[index]!;
    if (time > until) {
      // A candle that closes at 17:00 belongs to the day that ends there.
      const open = tradingDayOpen((time - 1) as EpochMs);
      const weekday = tradingWeekday(open);
      until = open + DAY_MS;
      if (weekday >= 1 && weekday <= 5) {
        close();
        dayEnd = until;
      }
    }
    last = columns.equity[index]!;
  }
  close();
  return daily;
}

/** Change of the equity over one calendar month of trading days. */
export interface MonthRow {
  /** `2013-02` */
  readonly month: string;
  readonly net: number;
  readonly returnFraction: number;
}

/** The months of a daily curve, oldest first. */
export function monthsOf(daily: DailyEquity, initial: number): MonthRow[] {
  const rows: MonthRow[] = [];
  let start = initial;
  for (let index = 0; index < daily.dayEnd.length; index++) {
    const month = monthOf(daily.dayEnd[index]!);
    if (index + 1 < daily.dayEnd.length && monthOf(daily.dayEnd[index + 1]!) === month) continue;
    const end = daily.equity[index]!;
    rows.push({ month, net: end - start, returnFraction: end / start - 1 });
    start = end;
  }
  return rows;
}

/** A calendar year of trading days. */
export interface YearRow {
  readonly year: number;
  readonly net: number;
  readonly returnFraction: number;
  readonly tradingDays: number;
  /** Annualised; null for fewer than 30 trading days. */
  readonly sharpe: number | null;
  /** Deepest fall of the equity, by its daily ends, from its highest value in that year. */
  readonly drawdownFraction: number;
}

/** Fewer days than this have no ratio. */
const RATIO_DAYS_MIN = 30;

/** The years of a daily curve, oldest first. */
export function yearsOf(daily: DailyEquity, initial: number): YearRow[] {
  const rows: YearRow[] = [];
  const count = daily.dayEnd.length;
  let start = initial;
  for (let from = 0; from < count;) {
    const { year } = utcDate(daily.dayEnd[from]!);
    let to = from;
    let peak = start;
    let drawdownFraction = 0;
    for (; to < count && utcDate(daily.dayEnd[to]!).year === year; to++) {
      peak = Math.max(peak, daily.equity[to]!);
      drawdownFraction = Math.max(drawdownFraction, (peak - daily.equity[to]!) / peak);
    }
    const end = daily.equity[to - 1]!;
    const sharpe = to - from < RATIO_DAYS_MIN ? Number.NaN : sharpeRatio(daily.returns.slice(from, to));
    rows.push({
      year,
      net: end - start,
      returnFraction: end / start - 1,
      tradingDays: to - from,
      sharpe: Number.isFinite(sharpe) ? sharpe : null,
      drawdownFraction,
    });
    start = end;
    from = to;
  }
  return rows;
}

function monthOf(time: number): string {
  const { year, month } = utcDate(time);
  return `${year}-${String(month).padStart(2, '0')}`;
}
