import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { monteCarlo } from './monte-carlo.ts';

const random = createRandom('paths');
/** 400 trades that win 150 or lose 100. */
const nets = Array.from({ length: 400 }, (_, trade) => (trade % 2 === 0 ? 150 : -100));

describe('Monte Carlo of trades', () => {
  const found = monteCarlo({ nets, initialBalance: 10_000, paths: 2000, random })!;

  test('redrawn nets have the mean and deviation of a sum of independent trades', () => {
    // 400 x 25, and 1.645 x √400 x 125 to either side.
    expect(Math.abs(found.net.p50 - 10_000)).toBeLessThan(300);
    expect(Math.abs(found.net.p95 - found.net.p5 - 2 * 1.645 * 20 * 125)).toBeLessThan(500);
  });

  test('the fan begins at the balance, goes through every step, and the actual way ends where it ended', () => {
    expect(found.step).toHaveLength(101);
    expect(found.step[0]).toBe(0);
    expect(found.step.at(-1)).toBe(400);
    for (const line of Object.values(found.fan)) {
      expect(line).toHaveLength(101);
      expect(line[0]).toBe(10_000);
      expect(line.every(Number.isInteger)).toBe(true);
    }
    expect(found.fan.actual.at(-1)).toBe(20_000);
    expect(found.fan.p5.at(-1)! - 10_000).toBeCloseTo(found.net.p5, -1);
  });

  test('shuffling falls less deep than redrawing, as it always ends at the same profit', () => {
    expect(found.shuffled.drawdown.p50).toBeLessThan(found.drawdown.p50);
    expect(found.ruin.map(({ fraction }) => fraction)).toEqual([0.1, 0.2, 0.3, 0.5, 0.8]);
    const shares = found.ruin.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  test('the same seed gives the same paths', () => {
    expect(monteCarlo({ nets, initialBalance: 10_000, paths: 2000, random: createRandom('paths') })).toEqual(found);
  });
});

test('the risk of ruin is that of a random walk: a fair game loses half of 20 stakes before 400 rounds', () => {
  const fair = Array.from({ length: 400 }, (_, trade) => (trade % 2 === 0 ? 1 : -1));
  const { ruin } = monteCarlo({ nets: fair, initialBalance: 20, paths: 4000, random })!;
  // Reflection principle: P(min <= -10) = 2 P(S < -10) + P(S = -10), S the sum of 400 steps; 0.617.
  expect(Math.abs(ruin[3]!.share - 0.617)).toBeLessThan(0.03);
});

test('a path that has lost everything stays there', () => {
  const { net, drawdown, fan, shuffled } = monteCarlo({
    nets: [-60, -60, 10],
    initialBalance: 100,
    paths: 500,
    random,
  })!;
  expect(net.p5).toBe(-100);
  expect(drawdown.p95).toBe(1);
  expect(fan.actual).toEqual([100, 40, 0, 0]);
  expect(shuffled.ruin.at(-1)!.share).toBeGreaterThan(0.5);
});

test('with compounding, trades are fractions of the balance that they began with', () => {
  // Doubled and halved: the order does not matter for the end, and nothing can be lost as a whole.
  const { fan, shuffled, net } = monteCarlo({
    nets: [100, -100, 100, -100],
    initialBalance: 100,
    paths: 500,
    compounding: true,
    random,
  })!;
  expect(fan.actual).toEqual([100, 200, 100, 200, 100]);
  expect(net.p5).toBeGreaterThan(-100);
  expect(shuffled.drawdown.p50).toBeGreaterThanOrEqual(0.5);
});

test('one trade has no other order; a stop is obeyed', () => {
  expect(monteCarlo({ nets: [5], initialBalance: 100, random })).toBeNull();
  const signal = AbortSignal.abort('enough');
  expect(() => monteCarlo({ nets, initialBalance: 100, random, signal })).toThrow('stopped after 0 of 1000 steps');
});
