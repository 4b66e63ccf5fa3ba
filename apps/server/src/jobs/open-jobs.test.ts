import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, systemScheduler } from '@pipwright/kernel';
import type { JobMessage, JobRequest } from '@pipwright/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestHome, storeCandles, type TestHome } from '../testing/test-home.ts';
import type { JobService } from './job-service.ts';
import { openJobs } from './open-jobs.ts';

/** Jobs as they are at work: the real command in a process of its own, over stores that are really there. */

const MAIN = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));
const REQUEST: JobRequest = {
  kind: 'backtest',
  strategy: 'ema-cross',
  symbols: ['EURUSD'],
  timeframe: 'H1',
  parameters: { fast: 10, slow: 40 },
};
const LOOPING = `
import { defineStrategy, integer } from '@pipwright/trading';
export default defineStrategy({
  name: 'looping',
  description: 'Trades a while, and then not at all.',
  parameters: { after: integer({ default: 100, min: 1, max: 1000, description: 'Candles.' }) },
  volume: 0.1,
  start: ({ parameters }) => ({
    onCandle(market) {
      console.log('candle', market.candles.length);
      while (market.candles.length > parameters.after) {}
    },
  }),
});
`;

let home: TestHome;
let jobs: JobService;
let failures: unknown[];

beforeAll(async () => {
  home = createTestHome();
  await storeCandles(home.stores, 3000);
  const folder = home.configuration.strategyDirectory;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'looping.ts'), LOOPING);
}, 60_000);
afterAll(() => home.close());

const open = (): Promise<JobService> => {
  const { DATABASE_URL: _ledger, NODE_OPTIONS: _options, ...environment } = process.env;
  return openJobs({
    configuration: home.configuration,
    stores: home.stores,
    scheduler: systemScheduler(systemClock),
    program: { executable: process.execPath, words: [MAIN], environment, stopMs: 500 },
    onFailure: (error) => failures.push(error),
  });
};
beforeEach(async () => {
  failures = [];
  jobs = await open();
});
afterEach(() => jobs.close());

/** Resolves with the job as soon as it is as is wanted. */
async function until(id: string, holds: (job: JobMessage) => boolean): Promise<JobMessage> {
  const find = (): JobMessage | undefined => jobs.list().find((job) => job.id === id && holds(job));
  return new Promise((resolve) => {
    const look = (): void => {
      const job = find();
      if (job === undefined) return;
      end();
      resolve(job);
    };
    const end = jobs.subscribe(look);
    look();
  });
}

const isOver = ({ state }: JobMessage): boolean => state !== 'queued' && state !== 'running';

test('offers what ships, the folder, and what is stored', async () => {
  const strategies = await jobs.strategies();
  expect(strategies.filter(({ shipped }) => !shipped).map(({ id, name }) => [id, name])).toEqual([
    ['looping.ts', 'looping'],
  ]);
  expect(strategies.find(({ id }) => id === 'ema-cross')?.shipped).toBe(true);
  const series = await jobs.series();
  expect(series.find(({ timeframe }) => timeframe === 'H1')).toMatchObject({ symbol: 'EURUSD', count: 3000 });
  expect(await jobs.models()).toEqual([]);
});

test('a backtest waits while another command has the candles, tells how far it is, and leaves a run with a report', async () => {
  const id = await home.stores.candles(async () => {
    const asked = await jobs.ask(REQUEST);
    await until(asked.id, ({ step }) => step.startsWith('waiting for the candles'));
    return asked.id;
  });
  const seen: number[] = [];
  const end = jobs.subscribe((change) => seen.push(...change.jobs.map(({ doneFraction }) => doneFraction)));
  const job = await until(id, isOver);
  end();
  expect(job).toMatchObject({ state: 'done', failure: null, outcome: { currency: 'USD', minorDigits: 2 } });
  expect(job.outcome!.trades).toBeGreaterThan(10);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(failures).toEqual([]);
  const ledger = await home.stores.ledger();
  const [run] = await ledger.listRuns({ limit: 1 });
  expect(run).toMatchObject({ id: job.runId, kind: 'backtest', result: { netProfit: job.outcome!.netProfit } });
  expect(await home.stores.blobs.get(`reports/${job.runId}.json`)).not.toBeNull();
});

test('one that loops without an end is killed when it is cancelled; the next one runs, and says why it fails', async () => {
  const looping = await jobs.ask({ ...REQUEST, strategy: 'looping.ts', parameters: {} });
  const next = await jobs.ask({ ...REQUEST, parameters: { fast: 90 } });
  await until(looping.id, ({ step }) => step !== '');
  jobs.cancel(looping.id);
  expect((await until(looping.id, isOver)).state).toBe('cancelled');
  const { failure } = await until(next.id, isOver);
  expect(failure!.message).toContain('the fast average must look at fewer candles than the slow one');
  expect(failures).toHaveLength(1);
});

test('a search goes on after a restart, and does nothing twice', async () => {
  const search = { method: 'random', trials: 800, objective: 'sharpe' } as const;
  const { id } = await jobs.ask({ ...REQUEST, kind: 'search', parameters: {}, search });
  await until(id, ({ doneFraction }) => doneFraction > 0);
  await jobs.close();
  expect(jobs.list().find((job) => job.id === id)!.state).toBe('queued');
  const ledger = await home.stores.ledger();
  const [before] = await ledger.listSearches({ limit: 1 });
  expect(before!.progress.done).toBeGreaterThan(0);
  jobs = await open();
  const job = await until(id, isOver);
  expect(job).toMatchObject({ state: 'done', title: 'ema-cross EURUSD H1' });
  const searches = await ledger.listSearches({ limit: 10 });
  expect(searches.map((one) => [one.id, one.state, one.progress.done])).toEqual([[before!.id, 'done', 800]]);
});
