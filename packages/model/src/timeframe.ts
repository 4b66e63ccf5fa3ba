import { tradingDayOpen, tradingWeekOpen, TRADING_WEEK_MS } from './trading-calendar.ts';
import type { EpochMs } from './units.ts';

/** The candle lengths that the platform keeps. H4, D1 and W1 are counted from 17:00 New York. */
export const Timeframe = {
  M1: 'M1',
  M5: 'M5',
  M15: 'M15',
  M30: 'M30',
  H1: 'H1',
  H4: 'H4',
  D1: 'D1',
  W1: 'W1',
} as const;
export type Timeframe = (typeof Timeframe)[keyof typeof Timeframe];

/** Every timeframe, shortest first. */
export const TIMEFRAMES: readonly Timeframe[] = Object.values(Timeframe);

const MINUTE_MS = 60_000;
const DURATIONS_MS: Readonly<Record<Timeframe, number>> = {
  M1: MINUTE_MS,
  M5: 5 * MINUTE_MS,
  M15: 15 * MINUTE_MS,
  M30: 30 * MINUTE_MS,
  H1: 60 * MINUTE_MS,
  H4: 240 * MINUTE_MS,
  D1: 1440 * MINUTE_MS,
  W1: TRADING_WEEK_MS,
};

/** Time from a candle's open to its close. A W1 candle ends on Friday 17:00 New York, five days after it opened. */
export function timeframeMs(timeframe: Timeframe): number {
  return DURATIONS_MS[timeframe];
}

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(DURATIONS_MS, text);
}

/** Open time of the candle of `timeframe` that holds `time`. */
export function candleOpenTime(time: EpochMs, timeframe: Timeframe): EpochMs {
  if (timeframe === 'W1') return tradingWeekOpen(time);
  if (timeframe === 'D1') return tradingDayOpen(time);
  const duration = DURATIONS_MS[timeframe];
  if (timeframe !== 'H4') return (time - (((time % duration) + duration) % duration)) as EpochMs;
  const day = tradingDayOpen(time);
  return (day + Math.floor((time - day) / duration) * duration) as EpochMs;
}

/** The moment at which the candle opened at `openTime` is complete, and so known: its `availableAt`. */
export function candleCloseTime(openTime: EpochMs, timeframe: Timeframe): EpochMs {
  return (openTime + DURATIONS_MS[timeframe]) as EpochMs;
}
