import { epochMs } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantLedger } from '@pipwright/storage/ports';
import { createTestHome, EURUSD, type TestHome } from '../testing/test-home.ts';
import { countTrial, triedBefore } from './trials.ts';

let home: TestHome;
let ledger: TenantLedger;
const series = { symbol: EURUSD.symbol, timeframe: 'H1' } as const;
const at = epochMs(1_700_000_000_000);

beforeAll(async () => {
  home = createTestHome();
  ledger = await home.stores.ledger();
});
afterAll(() => home.close());

const putModel = (id: string, simulated = false) =>
  ledger.putModel({ id, ...series, createdAt: at, blob: `models/${id}.json`, summary: { simulated } });
const count = (digest: string, sharpe: number, modelId: string) =>
  countTrial(ledger, { ...series, digest, sharpe, triedAt: at }, { modelId, days: 400 });
const putBacktest = (modelId: string) =>
  ledger.putRun({
    id: `backtest-${modelId}`,
    kind: 'backtest',
    ...series,
    startedAt: at,
    parameters: { modelId },
    result: {},
  });

test('models that were trained and put aside count as variants, simulated ones do not', async () => {
  await putModel('first');
  await putModel('second');
  await putModel('third');
  await putModel('made-up', true);
  expect(await triedBefore(ledger, series, 'fourth')).toBe(3);
  // One Sharpe ratio has no variance: that of no skill over 400 days stands in.
  expect(await count('a', 0.1, 'first')).toEqual({ count: 3, sharpeVariance: 1 / 400 });
  await putBacktest('first');
  expect(await count('b', 0.3, 'second')).toEqual({ count: 3, sharpeVariance: expect.closeTo(0.02, 12) as number });
  await putBacktest('second');
  expect(await count('b', 0.3, 'second')).toEqual({ count: 3, sharpeVariance: expect.closeTo(0.02, 12) as number });
  expect(await triedBefore(ledger, series, 'third')).toBe(2);
});
