import {
  findInstrument,
  isInTradingWeek,
  tradingWeekOpen,
  utcMs,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { expect, test } from 'vitest';
import { timeZoneRule } from './time-zone-rule.ts';
import { judgeTimeZone, measureTimeZone } from './time-zone-verdict.ts';
import { WeekEdgeFinder } from './week-edges.ts';

const EURUSD = findInstrument('EURUSD') as Instrument;
const HOUR_MS = 3_600_000;

/** Measures hours of `weeks` weeks whose clock follows a rule. `trades` says when the venue is open. */
function measure(rule: string, from: EpochMs, weeks: number, trades = isInTradingWeek) {
  const zone = timeZoneRule(rule);
  const finder = new WeekEdgeFinder(EURUSD, HOUR_MS);
  const start = tradingWeekOpen(from);
  for (let time: number = start; time < start + weeks * 168 * HOUR_MS; time += HOUR_MS) {
    if (trades(time as EpochMs)) finder.push(time + zone.offsetMs(time));
  }
  return measureTimeZone(finder.edges);
}

test.each(['utc', 'eu', 'us', 'est', 'utc+3', 'utc-8', 'America/New_York', 'Europe/London', 'Europe/Berlin'])(
  'two years of hours in %s are seen to be so',
  (rule) => {
    const measurement = measure(rule, utcMs(2018, 1, 10), 104);
    expect(measurement.fitting).toEqual([rule]);
    expect(measurement.decisive).toBe(true);
  },
);

test('a winter alone leaves open which dates the clocks change on', () => {
  const { fitting } = measure('eu', utcMs(2018, 11, 12), 14);
  expect(fitting.toSorted()).toEqual(['eu', 'us', 'utc+2']);
});

test('weeks on both sides of the American change decide between eu and us', () => {
  const european = measure('eu', utcMs(2019, 2, 20), 6).fitting;
  expect(european).toContain('eu');
  expect(european).not.toContain('us');
  expect(measure('us', utcMs(2019, 2, 20), 6).fitting).not.toContain('eu');
});

test('a broker whose day starts at its own midnight is still seen as eu', () => {
  const eu = timeZoneRule('eu');
  const isSunday = (time: number): boolean => Math.floor((time + eu.offsetMs(time)) / (24 * HOUR_MS) + 4) % 7 === 0;
  const { fitting } = measure('eu', utcMs(2018, 1, 10), 104, (time) => isInTradingWeek(time) && !isSunday(time));
  expect(fitting).toEqual(['eu']);
});

test('a single week decides nothing', () => {
  const measurement = measure('eu', utcMs(2019, 1, 10), 2);
  const verdict = judgeTimeZone({ rule: 'utc', basis: 'assumed' }, measurement);
  expect(verdict).toMatchObject({
    used: 'utc',
    agrees: true,
    message: 'read as utc (assumed); too few weekends to check it',
  });
});

test('what is assumed gives way, what is stated or fixed is obeyed and contradicted', () => {
  const measurement = measure('eu', utcMs(2018, 1, 10), 104);
  expect(judgeTimeZone({ rule: 'us', basis: 'assumed' }, measurement)).toMatchObject({ used: 'eu', basis: 'measured' });
  const stated = judgeTimeZone({ rule: 'utc', basis: 'stated' }, measurement);
  expect(stated).toMatchObject({ used: 'utc', agrees: false });
  expect(stated?.message).toMatch(/^looks like eu .*, read as utc \(stated\)/);
  expect(judgeTimeZone({ rule: 'eu', basis: 'stated' }, measurement)).toMatchObject({ agrees: true });
});

test('hours that fit nothing are not guessed at', () => {
  const measurement = measure('Asia/Kolkata', utcMs(2018, 1, 10), 52);
  expect(measurement.fitting).toEqual([]);
  expect(judgeTimeZone({ rule: 'us', basis: 'assumed' }, measurement)).toBeNull();
});

test('rules are read by name, and nothing else is', () => {
  const january = utcMs(2020, 1, 15, 12);
  const offsets = ['utc', 'EST', 'eu', 'us', 'utc+5:30', 'Europe/Berlin'].map(
    (name) => timeZoneRule(name).offsetMs(january) / HOUR_MS,
  );
  expect(offsets).toEqual([0, -5, 2, 2, 5.5, 1]);
  for (const name of ['', 'utc+15', 'Mars/Base', 'EET+1', '../etc'])
    expect(() => timeZoneRule(name)).toThrow(/timeZone/);
});

test.each(['eu', 'us', 'est', 'Europe/London', 'utc-3'])(
  '%s takes a clock back to the moment that it showed',
  (name) => {
    const rule = timeZoneRule(name);
    for (let time: number = utcMs(2019, 1, 1); time < utcMs(2020, 1, 1); time += 7 * HOUR_MS) {
      if (isInTradingWeek(time as EpochMs)) expect(rule.toUtc(time + rule.offsetMs(time))).toBe(time);
    }
  },
);
