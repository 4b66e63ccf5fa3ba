import type { BacktestResult, Histogram, Statistics } from '@pipwright/backtest';
import { tradingDayOpen, utcDate, type EpochMs, type Trade } from '@pipwright/model';
import type { Distribution, ReportDocument, ReportDrawdown, ReportYear, RollingSection } from '@pipwright/protocol';
import { figure, LESS, PLAIN, SIGNED } from './figure.ts';

const DAY_MS = 86_400_000;
/** A window of half a year changes little in a week. */
const ROLLING_STEP_DAYS = 5;

/** The trading day that a trade was closed in: an evening after 17:00 New York belongs to the day that follows. */
function closingDay({ closeTime }: Trade): { year: number; month: number } {
  return utcDate(tradingDayOpen((closeTime - 1) as EpochMs) + DAY_MS);
}

interface Closed {
  trades: number;
  won: number;
}

function closedBy(trades: readonly Trade[], keyOf: (trade: Trade) => string): ReadonlyMap<string, Closed> {
  const closed = new Map<string, Closed>();
  for (const trade of trades) {
    const key = keyOf(trade);
    const one = closed.get(key) ?? { trades: 0, won: 0 };
    one.trades += 1;
    if (trade.split.net > 0) one.won += 1;
    closed.set(key, one);
  }
  return closed;
}

export function monthlyOf({ trades }: BacktestResult, { months }: Statistics): ReportDocument['monthly'] {
  const closed = closedBy(trades, (trade) => {
    const { year, month } = closingDay(trade);
    return `${year}-${String(month).padStart(2, '0')}`;
  });
  return months.map(({ month, net, returnFraction }) => ({
    year: Number(month.slice(0, 4)),
    month: Number(month.slice(5)),
    net,
    returnFraction,
    trades: closed.get(month)?.trades ?? 0,
  }));
}

export function yearlyOf({ trades }: BacktestResult, { yearRows }: Statistics): ReportYear[] {
  const closed = closedBy(trades, (trade) => String(closingDay(trade).year));
  return yearRows.map(({ year, net, returnFraction, drawdownFraction, sharpe }) => {
    const own = closed.get(String(year));
    return {
      year,
      net,
      returnFraction,
      trades: own?.trades ?? 0,
      winRate: own === undefined ? null : own.won / own.trades,
      maximumDrawdown: drawdownFraction,
      sharpe,
    };
  });
}

export function drawdownsOf({ drawdowns }: Statistics): ReportDrawdown[] {
  return drawdowns.equity.map(({ peakTime, troughTime, recoveryTime, absolute, fraction }) => ({
    peakTime,
    troughTime,
    recoveredTime: recoveryTime,
    amount: absolute,
    fraction,
  }));
}

function binsOf({ from, width, counts }: Histogram): Distribution['bins'] {
  return counts.map((count, index) => ({ from: from + index * width, to: from + (index + 1) * width, count }));
}

/** How often trades and days ended how, where there are enough of them. */
export function distributionsOf({ distribution, trades, evidence }: Statistics): Distribution[] {
  const found: Distribution[] = [];
  if (distribution.trades !== null) {
    found.push({
      title: 'Net profit of trades',
      unit: 'money',
      bins: binsOf(distribution.trades),
      figures: [
        figure('Mean', trades.expectancy, 'money', 'Sum of all nets / number of trades.', SIGNED),
        figure('Average win', trades.averageWin, 'money', 'Mean net profit of the trades that won.', SIGNED),
        figure('Average loss', trades.averageLoss, 'money', 'Mean net loss of the trades that lost.', SIGNED),
        figure('Best', distribution.trades.greatest, 'money', 'Net of the best trade.', SIGNED),
        figure('Worst', distribution.trades.least, 'money', 'Net of the worst trade.', SIGNED),
      ],
    });
  }
  if (distribution.daily !== null) {
    found.push({
      title: 'Daily returns',
      unit: 'fraction',
      bins: binsOf(distribution.daily),
      figures: [
        figure('Best', distribution.daily.greatest, 'fraction', 'Return of the best trading day.', SIGNED),
        figure('Worst', distribution.daily.least, 'fraction', 'Return of the worst trading day.', SIGNED),
        figure(
          'Skewness',
          evidence?.skewness ?? null,
          'ratio',
          'Below 0, rare losses are larger than rare gains.',
          PLAIN,
        ),
        figure('Kurtosis', evidence?.kurtosis ?? null, 'ratio', '3 is normal; more means fat tails.', LESS),
      ],
    });
  }
  return found;
}

/** Every fifth day, and the last one. */
export function rollingOf({ rollingSharpe }: Statistics): RollingSection | null {
  if (rollingSharpe === null) return null;
  const { windowDays, dayEnd, sharpe } = rollingSharpe;
  const last = dayEnd.length - 1;
  const kept = dayEnd.map((_, day) => day).filter((day) => day === last || (last - day) % ROLLING_STEP_DAYS === 0);
  return {
    days: windowDays,
    time: kept.map((day) => dayEnd[day]!),
    sharpe: kept.map((day) => {
      const value = sharpe[day] ?? null;
      return value === null ? null : Math.round(value * 1000) / 1000;
    }),
  };
}
