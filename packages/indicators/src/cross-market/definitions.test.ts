import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator, createIndicator, type IndicatorId } from '../index.ts';

const LENGTH = 900;
const columns = randomColumns('cross-market definitions', LENGTH);
const x = columns['x'] as Float64Array;
const y = columns['y'] as Float64Array;

function compute(id: IndicatorId, parameters: Readonly<Record<string, number>>, input = columns): Float64Array[] {
  return computeIndicator(createIndicator(id, parameters as never) as never, input as never);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return mean(a.map((value, index) => (value - meanA) * ((b[index] as number) - meanB)));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const scale = Math.sqrt(covariance(a, a) * covariance(b, b));
  return scale === 0 ? 0 : covariance(a, b) / scale;
}

function returnsOf(values: Float64Array): number[] {
  return Array.from(values, (value, row) => (row === 0 ? Number.NaN : Math.log(value / (values[row - 1] as number))));
}

const [returnsX, returnsY] = [returnsOf(x), returnsOf(y)];

function expectNear(ours: number | undefined, theirs: number, tolerance = 1e-9): void {
  expect(Math.abs((ours as number) - theirs)).toBeLessThanOrEqual(tolerance * Math.max(1e-6, Math.abs(theirs)));
}

describe('correlation and beta', () => {
  test.each([20, 50])('of returns equal their definition over %i bars', (period) => {
    const [r] = compute('correlation', { period });
    const [beta, alpha] = compute('beta', { period });
    for (let row = period; row < LENGTH; row++) {
      const [a, b] = [returnsX.slice(row - period + 1, row + 1), returnsY.slice(row - period + 1, row + 1)];
      expectNear(r?.[row], correlation(a, b), 1e-8);
      const slope = covariance(a, b) / covariance(a, a);
      expectNear(beta?.[row], slope, 1e-8);
      expectNear(alpha?.[row], mean(b) - slope * mean(a), 1e-8);
    }
  });

  test('of levels equal their definition', () => {
    const [r] = compute('correlation', { period: 30, returns: 0 });
    for (let row = 29; row < LENGTH; row++) {
      expectNear(
        r?.[row],
        correlation(Array.from(x.slice(row - 29, row + 1)), Array.from(y.slice(row - 29, row + 1))),
        1e-8,
      );
    }
  });

  test('a series is correlated with itself by 1, with its inverse by -1, with a constant by 0', () => {
    const inverse = x.map((value) => 1 / value);
    const flat = new Float64Array(LENGTH).fill(1.1);
    const [same] = compute('correlation', { period: 40 }, { ...columns, y: x });
    const [opposite] = compute('correlation', { period: 40 }, { ...columns, y: inverse });
    const [none] = compute('correlation', { period: 40 }, { ...columns, y: flat });
    const [beta] = compute('beta', { period: 40 }, { ...columns, x: flat });
    for (let row = 40; row < LENGTH; row++) {
      expectNear(same?.[row], 1);
      expectNear(opposite?.[row], -1);
      expect(none?.[row]).toBe(0);
      expect(beta?.[row]).toBe(0);
    }
  });

  test('does not drift: after 100,000 bars a window equals its definition', () => {
    const random = createRandom('drift');
    const length = 100_000;
    const walk = (scale: number): Float64Array => {
      let log = 0;
      return Float64Array.from({ length }, () => Math.exp((log += random.normal() * scale)));
    };
    const pair: NamedColumns = { x: walk(0.001), y: walk(0.0002) };
    const [r] = compute('correlation', { period: 200, returns: 0 }, pair);
    const window = (name: string): number[] => Array.from((pair[name] as Float64Array).slice(length - 200));
    expectNear(r?.[length - 1], correlation(window('x'), window('y')), 1e-9);
  });
});

test.each([1, 3])('lead and lag correlate with the other series %i bars before', (lag) => {
  const [xLeads, yLeads] = compute('lead-lag', { period: 25, lag });
  for (let row = 25 + lag; row < LENGTH; row++) {
    const now = (values: number[]): number[] => values.slice(row - 24, row + 1);
    const before = (values: number[]): number[] => values.slice(row - 24 - lag, row + 1 - lag);
    expectNear(xLeads?.[row], correlation(before(returnsX), now(returnsY)), 1e-8);
    expectNear(yLeads?.[row], correlation(before(returnsY), now(returnsX)), 1e-8);
  }
});

test('a follower is seen in the lead of the other', () => {
  const follower = x.map((_, row) => x[Math.max(0, row - 1)] as number);
  const [xLeads, yLeads] = compute('lead-lag', { period: 60 }, { ...columns, y: follower });
  for (let row = 62; row < LENGTH; row++) {
    expectNear(xLeads?.[row], 1, 1e-9);
    expect(Math.abs(yLeads?.[row] as number)).toBeLessThan(0.9);
  }
});

test('the ratio, its mean and its score equal their definition', () => {
  const [ratio, means, zScore] = compute('ratio-score', { period: 30 });
  const ratios = Array.from(x, (value, row) => value / (y[row] as number));
  for (let row = 29; row < LENGTH; row++) {
    const window = ratios.slice(row - 29, row + 1);
    expect(ratio?.[row]).toBe(ratios[row]);
    expectNear(means?.[row], mean(window));
    expectNear(zScore?.[row], ((ratios[row] as number) - mean(window)) / Math.sqrt(covariance(window, window)), 1e-6);
  }
});

describe('cointegration', () => {
  /** Hedge ratio, spread, score and half-life of one window, by the definition. */
  function spreadOf(from: number, to: number, input: NamedColumns): [number, number, number, number] {
    const logs = (name: string): number[] => Array.from((input[name] as Float64Array).slice(from, to), Math.log);
    const [a, b] = [logs('x'), logs('y')];
    const slope = covariance(a, b) / covariance(a, a);
    const rests = b.map((value, index) => value - mean(b) - slope * ((a[index] as number) - mean(a)));
    const last = rests[rests.length - 1] as number;
    const [before, after] = [rests.slice(0, -1), rests.slice(1)];
    const persistence = covariance(after, before) / covariance(before, before);
    const halfLife = persistence <= 0 ? 0 : persistence >= 1 ? to - from : -Math.LN2 / Math.log(persistence);
    return [slope, last, last / Math.sqrt(mean(rests.map((rest) => rest * rest))), Math.min(to - from, halfLife)];
  }

  test.each([30, 100])('equals its definition over %i bars', (period) => {
    const outputs = compute('cointegration', { period });
    for (let row = period - 1; row < LENGTH; row++) {
      const expected = spreadOf(row - period + 1, row + 1, columns);
      outputs.forEach((column, output) => expectNear(column[row], expected[output] as number, 1e-6));
    }
  });

  test('finds the hedge ratio and the half-life that a spread was made with', () => {
    const random = createRandom('spread');
    const length = 5000;
    let [logX, spread] = [0, 0];
    const pair = { x: new Float64Array(length), y: new Float64Array(length) };
    for (let row = 0; row < length; row++) {
      logX += random.normal() * 0.002;
      // Half of the spread is gone after 10 bars.
      spread = spread * 0.5 ** (1 / 10) + random.normal() * 0.0005;
      pair.x[row] = Math.exp(logX);
      pair.y[row] = Math.exp(0.3 + 0.7 * logX + spread);
    }
    const [hedgeRatio, , zScore, halfLife] = compute('cointegration', { period: 4000 }, pair);
    expect(hedgeRatio?.[length - 1]).toBeCloseTo(0.7, 1);
    expect(halfLife?.[length - 1]).toBeGreaterThan(7);
    expect(halfLife?.[length - 1]).toBeLessThan(14);
    expect(Math.abs(zScore?.[length - 1] as number)).toBeLessThan(5);
  });

  test('a line that fits without a rest has no spread', () => {
    const outputs = compute('cointegration', { period: 40 }, { ...columns, y: x.map((value) => value * value) });
    for (let row = 39; row < LENGTH; row++) {
      const [hedgeRatio, ...rest] = outputs.map((column) => column[row] as number);
      if (hedgeRatio !== 0) expectNear(hedgeRatio, 2, 1e-6);
      expect(rest).toEqual([0, 0, 0]);
    }
  });
});

describe('currency strength', () => {
  const majors = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'NZD'];
  const outputs = compute('currency-strength', { period: 12 });

  /** Log return of a currency against the dollar over 12 bars. */
  function againstDollar(major: string, row: number): number {
    if (major === 'USD') return 0;
    const [pair, direction] = `${major}USD` in columns ? [`${major}USD`, 1] : [`USD${major}`, -1];
    const prices = columns[pair] as Float64Array;
    return direction * Math.log((prices[row] as number) / (prices[row - 12] as number));
  }

  test('is the mean log return against the other seven', () => {
    for (let row = 12; row < LENGTH; row++) {
      majors.forEach((major, index) => {
        const crosses = majors.filter((other) => other !== major);
        const expected = mean(crosses.map((other) => againstDollar(major, row) - againstDollar(other, row)));
        expect(outputs[index]?.[row]).toBeCloseTo(expected, 14);
      });
    }
  });

  test('adds up to 0', () => {
    for (let row = 12; row < LENGTH; row++) {
      expect(Math.abs(outputs.reduce((sum, column) => sum + (column[row] as number), 0))).toBeLessThan(1e-15);
    }
  });

  test('a pair without a price counts as unchanged', () => {
    const input = { ...columns, USDJPY: new Float64Array(LENGTH) };
    const strengths = compute('currency-strength', { period: 12 }, input);
    for (const column of strengths) expect(Number.isFinite(column[LENGTH - 1])).toBe(true);
  });
});
