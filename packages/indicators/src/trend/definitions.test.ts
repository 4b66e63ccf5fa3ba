import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import type { AnyIndicator } from '../registry-entry.ts';
import { TREND } from './entries.ts';

/** A formula as its author wrote it, slow and plain, for those indicators that no file from outside covers. */
interface Definition {
  readonly indicator: AnyIndicator;
  readonly output?: number;
  readonly formula: (columns: Columns) => (row: number) => number;
}

interface Columns {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

const columns = randomColumns('definitions', 900) as unknown as Columns;

const at = (values: ArrayLike<number>, row: number): number => values[row] as number;

function window(values: ArrayLike<number>, row: number, period: number): number[] {
  return Array.from({ length: period }, (_, index) => at(values, row - period + 1 + index));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function simple(values: ArrayLike<number>, period: number): number[] {
  return Array.from(values, (_, row) => (row < period - 1 ? Number.NaN : mean(window(values, row, period))));
}

/** Exponential average that starts at the mean of its first values, after leading NaN. */
function exponential(values: ArrayLike<number>, period: number, weight = 2 / (period + 1)): number[] {
  const from = Array.from(values).findIndex((value) => !Number.isNaN(value));
  const result: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const first = from + period - 1;
    if (row < first) result.push(Number.NaN);
    else if (row === first) result.push(mean(window(values, row, period)));
    else result.push(weight * at(values, row) + (1 - weight) * at(result, row - 1));
  }
  return result;
}

const rate = (values: Float64Array, period: number): number[] =>
  Array.from(values, (value, row) => (row < period ? Number.NaN : (100 * value) / at(values, row - period) - 100));

const minus = (a: ArrayLike<number>, b: ArrayLike<number>): number[] =>
  Array.from(a, (value, row) => value - at(b, row));

function stochastic(values: ArrayLike<number>, period: number): number[] {
  let last = 50;
  return Array.from(values, (value, row) => {
    const seen = row < period - 1 ? [Number.NaN] : window(values, row, period);
    if (seen.some(Number.isNaN)) return Number.NaN;
    const lowest = Math.min(...seen);
    const range = Math.max(...seen) - lowest;
    if (range > 0) last = (100 * (value - lowest)) / range;
    return last;
  });
}

const DEFINITIONS: readonly Definition[] = [
  {
    indicator: TREND.trima.create({ period: 7 }),
    formula: ({ close }) => {
      const weights = [1, 2, 3, 4, 3, 2, 1];
      return (row) => window(close, row, 7).reduce((sum, value, index) => sum + value * at(weights, index), 0) / 16;
    },
  },
  {
    indicator: TREND.trima.create({ period: 6 }),
    formula: ({ close }) => {
      const weights = [1, 2, 3, 3, 2, 1];
      return (row) => window(close, row, 6).reduce((sum, value, index) => sum + value * at(weights, index), 0) / 12;
    },
  },
  {
    indicator: TREND.zlema.create({ period: 10 }),
    formula: ({ close }) => {
      const raised = Array.from(close, (value, row) => 2 * value - (row < 4 ? Number.NaN : at(close, row - 4)));
      const average = exponential(raised, 10);
      return (row) => at(average, row);
    },
  },
  {
    indicator: TREND.vidya.create(),
    formula: ({ close }) => {
      const result = Array.from(close.subarray(0, 9));
      for (let row = 9; row < close.length; row++) {
        const changes = window(close, row, 9).map((value, index) => value - at(close, row - 9 + index));
        const rises = changes.reduce((sum, change) => sum + Math.max(change, 0), 0);
        const falls = changes.reduce((sum, change) => sum + Math.max(-change, 0), 0);
        const speed = (rises + falls === 0 ? 0 : Math.abs(rises - falls) / (rises + falls)) * (2 / 13);
        result[row] = speed * at(close, row) + (1 - speed) * at(result, row - 1);
      }
      return (row) => at(result, row);
    },
  },
  {
    indicator: TREND.mcginley.create(),
    formula: ({ close }) => {
      const result = simple(close, 14);
      for (let row = 14; row < close.length; row++) {
        const before = at(result, row - 1);
        result[row] = before + (at(close, row) - before) / (0.6 * 14 * (at(close, row) / before) ** 4);
      }
      return (row) => at(result, row);
    },
  },
  {
    indicator: TREND.frama.create(),
    formula: ({ high, low }) => {
      const middle = Array.from(high, (value, row) => (value + at(low, row)) / 2);
      const range = (row: number, period: number): number =>
        (Math.max(...window(high, row, period)) - Math.min(...window(low, row, period))) / period;
      const result = middle.slice(0, 15);
      let dimension = 1;
      for (let row = 15; row < high.length; row++) {
        const [last, first, whole] = [range(row, 8), range(row - 8, 8), range(row, 16)];
        if (last > 0 && first > 0 && whole > 0) dimension = Math.log((first + last) / whole) / Math.log(2);
        const weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))));
        result[row] = weight * at(middle, row) + (1 - weight) * at(result, row - 1);
      }
      return (row) => at(result, row);
    },
  },
  {
    indicator: TREND.ppo.create(),
    output: 2,
    formula: ({ close }) => {
      const slow = exponential(close, 26);
      const ppo = minus(exponential(close, 12), slow).map((value, row) => (100 * value) / at(slow, row));
      const histogram = minus(ppo, exponential(ppo, 9));
      return (row) => at(histogram, row);
    },
  },
  {
    indicator: TREND.apo.create(),
    formula: ({ close }) => {
      const apo = minus(simple(close, 12), simple(close, 26));
      return (row) => at(apo, row);
    },
  },
  {
    indicator: TREND.trix.create(),
    output: 1,
    formula: ({ close }) => {
      const weight = 2 / 16;
      const follow = (values: ArrayLike<number>): number[] => {
        const result = simple(close, 15);
        for (let row = 15; row < close.length; row++) {
          result[row] = weight * at(values, row) + (1 - weight) * at(result, row - 1);
        }
        return result;
      };
      const third = follow(follow(follow(close)));
      const signal = exponential(rate(Float64Array.from(third), 1), 9);
      return (row) => at(signal, row);
    },
  },
  {
    indicator: TREND.kst.create(),
    output: 1,
    formula: ({ close }) => {
      const parts = [simple(rate(close, 10), 10), simple(rate(close, 15), 10)];
      parts.push(simple(rate(close, 20), 10), simple(rate(close, 30), 15));
      const kst = Array.from(close, (_, row) =>
        parts.reduce((sum, part, index) => sum + (index + 1) * at(part, row), 0),
      );
      const signal = simple(kst, 9);
      return (row) => at(signal, row);
    },
  },
  {
    indicator: TREND.stc.create(),
    formula: ({ close }) => {
      const macd = minus(exponential(close, 23), exponential(close, 50));
      const first = exponential(stochastic(macd, 10), 1, 0.5);
      const second = exponential(stochastic(first, 10), 1, 0.5);
      return (row) => at(second, row);
    },
  },
  {
    indicator: TREND['mass-index'].create(),
    formula: ({ high, low }) => {
      const first = exponential(minus(high, low), 9);
      const second = exponential(first, 9);
      const ratios = first.map((value, row) => (at(second, row) === 0 ? 1 : value / at(second, row)));
      return (row) => 25 * mean(window(ratios, row, 25));
    },
  },
  {
    indicator: TREND.vhf.create(),
    formula: ({ close }) => {
      return (row) => {
        const seen = window(close, row, 28);
        const way = window(close, row - 1, 28).reduce(
          (sum, value, index) => sum + Math.abs(value - at(seen, index)),
          0,
        );
        return (Math.max(...seen) - Math.min(...seen)) / way;
      };
    },
  },
  {
    indicator: TREND['super-smoother'].create(),
    formula: ({ close }) => {
      const a = Math.exp((-Math.SQRT2 * Math.PI) / 10);
      const b = 2 * a * Math.cos((Math.SQRT2 * Math.PI) / 10);
      const result = [at(close, 0), at(close, 1)];
      for (let row = 2; row < close.length; row++) {
        const middle = (at(close, row) + at(close, row - 1)) / 2;
        result[row] = (1 - b + a * a) * middle + b * at(result, row - 1) - a * a * at(result, row - 2);
      }
      return (row) => at(result, row);
    },
  },
  {
    indicator: TREND.qstick.create(),
    formula:
      ({ open, close }) =>
      (row) =>
        mean(window(minus(close, open), row, 8)),
  },
  {
    indicator: TREND.envelope.create(),
    output: 2,
    formula:
      ({ close }) =>
      (row) =>
        0.975 * mean(window(close, row, 20)),
  },
  {
    indicator: TREND.guppy.create(),
    output: 11,
    formula: ({ close }) => {
      const average = exponential(close, 60);
      return (row) => at(average, row);
    },
  },
  {
    indicator: TREND['linear-regression-angle'].create(),
    formula: ({ close }) => {
      return (row) => {
        const slope = window(close, row, 14).reduce((sum, value, index) => sum + value * (index - 6.5), 0) / 227.5;
        return (Math.atan(slope) * 180) / Math.PI;
      };
    },
  },
  {
    indicator: TREND.chandelier.create(),
    output: 1,
    formula: ({ high, low, close }) => {
      const ranges = Array.from(high, (value, row) => {
        if (row === 0) return Number.NaN;
        const before = at(close, row - 1);
        return Math.max(value - at(low, row), Math.abs(value - before), Math.abs(at(low, row) - before));
      });
      const average = exponential(ranges, 22, 1 / 22);
      return (row) => Math.min(...window(low, row, 22)) + 3 * at(average, row);
    },
  },
  {
    indicator: TREND.chikou.create(),
    formula:
      ({ close }) =>
      (row) =>
        at(close, row) - at(close, row - 26),
  },
];

test.each(DEFINITIONS)('$indicator.key is its formula, output $output', ({ indicator, output = 0, formula }) => {
  const ours = computeIndicator(indicator, columns as never)[output] as Float64Array;
  const theirs = formula(columns);
  const from = (indicator.warmUp[output] as number) - 1;
  const scale = Math.max(...ours.slice(from).map(Math.abs));
  expect(scale).toBeGreaterThan(0);
  for (let row = from; row < ours.length; row++) {
    const difference = Math.abs(at(ours, row) - theirs(row));
    expect({ row, agrees: difference <= 1e-9 * Math.max(scale, 1e-3) }).toEqual({ row, agrees: true });
  }
});
