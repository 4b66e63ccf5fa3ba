import { expect, test } from 'vitest';
import { currency, epochMs, lots, minorUnits, price } from './units.ts';

const NOT_FINITE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test('a price is positive and finite', () => {
  expect(price(1.1)).toBe(1.1);
  for (const value of [...NOT_FINITE, 0, -0, -1.1]) expect(() => price(value)).toThrow(RangeError);
});

test('times and money are whole numbers', () => {
  for (const unit of [epochMs, minorUnits]) {
    expect([unit(-5), unit(0), unit(2 ** 53 - 1)]).toEqual([-5, 0, 2 ** 53 - 1]);
    for (const value of [...NOT_FINITE, 0.5, 2 ** 53]) expect(() => unit(value)).toThrow(RangeError);
  }
});

test('money has one zero', () => {
  expect(Object.is(minorUnits(-0), 0)).toBe(true);
});

test('lots are finite and not negative', () => {
  expect([lots(0), lots(0.01)]).toEqual([0, 0.01]);
  for (const value of [...NOT_FINITE, -0.01]) expect(() => lots(value)).toThrow(RangeError);
});

test('a currency is three capital letters', () => {
  expect(currency('EUR')).toBe('EUR');
  for (const code of ['eur', 'EURO', 'EU', '', 'E1R', 'EUR\n']) expect(() => currency(code)).toThrow(RangeError);
});
