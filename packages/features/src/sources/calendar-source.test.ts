import {
  candleCloseTime,
  findInstrument,
  Impact,
  type CalendarTable,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { Atr } from '@pipwright/indicators';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeFeatures } from '../compute-features.ts';
import { calendarOf, calendarRow } from './facts.fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const instrument = findInstrument('EURUSD') as Instrument;
const series = syntheticCandles({ seed: 'calendar', length: 1500 });
const { candles } = series;

/** The moment at which the decision of a row falls. */
const decidedAt = (row: number): number => candleCloseTime(candles.time[row] as EpochMs, 'H1');

function features(calendar: CalendarTable, names: readonly string[]): readonly Float64Array[] {
  return computeFeatures({ instrument, series, context: { calendar }, names }).columns;
}

describe('the distance of releases', () => {
  const time = decidedAt(300) + 30 * 60_000;
  const announcedAt = decidedAt(280);

  test('is counted from the announcement on, to the release and from it', () => {
    const calendar = calendarOf([calendarRow({ availableAt: announcedAt, time })]);
    const names = ['calendar_quote_high_ahead', 'calendar_quote_high_since', 'calendar_base_high_ahead'];
    const [ahead, since, other] = features(calendar, names) as [Float64Array, Float64Array, Float64Array];
    expect([279, 280, 299, 300, 301].map((row) => ahead[row])).toEqual([
      Number.NaN,
      (time - announcedAt) / DAY_MS,
      1.5 / 24,
      0.5 / 24,
      1,
    ]);
    expect([280, 300, 301, 303].map((row) => since[row])).toEqual([1, 1, 0.5 / 24, 2.5 / 24]);
    expect(other[290]).toBe(1);
  });

  test('follows a release that is moved, and says nothing once nobody feeds the calendar', () => {
    const calendar = calendarOf([
      calendarRow({ availableAt: announcedAt, time }),
      calendarRow({ availableAt: decidedAt(290), time: time + 2 * HOUR_MS }),
    ]);
    const [ahead, within] = features(calendar, ['calendar_quote_high_ahead', 'calendar_high_within_day']) as [
      Float64Array,
      Float64Array,
    ];
    expect([289, 290, 300].map((row) => ahead[row])).toEqual([11.5 / 24, 12.5 / 24, 2.5 / 24]);
    expect([289, 290, 303].map((row) => within[row])).toEqual([1, 1, 0]);
    const silent = ahead.findIndex((_, row) => row > 300 && Number.isNaN(ahead[row]));
    expect(decidedAt(silent) - decidedAt(290)).toBeGreaterThan(21 * DAY_MS);
    expect(decidedAt(silent - 1) - decidedAt(290)).toBeLessThanOrEqual(21 * DAY_MS);
  });

  test('two releases of one event that are announced together are two', () => {
    const rows = [0, DAY_MS].map((later) => calendarRow({ availableAt: announcedAt, time: time + later / 2 }));
    const [within] = features(calendarOf(rows), ['calendar_high_within_day']) as [Float64Array];
    expect(within[299]).toBe(2);
  });
});

/** Past figures of one event, a week apart, the last one published with row 400. */
function history(event: string, surprises: readonly number[]): CalendarTable {
  return calendarOf(
    surprises.map((surprise, index) => {
      const at = decidedAt(400) - (surprises.length - 1 - index) * 7 * DAY_MS;
      return calendarRow({ availableAt: at, time: at, event, currency: 'EUR', forecast: 2, actual: 2 + surprise });
    }),
  );
}

describe('surprises', () => {
  test('count in typical ones of the event, fade, and are negative where more is worse', () => {
    const past = [1, -1, 2, -2, 1];
    const typical = Math.sqrt(11 / 5);
    for (const [event, sign] of [
      ['CPI', 1],
      ['Unemployment Rate', -1],
    ] as const) {
      const [base, quote] = features(history(event, [...past, 3]), [
        'calendar_base_surprise',
        'calendar_quote_surprise',
      ]) as [Float64Array, Float64Array];
      expect(base[399]).toBe(0);
      expect(base[400]).toBeCloseTo((sign * 3) / typical, 12);
      expect((base[404] as number) / (base[400] as number)).toBeCloseTo(
        0.5 ** ((decidedAt(404) - decidedAt(400)) / (4 * HOUR_MS)),
        12,
      );
      expect(quote[400]).toBe(0);
    }
  });

  test('are not counted before enough are known, and are bounded', () => {
    const [few] = features(history('CPI', [1, 1, 1, 1, 9]), ['calendar_base_surprise']) as [Float64Array];
    expect(few[400]).toBe(0);
    const [many] = features(history('CPI', [1, 1, 1, 1, 1, 99]), ['calendar_base_surprise']) as [Float64Array];
    expect(many[400]).toBe(5);
  });
});

test('reactions are the moves of the hour after, in ranges before, and are averaged for the next release', () => {
  const rows = [500, 600, 700];
  const next = decidedAt(720) + 5 * HOUR_MS;
  const calendar = calendarOf([
    ...rows.map((row) => calendarRow({ availableAt: decidedAt(row) - DAY_MS, time: decidedAt(row) + 60_000 })),
    calendarRow({ availableAt: decidedAt(710), time: next, impact: Impact.Medium }),
  ]);
  const [last, ahead] = features(calendar, ['calendar_reaction_last', 'calendar_reaction_ahead']) as [
    Float64Array,
    Float64Array,
  ];
  const ranges = new Float64Array(candles.length);
  new Atr({ period: 14 }).process(candles, 0, candles.length, [ranges, new Float64Array(candles.length)]);
  const moves = rows.map((row) => {
    // The first candle that ends an hour after the release or later.
    const after = candles.time.findIndex((_, at) => decidedAt(at) >= decidedAt(row) + 60_000 + HOUR_MS);
    return Math.abs((candles.close[after] as number) - (candles.close[row] as number)) / (ranges[row] as number);
  });
  expect(last[503]).toBeCloseTo(moves[0] as number, 12);
  expect(last[703]).toBeCloseTo(moves[2] as number, 12);
  expect(ahead[712]).toBeCloseTo(moves.reduce((sum, move) => sum + move, 0) / 3, 12);
});
