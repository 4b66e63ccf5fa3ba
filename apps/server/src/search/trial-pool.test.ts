import type { TimeRange } from '@pipwright/backtest';
import { afterEach, describe, expect, test } from 'vitest';
import { openTrialPool, type TrialPool } from './trial-pool.ts';

const script = new URL('./made-worker.fixture.ts', import.meta.url);
const range = { from: 0, to: 10 } as TimeRange;
const pools: TrialPool[] = [];

async function open(threads: number, data: object = {}): Promise<TrialPool> {
  const pool = await openTrialPool({ script, data, threads });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('threads that evaluate trials', () => {
  test('answer each question with its own answer, more of them than there are threads', async () => {
    const pool = await open(3);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, value) => pool.evaluate({ value }, range)));
    expect(answers.map((answer) => (answer.ok ? answer.outcome.net : null))).toEqual(
      Array.from({ length: 40 }, (_, value) => value * 10),
    );
    const used = new Set(answers.map((answer) => (answer.ok ? answer.outcome.digest : '')));
    expect(used.size).toBe(3);
  });

  test('tell a failed trial from a failed machine, and go on after both', async () => {
    const pool = await open(1);
    expect(await pool.evaluate({ fail: true }, range)).toEqual({ ok: false, reason: 'as it was told' });
    await expect(pool.evaluate({ throw: true }, range)).rejects.toThrow('broken');
    expect(await pool.evaluate({ value: 2 }, range)).toMatchObject({ ok: true });
  });

  test('that cannot begin say why', async () => {
    await expect(open(2, { refuse: true })).rejects.toThrow('no such strategy');
    await expect(open(2, { leave: true })).rejects.toThrow('it ended before it began');
  });

  test('that die fail what waits, and everything after', async () => {
    const pool = await open(1);
    const asked = [pool.evaluate({ die: true }, range), pool.evaluate({ value: 1 }, range)];
    for (const one of await Promise.allSettled(asked)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'SEARCH_THREAD_FAILED', retryable: true } });
    }
    await expect(pool.evaluate({ value: 1 }, range)).rejects.toMatchObject({ code: 'SEARCH_THREAD_FAILED' });
  });

  test('end at once although they are busy', async () => {
    const pool = await open(2);
    const busy = [1, 2, 3].map(() => pool.evaluate({ forever: true }, range));
    const settled = Promise.allSettled(busy);
    await pool.close();
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
    await pool.close();
  });

  test('run a whole backtest where one is asked for', async () => {
    const pool = await open(1);
    expect(await pool.run({ value: 3 }, range, 500 as never, 'run-7')).toEqual({ runId: 'run-7', finalBalance: 503 });
  });
});
