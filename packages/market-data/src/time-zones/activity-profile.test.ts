import { findInstrument, isInTradingWeek, sliceCandles, utcMs, type EpochMs, type Instrument } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { TradingHours } from '../validation/trading-hours.ts';
import { ActivityProfile, clockBreakText } from './activity-profile.ts';

const EURUSD = findInstrument('EURUSD') as Instrument;
const HOUR_MS = 3_600_000;
/** Two years of hours with the lively and the quiet hours of a day. */
const HOURS = syntheticCandles({ seed: 3, length: 12_400, timeframe: 'H1', startTime: utcMs(2016, 1, 3) }).candles;

function breaksOf(shiftAt: (time: number) => number): ReturnType<ActivityProfile['breaks']> {
  const profile = new ActivityProfile(new TradingHours(EURUSD));
  const time = HOURS.time.map((at) => at + shiftAt(at) * HOUR_MS);
  for (let row = 0; row < HOURS.length; row += 1000)
    profile.push(sliceCandles({ ...HOURS, time }, row, Math.min(row + 1000, HOURS.length)));
  return profile.breaks();
}

test('a steady clock has no breaks', () => {
  expect(breaksOf(() => 0)).toEqual([]);
  expect(breaksOf(() => 1)).toEqual([]);
});

test.each([-1, 1, 2])('a half year %i h off is found, with its sign', (hours) => {
  const [from, to] = [utcMs(2016, 6, 1), utcMs(2016, 12, 1)];
  const [found, ...rest] = breaksOf((time) => (time >= from && time < to ? hours : 0));
  expect(rest).toEqual([]);
  expect(found?.hours).toBe(hours);
  expect(Math.abs((found?.from ?? 0) - from)).toBeLessThan(90 * 24 * HOUR_MS);
  expect(Math.abs((found?.to ?? 0) - to)).toBeLessThan(90 * 24 * HOUR_MS);
  expect(clockBreakText(found!)).toContain(`${Math.abs(hours)} h ${hours < 0 ? 'early' : 'late'}`);
});

test('a few weeks are too little to say anything', () => {
  const profile = new ActivityProfile(new TradingHours(EURUSD));
  profile.push(sliceCandles(HOURS, 0, 1000));
  expect(profile.breaks()).toEqual([]);
  expect(isInTradingWeek(HOURS.time[0] as EpochMs)).toBe(true);
});
