import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import type { ExecutionModel } from '../venue/venue-options.ts';
import { EXECUTION_IDEAL, executionOf } from './execution.ts';

const open = (model: Partial<ExecutionModel>, seed = 1) =>
  executionOf({ ...EXECUTION_IDEAL, ...model }, createRandom(seed));

function fates(model: Partial<ExecutionModel>, count: number): Record<string, number> {
  const execution = open(model);
  const found: Record<string, number> = { fill: 0, reject: 0, requote: 0 };
  for (let draw = 0; draw < count; draw++) found[execution.fate()]!++;
  return found;
}

test('the ideal way to the broker takes no time and fills everything', () => {
  const ideal = open({});
  expect([ideal.latency(), ideal.fate(), ideal.available(0)]).toEqual([0, 'fill', Number.POSITIVE_INFINITY]);
});

describe('latency', () => {
  test('is what was set, and up to the jitter more', () => {
    const execution = open({ latencyMs: 80, latencyJitterMs: 20 });
    const drawn = Array.from({ length: 2000 }, () => execution.latency());
    expect(Math.min(...drawn)).toBe(80);
    expect(Math.max(...drawn)).toBe(100);
    expect(drawn.every(Number.isInteger)).toBe(true);
  });

  test('is drawn apart from fates: a rate changes no delay', () => {
    const plain = open({ latencyMs: 5, latencyJitterMs: 1000 });
    const rough = open({ latencyMs: 5, latencyJitterMs: 1000, rejectRate: 0.5 });
    for (let draw = 0; draw < 50; draw++) {
      rough.fate();
      expect(rough.latency()).toBe(plain.latency());
    }
  });
});

test('orders are turned away at the set rates (seed 1)', () => {
  const { fill, reject, requote } = fates({ rejectRate: 0.1, requoteRate: 0.2 }, 20_000);
  // Three standard deviations of a binomial count.
  expect(Math.abs(reject! - 2000)).toBeLessThan(3 * Math.sqrt(20_000 * 0.1 * 0.9));
  expect(Math.abs(requote! - 4000)).toBeLessThan(3 * Math.sqrt(20_000 * 0.2 * 0.8));
  expect(fill! + reject! + requote!).toBe(20_000);
  expect(fates({ rejectRate: 1 }, 100)).toEqual({ fill: 0, reject: 100, requote: 0 });
});

test('depth is what stands at the touch, and a share of what is traded', () => {
  const execution = open({ depth: { lots: 5, volumeFraction: 0.1 } });
  expect([execution.available(0), execution.available(30), execution.available(-1)]).toEqual([5, 8, 5]);
  expect(open({ depth: { lots: 2, volumeFraction: 0 } }).available(1e9)).toBe(2);
});

test.each([
  { latencyMs: -1 },
  { latencyJitterMs: Number.NaN },
  { rejectRate: 1.5 },
  { rejectRate: 0.7, requoteRate: 0.7 },
  { depth: { lots: -1, volumeFraction: 0 } },
])('refuses %j', (model) => {
  expect(() => open(model)).toThrow(expect.objectContaining({ code: 'COST_OUT_OF_RANGE' }));
});
