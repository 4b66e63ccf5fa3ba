import { describe, expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import {
  expectSame,
  exponentialOf,
  lastOf,
  meanOf,
  outputOf,
  rowsOf,
  sumOf,
  varianceOf,
} from '../contract/direct-formula.fixture.ts';

const columns = randomColumns('volatility by formula', 600);
const at = (name: string, row: number): number => (columns[name] as Float64Array)[row] as number;
const log = (name: string, row: number, base: string, before = 0): number =>
  Math.log(at(name, row) / at(base, row - before));
const close = columns['close'] as Float64Array;
const returns = rowsOf(columns, (row) => (row === 0 ? Number.NaN : log('close', row, 'close', 1)));
const trueRange = rowsOf(columns, (row) =>
  row === 0
    ? Number.NaN
    : Math.max(
        at('high', row) - at('low', row),
        ...['high', 'low'].map((name) => Math.abs(at(name, row) - at('close', row - 1))),
      ),
);

/** Share of `values` below `value`, equal ones half, in percent. */
function rankOf(value: number, values: readonly number[]): number {
  const equal = values.filter((other) => other === value).length;
  return (100 * (values.filter((other) => other < value).length + equal / 2)) / values.length;
}

describe('volatilities of returns equal their formulas', () => {
  test('historical, per bar and for a year', () => {
    const perBar = rowsOf(columns, (row) => Math.sqrt(varianceOf(lastOf(returns, row, 20), 1)));
    expectSame(outputOf(columns, 'historical-volatility', 'volatility'), perBar, 1e-6);
    const forYear = perBar.map((value) => value * Math.sqrt(252));
    expectSame(outputOf(columns, 'historical-volatility', 'volatility', { barsPerYear: 252 }), forYear, 1e-6);
  });

  test('realised and bipower, and what jumps made', () => {
    const realised = rowsOf(columns, (row) => sumOf(lastOf(returns, row, 24).map((one) => one * one)));
    const bipower = rowsOf(columns, (row) => {
      const sizes = lastOf(returns, row, 24).map((one) => Math.abs(one));
      const products = sizes.slice(1).map((size, index) => size * (sizes[index] as number));
      return (Math.PI / 2) * (24 / 23) * (sizes.length === 0 ? Number.NaN : sumOf(products));
    });
    expectSame(outputOf(columns, 'realised-volatility', 'variance'), realised, 1e-9);
    expectSame(
      outputOf(columns, 'realised-volatility', 'volatility'),
      realised.map((one) => Math.sqrt(one)),
      1e-6,
    );
    expectSame(outputOf(columns, 'bipower-variation', 'realised'), realised, 1e-9);
    expectSame(outputOf(columns, 'bipower-variation', 'bipower'), bipower, 1e-9);
    const share = realised.map((one, row) => (one === 0 ? 0 : Math.max(0, 1 - (bipower[row] as number) / one)));
    expectSame(outputOf(columns, 'bipower-variation', 'jumpShare'), share);
  });

  test('a planted jump makes nearly the whole variance, and none without it', () => {
    const calm = { ...columns, close: Float64Array.from({ length: 100 }, (_, row) => (row % 2 === 0 ? 1.1 : 1.1001)) };
    const jump = { ...columns, close: calm.close.map((price, row) => (row < 50 ? price : price * 1.05)) };
    expect(outputOf(calm, 'bipower-variation', 'jumpShare')[60]).toBe(0);
    expect(outputOf(jump, 'bipower-variation', 'jumpShare')[60]).toBeGreaterThan(0.99);
  });

  test('exponentially weighted', () => {
    const variance = exponentialOf(
      returns.map((one) => one * one),
      20,
      0.06,
    );
    expectSame(
      outputOf(columns, 'ewma-volatility', 'volatility'),
      variance.map((one) => Math.sqrt(one)),
      1e-6,
    );
  });

  test('rank and position of historical volatility', () => {
    const past = rowsOf(columns, (row) => Math.sqrt(varianceOf(lastOf(returns, row, 20), 0)));
    const ours = outputOf(columns, 'volatility-rank', 'position', { rank: 50 });
    const expected = rowsOf(columns, (row) => {
      if (row < 70) return Number.NaN;
      const window = lastOf(past, row, 51);
      const [least, greatest] = [Math.min(...window), Math.max(...window)];
      return (100 * ((past[row] as number) - least)) / (greatest - least);
    });
    expectSame(ours, expected, 100);
    const rank = rowsOf(columns, (row) =>
      row < 70 ? Number.NaN : rankOf(past[row] as number, lastOf(past, row - 1, 50)),
    );
    // Two deviations that are equal but for rounding may stand in either order.
    const wrong = Array.from(outputOf(columns, 'volatility-rank', 'rank', { rank: 50 })).filter(
      (value, row) => Math.abs(value - (rank[row] as number)) > 1,
    );
    expect(wrong).toEqual([]);
  });
});

describe('volatilities of whole bars equal their formulas', () => {
  const range = rowsOf(
    columns,
    (row) => log('high', row, 'open') * log('high', row, 'close') + log('low', row, 'open') * log('low', row, 'close'),
  );

  test('Rogers and Satchell', () => {
    const expected = rowsOf(columns, (row) => Math.sqrt(meanOf(lastOf(range, row, 24))));
    expectSame(outputOf(columns, 'rogers-satchell', 'volatility'), expected, 1e-6);
  });

  test('Yang and Zhang', () => {
    const gap = rowsOf(columns, (row) => (row === 0 ? Number.NaN : log('open', row, 'close', 1)));
    const day = rowsOf(columns, (row) => log('close', row, 'open'));
    const weight = 0.34 / (1.34 + 25 / 23);
    const expected = rowsOf(columns, (row) => {
      const moves = varianceOf(lastOf(gap, row, 24), 1) + weight * varianceOf(lastOf(day, row, 24), 1);
      return Math.sqrt(moves + (1 - weight) * meanOf(lastOf(range, row, 24)));
    });
    expectSame(outputOf(columns, 'yang-zhang', 'volatility'), expected, 1e-6);
  });

  test('Chaikin', () => {
    const average = exponentialOf(
      rowsOf(columns, (row) => at('high', row) - at('low', row)),
      10,
    );
    const expected = average.map((value, row) => 100 * (value / (average[row - 10] ?? Number.NaN) - 1));
    expectSame(outputOf(columns, 'chaikin-volatility', 'change'), expected, 100);
  });

  test('normalized average true range and its rank', () => {
    const expected = exponentialOf(trueRange, 14, 1 / 14).map((value, row) => (100 * value) / at('close', row));
    expectSame(outputOf(columns, 'natr', 'natr'), expected);
    const ours = Array.from(outputOf(columns, 'natr', 'natr'));
    const rank = ours.map((value, row) => (row < 114 ? Number.NaN : rankOf(value, ours.slice(row - 100, row))));
    expectSame(outputOf(columns, 'atr-rank', 'rank'), rank);
  });

  test('relative volatility', () => {
    const deviation = rowsOf(columns, (row) => Math.sqrt(varianceOf(lastOf(close, row, 10), 0)));
    const side = (sign: number): number[] =>
      exponentialOf(
        deviation.map((one, row) =>
          Number.isNaN(one) || Math.sign(at('close', row) - at('close', row - 1)) === sign ? one : 0,
        ),
        14,
        1 / 14,
      );
    const [rising, falling] = [side(1), side(-1)];
    const expected = rising.map((value, row) => (100 * value) / (value + (falling[row] as number)));
    expectSame(outputOf(columns, 'relative-volatility', 'rvi'), expected, 100);
  });

  test('ulcer index', () => {
    const below = rowsOf(columns, (row) =>
      row < 13 ? Number.NaN : 100 * (at('close', row) / Math.max(...lastOf(close, row, 14)) - 1),
    );
    const expected = rowsOf(columns, (row) => Math.sqrt(meanOf(lastOf(below, row, 14).map((one) => one * one))));
    expectSame(outputOf(columns, 'ulcer-index', 'ulcer'), expected, 1e-3);
  });
});

describe('bands equal their formulas', () => {
  const averageRange = exponentialOf(trueRange, 15, 1 / 15);

  test('STARC', () => {
    const expected = rowsOf(columns, (row) => meanOf(lastOf(close, row, 6)) + 2 * (averageRange[row] as number));
    expectSame(outputOf(columns, 'starc-bands', 'upper'), expected);
  });

  test('Keltner of simple averages', () => {
    const typical = rowsOf(columns, (row) => (at('high', row) + at('low', row) + at('close', row)) / 3);
    const expected = rowsOf(
      columns,
      (row) => meanOf(lastOf(typical, row, 20)) - 1.5 * meanOf(lastOf(trueRange, row, 20)),
    );
    expectSame(outputOf(columns, 'keltner-simple', 'lower'), expected);
  });

  test('standard error', () => {
    const lines = rowsOf(columns, (row) => row).map((row) => {
      const window = lastOf(close, row, 21);
      const mean = meanOf(window);
      const slope = sumOf(window.map((value, index) => (index - 10) * (value - mean))) / 770;
      const residual = sumOf(window.map((value, index) => (value - mean - slope * (index - 10)) ** 2));
      return { end: mean + 10 * slope, error: Math.sqrt(residual / 19) };
    });
    const expected = rowsOf(columns, (row) => {
      const last = row < 22 ? [] : lines.slice(row - 2, row + 1);
      return meanOf(last.map(({ end }) => end)) + 2 * meanOf(last.map(({ error }) => error));
    });
    expectSame(outputOf(columns, 'standard-error-bands', 'upper'), expected);
  });

  test('squeeze', () => {
    const expected = rowsOf(columns, (row) => {
      const band = 2 * Math.sqrt(varianceOf(lastOf(close, row, 20), 0));
      const channel = 1.5 * meanOf(lastOf(trueRange, row, 20));
      return Number.isNaN(channel) ? Number.NaN : Number(band < channel);
    });
    expect(new Set(expected)).toEqual(new Set([Number.NaN, 0, 1]));
    expectSame(outputOf(columns, 'squeeze', 'squeeze'), expected);
  });
});
