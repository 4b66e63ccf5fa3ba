import type { Instrument } from './instrument.ts';
import { epochDay, isoTime, utcMs, utcWeekday } from './time-zone.ts';

/**
 * Why three nights are booked once a week, and other numbers around holidays.
 *
 * A spot trade is not paid on the day on which it is made but on its value date, two business days later (one for the US
 * against the Canadian dollar). A position that is held over the end of a trading day is moved to the value date of the next
 * one, and interest is due for the calendar days between the two. For most pairs Wednesday's trades are paid on Friday and
 * Thursday's on Monday: holding over Wednesday's end costs three days, every other night of the week costs one, and all five
 * together seven. A holiday moves value dates apart or together in the same way: nothing is lost and nothing doubled,
 * as the nights of any span add up to the days between the value dates of its ends.
 */

/** Dates (`2024-12-26`) on which the banks of a currency are closed, by its code. Weekends need not be named. */
export type SettlementHolidays = Readonly<Record<string, ReadonlySet<string>>>;

const DAY_MS = 86_400_000;
const SATURDAY = 6;
const DOLLAR = 'USD';
/** Longest stretch of holidays that is believed: beyond it the data is wrong. */
const HOLIDAYS_IN_ROW_MAX = 30;

/** New Year and Christmas: the only days on which the banks of every currency of the catalogue are closed, in every year. */
function isClosedEverywhere(date: string): boolean {
  return date.endsWith('-01-01') || date.endsWith('-12-25');
}

function dateOf(day: number): string {
  return isoTime(day * DAY_MS).slice(0, 10);
}

/** Days since 1970-01-01 of `2024-12-24`. Throws `RangeError` where there is no such day. */
function dayOf(date: string): number {
  const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.slice(1).map(Number) ?? [];
  const number = epochDay(utcMs(year ?? Number.NaN, month ?? Number.NaN, day ?? Number.NaN));
  // A day that does not exist comes out as another one.
  if (Number.isNaN(number) || dateOf(number) !== date)
    throw new RangeError(`a date is written as 2024-12-24, got '${date}'`);
  return number;
}

function isWeekend(day: number): boolean {
  const weekday = utcWeekday(day * DAY_MS);
  return weekday === 0 || weekday === SATURDAY;
}

/** Business days between a trade and its payment: one where US and Canadian dollars are exchanged, else two. */
export function settlementLag({ base, quote }: Pick<Instrument, 'base' | 'quote'>): number {
  return [base, quote].toSorted().join() === 'CAD,USD' ? 1 : 2;
}

/**
 * The value date of a trade made on the trading day `tradeDate`.
 *
 * By the conventions of the interbank market: days on the way count unless a currency of the pair other than the dollar
 * has a holiday; the date itself must be a business day of both currencies and, as crosses are dealt over the dollar, of the
 * dollar. New Year and Christmas are always holidays. Throws `RangeError` on a date that is none, or where the
 * holidays never end.
 */
export function valueDate(
  instrument: Pick<Instrument, 'base' | 'quote'>,
  tradeDate: string,
  holidays: SettlementHolidays = {},
): string {
  const others = [instrument.base, instrument.quote].filter((code) => code !== DOLLAR);
  const isHoliday = (code: string, date: string): boolean => holidays[code]?.has(date) === true;
  let day = dayOf(tradeDate);
  let left = settlementLag(instrument);
  for (let step = 0; step < HOLIDAYS_IN_ROW_MAX; step++) {
    day++;
    const date = dateOf(day);
    if (isWeekend(day) || isClosedEverywhere(date) || others.some((code) => isHoliday(code, date))) continue;
    if (left > 1) left--;
    else if (!isHoliday(DOLLAR, date)) return date;
  }
  throw new RangeError(`no day in the ${HOLIDAYS_IN_ROW_MAX} after ${tradeDate} is a business day`);
}

function nextTradeDay(day: number): number {
  let next = day + 1;
  while (isWeekend(next)) next++;
  return next;
}

/**
 * Nights of interest that are due where a position is held over the end of the trading day `tradeDate`: the calendar
 * days from its value date to that of the next trading day. May be 0 before a holiday.
 */
export function settlementNights(
  instrument: Pick<Instrument, 'base' | 'quote'>,
  tradeDate: string,
  holidays: SettlementHolidays = {},
): number {
  const next = dateOf(nextTradeDay(dayOf(tradeDate)));
  return dayOf(valueDate(instrument, next, holidays)) - dayOf(valueDate(instrument, tradeDate, holidays));
}

/**
 * What `SwapContract.holidayNights` holds for the trading days from `from` to `to`: those whose nights are not what their
 * weekday would have.
 */
export function holidayNightsBetween(
  instrument: Pick<Instrument, 'base' | 'quote' | 'swap'>,
  span: { readonly from: string; readonly to: string },
  holidays: SettlementHolidays = {},
): Record<string, number> {
  const found: Record<string, number> = {};
  const end = dayOf(span.to);
  for (let day = nextTradeDay(dayOf(span.from) - 1); day <= end; day = nextTradeDay(day)) {
    const date = dateOf(day);
    const nights = settlementNights(instrument, date, holidays);
    if (nights !== (utcWeekday(day * DAY_MS) === instrument.swap.tripleWeekday ? 3 : 1)) found[date] = nights;
  }
  return found;
}
