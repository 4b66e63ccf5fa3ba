import { expect, test } from 'vitest';
import { contextTable, Impact, type ContextRow } from './context.ts';
import { currency } from './units.ts';

const USD = currency('USD');

test('a table holds its rows by the moment from which they are known', () => {
  const row = (availableAt: number, actual: number): ContextRow<'calendar'> => ({
    availableAt,
    time: 100,
    currency: USD,
    impact: Impact.High,
    event: 'Non-Farm Employment Change',
    actual,
    forecast: 180,
    previous: 175,
  });
  const table = contextTable('calendar', [row(100, 190), row(20, Number.NaN), row(100, 191)]);
  expect(table.length).toBe(3);
  expect(table.availableAt).toEqual(Float64Array.of(20, 100, 100));
  expect(table.actual).toEqual(Float64Array.of(Number.NaN, 190, 191));
  expect(table.impact).toEqual(Uint8Array.of(3, 3, 3));
  expect(table.currency).toEqual([USD, USD, USD]);
});

test('a table may be empty', () => {
  expect(contextTable('rates', [])).toEqual({
    length: 0,
    availableAt: new Float64Array(0),
    time: new Float64Array(0),
    currency: [],
    ratePercent: new Float64Array(0),
  });
});
