import { CATALOGUE, fromPoints, toPoints, type SymbolName } from '@pipwright/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf, pointsOf, ticksPerUnit } from './price-scale.ts';

const prices = (...values: number[]) => Float64Array.from(values);

test.each([
  [[5012], 0],
  [[5012, 5012.5, 5012.25], 2],
  [[0.00001], 5],
  [[1.10432, 1.1 + 0.000_08], 5],
  [[0.1 + 0.2], 1],
  [[1 / 3], 8],
  [[123_456.789_012_3], 4],
])('%j has %d decimals that can be kept', (values, decimals) => {
  expect(decimalsOf(prices(...values), 0, 0)).toBe(decimals);
});

test('never goes below the decimals that are stored, nor beyond what the largest stored price allows', () => {
  expect(decimalsOf(prices(5012.5), 3, 0)).toBe(3);
  expect(decimalsOf(prices(1.123_456_78), 2, 50_000)).toBe(4);
});

test('any price with few decimals survives being stored', () => {
  const value = fc
    .tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.nat(8))
    .map(([whole, digits]) => whole / 10 ** digits);
  fc.assert(
    fc.property(value, (price) => {
      const tickSize = 1 / 10 ** decimalsOf(prices(price), 0, 0);
      const stored = { id: 1, symbol: 'X' as SymbolName, tickSize, hasContract: false };
      const [points] = pointsOf(stored, 'close', prices(price));
      expect((points as number) / ticksPerUnit(tickSize)).toBe(price);
    }),
    { seed: 20_261_120 },
  );
});

test('rounds as the model does, for every instrument of the catalogue', () => {
  const value = fc.double({ min: 0.0001, max: 10_000, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...CATALOGUE), value, (instrument, price) => {
      const { symbol, tickSize } = instrument;
      const [points] = pointsOf({ id: 1, symbol, tickSize, hasContract: true }, 'close', prices(price));
      expect(points).toBe(toPoints(instrument, price));
      expect((points as number) / ticksPerUnit(tickSize)).toBe(fromPoints(instrument, points as number));
    }),
    { seed: 20_261_120 },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 21_475, -21_475])(
  'refuses %d in a 32-bit number of 0.00001',
  (price) => {
    const eurusd = { id: 1, symbol: 'EURUSD' as SymbolName, tickSize: 0.00001, hasContract: true };
    expect(() => pointsOf(eurusd, 'high', prices(1, price))).toThrow(
      expect.objectContaining({
        code: 'PRICE_NOT_STORABLE',
        details: expect.objectContaining({ index: 1 }) as unknown,
      }),
    );
  },
);
