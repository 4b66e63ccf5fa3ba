import { civilTime, formatClock, monthName, type ZoneChoice } from './time.ts';

/** What a mark on a chart's time axis stands for: lightweight-charts' `TickMarkType`, by number. */
export const AxisMark = { Year: 0, Month: 1, DayOfMonth: 2, Time: 3, TimeWithSeconds: 4 } as const;

/**
 * Text of a mark on the time axis. The chart places its day, month and year marks at midnight UTC; on another clock that
 * moment is another hour, which is written too, so that the date is not read as its midnight.
 */
export function axisLabel(time: number, mark: number, zone: ZoneChoice): string {
  const clock = formatClock(time, zone);
  if (mark >= AxisMark.Time) return clock;
  const { year, month, day } = civilTime(time, zone);
  const date = `${day} ${monthName(month)}`;
  if (clock !== '00:00' && zone !== 'utc') return `${date} ${clock}`;
  if (mark === AxisMark.Year) return String(year);
  if (mark === AxisMark.Month) return monthName(month);
  return date;
}
