import type { EpochMs } from '@pipwright/model';
import { defineStrategy, integer } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { madeSeries } from '../testing/test-home.ts';
import { madeSetup } from './search-setup.fixture.ts';
import { planSearch, wholeRange } from './search-task.ts';

const definition = defineStrategy({
  name: 'two-lengths',
  description: 'Has two lengths.',
  parameters: {
    fast: integer({ default: 2, min: 1, max: 9, description: 'Fast.' }),
    slow: integer({ default: 5, min: 1, max: 9, description: 'Slow.' }),
  },
  constraint: ({ fast, slow }) => fast < slow || 'fast must be below slow',
  start: () => ({ onCandle: () => undefined }),
});
const range = { from: 0 as EpochMs, to: 9 as EpochMs };

describe('a task', () => {
  test('is completed with what is usual', () => {
    const plan = planSearch({ method: 'tpe' }, definition, range);
    expect(plan).toMatchObject({ method: 'tpe', trials: 200, objective: { name: 'sharpe', leastTrades: 10 } });
    expect(plan.spec).toEqual({
      method: 'tpe',
      trials: 200,
      objective: 'sharpe',
      leastTrades: 10,
      fixed: {},
      ranges: {},
      searched: null,
      stopping: { kind: 'none' },
      patience: null,
      batch: 32,
      seed: 1,
      range,
    });
  });

  test('of a grid is all of it, but for what makes no sense', () => {
    expect(planSearch({ method: 'grid' }, definition, range).trials).toBe(36);
    expect(planSearch({ method: 'grid', trials: 5 }, definition, range).trials).toBe(5);
  });

  test('gives a sampler that begins anew each time', () => {
    const plan = planSearch({ method: 'random', seed: 3 }, definition, range);
    expect(plan.sampler().propose(36, [])).toEqual(plan.sampler().propose(36, []));
    const other = planSearch({ method: 'random', seed: 4 }, definition, range);
    expect(other.sampler().propose(36, [])).not.toEqual(plan.sampler().propose(36, []));
  });

  test.each([
    [{ objective: 'luck' }, 'OBJECTIVE_UNKNOWN'],
    [{ ranges: { slow: { min: 0, max: 3 } } }, 'SEARCH_RANGE_INVALID'],
    [{ fixed: { fast: 2, slow: 3 } }, 'SEARCH_NOTHING'],
    [{ method: 'grid', fixed: { fast: 9 } }, 'SEARCH_SPACE_EMPTY'],
  ] as const)('%j is refused: %s', (change, code) => {
    expect(() => planSearch({ method: 'random', ...change }, definition, range).sampler()).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

test('the whole range goes from the first open to the last close', () => {
  const series = madeSeries(50);
  expect(wholeRange(madeSetup({}, series))).toEqual({
    from: series.candles.time[0],
    to: series.candles.time[49]! + 3_600_000,
  });
});
