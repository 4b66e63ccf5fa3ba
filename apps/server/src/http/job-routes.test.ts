import {
  errorBodySchema,
  jobSchema,
  modelSeriesSchema,
  seriesStatusSchema,
  strategyInfoSchema,
} from '@pipwright/protocol';
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

test('lists stored candles and the series that have a model', async () => {
  const series = await served.application.inject('/api/series');
  expect(z.array(seriesStatusSchema).parse(series.json())).toEqual(await served.jobs.series());
  const models = await served.application.inject('/api/models');
  expect(z.array(modelSeriesSchema).parse(models.json())).toEqual([{ symbol: 'EURUSD', timeframe: 'H1' }]);
});

test('takes what has ended off the list, one or all', async () => {
  for (let count = 0; count < 3; count++) await post(REQUEST);
  const ids = served.jobs.jobs.map(({ id }) => id);
  for (const id of ids.slice(1)) served.jobs.cancel(id);
  const one = await served.application.inject({ method: 'DELETE', url: `/api/jobs/ended/${ids[1]}` });
  expect(one.statusCode).toBe(204);
  expect(served.jobs.jobs.map(({ id }) => id)).toEqual([ids[0], ...ids.slice(2)]);
  const all = await served.application.inject({ method: 'DELETE', url: '/api/jobs/ended' });
  expect(all.statusCode).toBe(204);
  expect(served.jobs.jobs.map(({ id }) => id)).toEqual([ids[0]]);
  const wrong = await served.application.inject({ method: 'DELETE', url: '/api/jobs/ended/other' });
  expect(wrong.statusCode).toBe(400);
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
    ['an objective that does not exist', { search: { method: 'tpe', trials: 9, objective: 'luck' } }],
    ['a length that is none', { walkForward: { mode: 'rolling', train: '2 years', test: '6m' } }],
    ['too many trials', { search: { method: 'grid', trials: 1e9, objective: 'sharpe' } }],
  ])('%s', async (_, change) => {
    const answer = await post({ ...REQUEST, ...change });
    expect(answer.statusCode).toBe(400);
    expect(errorBodySchema.parse(answer.json()).code).toBe('REQUEST_INVALID');
  });
});
