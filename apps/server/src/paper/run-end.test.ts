import { ManualScheduler } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, EAGER, storeCandles, trainSmallModel, type TestHome } from '../testing/test-home.ts';
import { openPlatform, type OpenedPlatform } from './open-platform.ts';

let home: TestHome;
const scheduler = new ManualScheduler(utcMs(2024, 1, 1));

beforeAll(async () => {
  home = createTestHome();
  await storeCandles(home.stores, 3200);
  await trainSmallModel(home.stores);
}, 60_000);
afterAll(() => home.close());

async function open(notes: string[] = []): Promise<OpenedPlatform> {
  return openPlatform({
    configuration: home.configuration,
    stores: home.stores,
    scheduler,
    instrument: undefined,
    timeframe: undefined,
    candlesPerSecond: 0,
    newRun: false,
    choices: EAGER,
    signal: new AbortController().signal,
    onNote: (note) => notes.push(note),
    onTraining: () => undefined,
    onFailure: (error) => {
      throw error;
    },
    onLedgerFailure: (error) => {
      throw error;
    },
  });
}

/** Plays to the end: the clock stands, so that one burst holds all candles. */
async function playOut({ platform, close }: OpenedPlatform): Promise<void> {
  platform.play();
  await scheduler.advance(10);
  await close();
}

async function runOf(id: string) {
  const ledger = await home.stores.ledger();
  return (await ledger.listRuns({ kind: 'paper', limit: 10 })).find((run) => run.id === id);
}

test('a run that reached its end has its result, and the next start opens a new account', async () => {
  const first = await open();
  await playOut(first);
  const { platform } = first;
  expect(platform.state().replay.done).toBe(platform.state().replay.total);
  expect((await runOf('paper-0001'))?.result).toMatchObject({
    digest: platform.state().run.digest,
    balance: platform.state().account.balance,
  });
  const notes: string[] = [];
  const second = await open(notes);
  expect(second.start.runId).toBe('paper-0002');
  expect(notes).toEqual(['paper-0001 has replayed all its candles; a new paper account is opened.']);
  await playOut(second);
});

test('a run that died after its last candle and before its result goes on, and gets it', async () => {
  const ledger = await home.stores.ledger();
  const run = (await runOf('paper-0002'))!;
  const result = run.result;
  expect(result).not.toBeNull();
  await ledger.putRun({ ...run, result: null });
  const again = await open();
  expect(again.start.runId).toBe('paper-0002');
  await playOut(again);
  expect((await runOf('paper-0002'))?.result).toEqual(result);
  const next = await open();
  expect(next.start.runId).toBe('paper-0003');
  await next.close();
});
