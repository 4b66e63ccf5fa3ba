import { errorBodySchema, jobSchema, strategyInfoSchema } from '@pipwright/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FIXTURE_STRATEGY } from '../testing/fixture-jobs.ts';
import { createTestApplication, type TestApplication } from '../testing/test-application.ts';

const REQUEST = {
  kind: 'backtest',
  strategy: 'ema-cross',
  symbols: ['EURUSD'],
  timeframe: 'H1',
  parameters: { fast: 10, trail: true, side: 'long' },
};

let served: TestApplication;
beforeAll(async () => {
  served = await createTestApplication();
});
afterAll(() => served.close());

const post = (payload: object) => served.application.inject({ method: 'POST', url: '/api/jobs', payload });

test('lists the strategies with their parameters', async () => {
  const answer = await served.application.inject('/api/strategies');
  expect(z.array(strategyInfoSchema).parse(answer.json())).toEqual([FIXTURE_STRATEGY]);
});

test('takes a job, lists it and cancels it', async () => {
  const asked = await post(REQUEST);
  expect(asked.statusCode).toBe(202);
  const { id } = jobSchema.parse(asked.json());
  expect(served.jobs.asked).toEqual([REQUEST]);
  const list = await served.application.inject('/api/jobs');
  expect(z.array(jobSchema).parse(list.json())).toHaveLength(1);
  const cancelled = await served.application.inject({ method: 'DELETE', url: `/api/jobs/${id}` });
  expect(jobSchema.parse(cancelled.json()).state).toBe('cancelled');
});

describe('refuses what does not fit, and says what', () => {
  test.each([
    ['another kind', { kind: 'trade' }],
    ['a path as strategy', { strategy: '../../etc/passwd' }],
    ['an option as strategy', { strategy: '--home' }],
    ['no symbol', { symbols: [] }],
    ['a symbol with a space', { symbols: ['EUR USD'] }],
    ['a timeframe that does not exist', { timeframe: 'H3' }],
    ['a date that is none', { from: '2024-02-31' }],
    ['an option as name of a parameter', { parameters: { '--seed': 1 } }],
    ['too many trials', { search: { method: 'grid', trials: 1e9, objective: 'sharpe' } }],
  ])('%s', async (_, change) => {
    const answer = await post({ ...REQUEST, ...change });
    expect(answer.statusCode).toBe(400);
    expect(errorBodySchema.parse(answer.json()).code).toBe('REQUEST_INVALID');
  });
});
