import { expect, test } from 'vitest';
import { kRatio, rollingSharpe, tailRatio, ulcerIndex } from './curve-ratios.ts';
import { histogramOf } from './histogram.ts';
import { madeSeries } from './resampling/made-series.fixture.ts';
import { ruinLadder } from './ruin.ts';
import { sharpeRatio } from './sharpe.ts';

const returns = [...madeSeries(9, 300, 0)].map((value) => value * 0.01 + 0.0005);
let level = 10_000;
const equity = returns.map((value) => (level *= 1 + value));

// numpy 2.4 and scipy's linregress on the same series.
test('ratios of a curve are those of numpy and scipy', () => {
  expect(ulcerIndex(equity, 10_000)).toBeCloseTo(0.07754533904888139, 12);
  expect(tailRatio(returns)).toBeCloseTo(0.9680414758536784, 12);
  expect(kRatio(equity)).toBeCloseTo(0.5675373700765574, 10);
});

test('a straight line has no standard error', () => {
  expect(kRatio([1, 2, 4, 8, 16].map((value) => value * 100))).toBeNaN();
  expect(kRatio([100, 100, 100])).toBeNaN();
  expect(ulcerIndex([101, 102], 100)).toBe(0);
});

test('a rolling ratio is the ratio of each window', () => {
  const dayEnd = returns.map((_, day) => day);
  const rolling = rollingSharpe(dayEnd, returns, 50);
  expect(rolling.dayEnd).toEqual(dayEnd.slice(49));
  rolling.sharpe.forEach((sharpe, index) =>
    expect(sharpe).toBeCloseTo(sharpeRatio(returns.slice(index, index + 50)), 8),
  );
  expect(rollingSharpe([1, 2], [0.1, 0.2], 3)).toEqual({ windowDays: 3, dayEnd: [], sharpe: [] });
  const idle = [...returns.slice(0, 20), ...new Array<number>(100).fill(0)];
  expect(rollingSharpe(idle, idle, 50).sharpe.at(-1)).toBeNull();
});

test('bins are as wide as Freedman and Diaconis find best, begin at multiples and lose nothing', () => {
  const histogram = histogramOf(returns)!;
  expect(histogram.width).toBeCloseTo(0.004090823294284502, 12);
  expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(Math.abs(histogram.from / histogram.width - Math.round(histogram.from / histogram.width))).toBeLessThan(1e-9);
  expect(histogram.least).toBe(Math.min(...returns));
  const below = returns.filter((value) => value < 0).length;
  const bins = Math.round(-histogram.from / histogram.width);
  expect(histogram.counts.slice(0, bins).reduce((sum, count) => sum + count, 0)).toBe(below);
});

test('one wild value does not make the bins of all others one', () => {
  const histogram = histogramOf([...returns, 1000])!;
  expect(histogram.counts.length).toBeLessThanOrEqual(60);
  expect(histogram.counts.filter((count) => count > 0).length).toBeGreaterThan(10);
  expect(histogram.greatest).toBe(1000);
});

test('values that hardly vary, or few, have at most a bin or two', () => {
  expect(histogramOf(new Array<number>(50).fill(3))).toBeNull();
  expect(histogramOf([1, 2, 3])).toBeNull();
  const histogram = histogramOf([...new Array<number>(999).fill(0), 5])!;
  expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  expect(histogram.counts.length).toBeLessThanOrEqual(60);
});

test('ruin is rarer the more is won and the deeper it is', () => {
  const nets = Array.from({ length: 100 }, (_, trade) => (trade % 2 === 0 ? 120 : -100));
  const ladder = ruinLadder(nets, 10_000)!;
  const variance = (110 ** 2 * 100) / 99;
  expect(ladder[0]).toEqual({ fraction: 0.1, probability: Math.exp((-2 * 10 * 1000) / variance) });
  expect(ladder.map(({ probability }) => probability)).toEqual(
    ladder.map(({ probability }) => probability).toSorted((a, b) => b - a),
  );
  expect(
    ruinLadder(
      nets.map((net) => -net),
      10_000,
    )!.every(({ probability }) => probability === 1),
  ).toBe(true);
  expect(ruinLadder([1, 2], 100)).toBeNull();
});
