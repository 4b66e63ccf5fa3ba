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
} from '../contract/direct-formula.fixture.ts';

const columns = randomColumns('momentum by formula', 600);
const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => columns[name]) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];
const middle = rowsOf(columns, (row) => ((high[row] as number) + (low[row] as number)) / 2);

/** Place of the close in the range of `period` bars, in percent. */
function placeAt(row: number, period: number): number {
  const highest = Math.max(...lastOf(high, row, period));
  const lowest = Math.min(...lastOf(low, row, period));
  if (row < period - 1) return Number.NaN;
  return highest === lowest ? 50 : (100 * ((close[row] as number) - lowest)) / (highest - lowest);
}

describe('momentum indicators equal their formulas, added up anew at every bar', () => {
  test('accelerator oscillator', () => {
    const awesome = rowsOf(columns, (row) => meanOf(lastOf(middle, row, 5)) - meanOf(lastOf(middle, row, 34)));
    const expected = awesome.map((value, row) => value - meanOf(lastOf(awesome, row, 5)));
    expectSame(outputOf(columns, 'awesome', 'oscillator'), awesome);
    expectSame(outputOf(columns, 'accelerator', 'accelerator'), expected);
  });

  test('Fisher transform, from 0 at the first whole window on', () => {
    let smooth = 0;
    let value = 0;
    const expected = middle.map((price, row) => {
      if (row < 9) return Number.NaN;
      const window = lastOf(middle, row, 10);
      const [least, greatest] = [Math.min(...window), Math.max(...window)];
      const place = greatest === least ? 0 : (price - least) / (greatest - least) - 0.5;
      smooth = 0.33 * 2 * place + 0.67 * smooth;
      if (Math.abs(smooth) > 0.99) smooth = Math.sign(smooth) * 0.999;
      value = Math.atanh(smooth) + 0.5 * value;
      return value;
    });
    expectSame(outputOf(columns, 'fisher', 'fisher'), expected);
    expectSame(outputOf(columns, 'fisher', 'trigger'), [Number.NaN, ...expected.slice(0, -1)]);
  });

  test('KDJ, from 50 on', () => {
    let [k, d] = [50, 50];
    const lines = rowsOf(columns, (row) => row).map((row) => {
      const place = placeAt(row, 9);
      if (Number.isNaN(place)) return [Number.NaN, Number.NaN, Number.NaN] as const;
      k = (2 * k + place) / 3;
      d = (2 * d + k) / 3;
      return [k, d, 3 * k - 2 * d] as const;
    });
    expectSame(
      outputOf(columns, 'kdj', 'k'),
      lines.map((line) => line[0]),
    );
    expectSame(
      outputOf(columns, 'kdj', 'd'),
      lines.map((line) => line[1]),
    );
    expectSame(
      outputOf(columns, 'kdj', 'j'),
      lines.map((line) => line[2]),
    );
  });

  test('fast stochastic', () => {
    const k = rowsOf(columns, (row) => placeAt(row, 5));
    expectSame(outputOf(columns, 'stochastic-fast', 'k'), k);
    expectSame(
      outputOf(columns, 'stochastic-fast', 'd'),
      k.map((_, row) => meanOf(lastOf(k, row, 3))),
    );
  });

  test('ultimate oscillator', () => {
    const pressure = rowsOf(
      columns,
      (row) => (close[row] as number) - Math.min(low[row] as number, close[row - 1] as number),
    );
    const range = rowsOf(
      columns,
      (row) =>
        Math.max(high[row] as number, close[row - 1] as number) -
        Math.min(low[row] as number, close[row - 1] as number),
    );
    const share = (row: number, period: number): number => {
      const ranges = sumOf(lastOf(range, row, period));
      return ranges === 0 ? 0.5 : sumOf(lastOf(pressure, row, period)) / ranges;
    };
    const expected = rowsOf(columns, (row) => (100 * (4 * share(row, 7) + 2 * share(row, 14) + share(row, 28))) / 7);
    expectSame(outputOf(columns, 'ultimate', 'ultimate'), expected);
  });

  test('Laguerre RSI', () => {
    const gamma = 0.7;
    let stages = Array.from({ length: 4 }, () => close[0] as number);
    const expected = rowsOf(columns, (row) => {
      const before = stages;
      stages = [(1 - gamma) * (close[row] as number) + gamma * (before[0] as number)];
      for (let stage = 1; stage < 4; stage++) {
        stages.push(
          -gamma * (stages[stage - 1] as number) + (before[stage - 1] as number) + gamma * (before[stage] as number),
        );
      }
      const steps = [0, 1, 2].map((stage) => (stages[stage] as number) - (stages[stage + 1] as number));
      const rises = sumOf(steps.map((step) => Math.max(step, 0)));
      return row < 3 ? Number.NaN : (100 * rises) / sumOf(steps.map((step) => Math.abs(step)));
    });
    // In stretches in which nothing moves the textbook form is left with rounding errors, so only others are compared.
    const moves = (row: number): boolean => row >= 30 && new Set(lastOf(close, row, 30)).size > 20;
    const ours = outputOf(columns, 'laguerre-rsi', 'rsi', { gamma });
    expect(expected.every((value, row) => !moves(row) || Math.abs((ours[row] as number) - value) < 1e-6)).toBe(true);
  });

  test('wave trend', () => {
    const typical = rowsOf(
      columns,
      (row) => ((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3,
    );
    const centre = exponentialOf(typical, 10);
    const distance = typical.map((price, row) => price - (centre[row] as number));
    const usual = exponentialOf(
      distance.map((one) => Math.abs(one)),
      10,
    );
    const wave = exponentialOf(
      distance.map((one, row) => one / (0.015 * (usual[row] as number))),
      21,
    );
    expectSame(outputOf(columns, 'wave-trend', 'wave'), wave, 100);
    expectSame(
      outputOf(columns, 'wave-trend', 'signal'),
      wave.map((_, row) => meanOf(lastOf(wave, row, 4))),
      100,
    );
  });

  test.each([1, 100, 200])('percent rank among %i values', (period) => {
    const expected = rowsOf(columns, (row) => {
      if (row < period) return Number.NaN;
      const before = lastOf(close, row - 1, period);
      const below = before.filter((value) => value < (close[row] as number)).length;
      return (100 * (below + before.filter((value) => value === close[row]).length / 2)) / period;
    });
    expectSame(outputOf(columns, 'percent-rank', 'percentRank', { period }), expected);
  });

  test('balance of power', () => {
    const bare = rowsOf(columns, (row) => {
      const range = (high[row] as number) - (low[row] as number);
      return range === 0 ? 0 : ((close[row] as number) - (open[row] as number)) / range;
    });
    expectSame(
      outputOf(columns, 'bop', 'bop'),
      bare.map((_, row) => meanOf(lastOf(bare, row, 14))),
    );
  });

  test('cyber cycle', () => {
    const smooth = middle.map((price, row) => {
      const [third, second, first] = [3, 2, 1].map((back) => middle[row - back] ?? Number.NaN) as [
        number,
        number,
        number,
      ];
      return (price + 2 * first + 2 * second + third) / 6;
    });
    const cycle: number[] = [];
    const bend = (of: readonly number[], row: number): number =>
      (of[row] as number) - 2 * (of[row - 1] as number) + (of[row - 2] as number);
    middle.forEach((_, row) => {
      if (row < 6) cycle.push(row < 2 ? 0 : bend(middle, row) / 4);
      else {
        const [last, before] = [cycle[row - 1] as number, cycle[row - 2] as number];
        cycle.push((1 - 0.035) ** 2 * bend(smooth, row) + 2 * 0.93 * last - 0.93 ** 2 * before);
      }
    });
    const shown = cycle.map((value, row) => (row < 6 ? Number.NaN : value));
    expectSame(outputOf(columns, 'cyber-cycle', 'cycle'), shown, 1e-5);
    expectSame(outputOf(columns, 'cyber-cycle', 'trigger'), [Number.NaN, ...shown.slice(0, -1)], 1e-5);
  });

  test('roofing filter lets a cycle of 20 bars through and stops trends, slow and fast cycles', () => {
    const strength = (wave: (row: number) => number): number => {
      const source = { ...columns, close: Float64Array.from({ length: 1000 }, (_, row) => wave(row)) };
      return Math.max(...outputOf(source, 'roofing-filter', 'filter').slice(500));
    };
    const cycle = (bars: number): number => strength((row) => Math.sin((2 * Math.PI * row) / bars));
    expect(cycle(20)).toBeGreaterThan(0.85);
    expect(cycle(20)).toBeLessThan(1.05);
    expect(cycle(400)).toBeLessThan(0.03);
    expect(cycle(3)).toBeLessThan(0.05);
    expect(strength((row) => 100 + 0.3 * row)).toBeLessThan(1e-9);
  });

  test('relative momentum of changes over one bar is the RSI', () => {
    const rsi = Array.from(outputOf(columns, 'rsi', 'rsi'));
    expectSame(outputOf(columns, 'relative-momentum', 'rmi', { period: 14, change: 1 }), rsi);
  });
});
