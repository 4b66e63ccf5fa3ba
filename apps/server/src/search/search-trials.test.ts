import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { createTestHome, EURUSD, madeSeries, type TestHome } from '../testing/test-home.ts';
import { madeSetup } from './search-setup.fixture.ts';
import { searchStrategy } from './search-strategy.ts';

let home: TestHome;
let folder: string;

beforeAll(() => {
  home = createTestHome();
  folder = mkdtempSync(join(tmpdir(), 'pipwright-search-'));
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
});

describe('trials', () => {
  test('are counted for the series, each variant once, whatever the search and the range', async () => {
    const ledger = await home.stores.ledger();
    const series = { ...madeSeries(1500), timeframe: 'H1' } as const;
    const setup = madeSetup({ seed: 77, account: { ...madeSetup().account, stopOutLevel: 0.2 } }, series);
    const strategy = await loadStrategy('ema-cross');
    const before = (await ledger.listTrials(EURUSD.symbol, 'H1')).length;
    const task = { method: 'grid', fixed: { fast: 5 }, ranges: { slow: { min: 10, max: 60, step: 10 } } } as const;
    await searchStrategy({ strategy, setup, task, stores: home.stores, threads: 1 });
    expect(await ledger.listTrials(EURUSD.symbol, 'H1')).toHaveLength(before + 6);
    const { time } = series.candles;
    const range = { from: time[0]!, to: time[700]! } as never;
    await searchStrategy({ strategy, setup, task, range, stores: home.stores, threads: 1 });
    expect(await ledger.listTrials(EURUSD.symbol, 'H1')).toHaveLength(before + 6);
    await searchStrategy({ strategy, setup: { ...setup, seed: 78 }, task, stores: home.stores, threads: 1 });
    expect(await ledger.listTrials(EURUSD.symbol, 'H1')).toHaveLength(before + 12);
  });

  test('of a strategy whose columns decide otherwise than its candles are found out', async () => {
    const file = join(folder, 'two-minds.ts');
    writeFileSync(file, TWO_MINDS);
    const strategy = await loadStrategy(file);
    const options = { strategy, setup: madeSetup({ strategy: file }), stores: home.stores };
    const disagreeing = searchStrategy({ ...options, task: { method: 'grid' } });
    await expect(disagreeing).rejects.toMatchObject({ code: 'SEARCH_ENGINES_DISAGREE' });
    const [search] = await (await home.stores.ledger()).listSearches({ limit: 1 });
    expect(search).toMatchObject({
      state: 'failed',
      result: { reason: expect.stringContaining('over columns') as string },
    });
  });

  test('that the strategy fails with are kept with the reason; where all fail, so does the search', async () => {
    const file = join(folder, 'clumsy.ts');
    writeFileSync(file, CLUMSY);
    const strategy = await loadStrategy(file);
    const options = { strategy, setup: madeSetup({ strategy: file }), stores: home.stores, threads: 1 };
    const some = await searchStrategy({ ...options, task: { method: 'grid' } });
    expect(some.outcome.failed).toBe(2);
    expect(some.outcome.trials[1]!.reason).toMatch(/it broke at 2/);
    expect(some.engine).toEqual({ kind: 'event', reason: 'the strategy does not say its decisions as columns' });
    const all = searchStrategy({ ...options, task: { method: 'grid', ranges: { every: { values: [2, 4] } } } });
    await expect(all).rejects.toMatchObject({ code: 'SEARCH_FAILED' });
  });
});

/** Says one thing candle by candle and the opposite over columns. */
const TWO_MINDS = `
import { defineStrategy, integer } from '@pipwright/trading';
export default defineStrategy({
  name: 'two-minds',
  description: 'Decides one way candle by candle and the other way over columns.',
  parameters: { every: integer({ default: 20, min: 20, max: 24, description: 'Candles between two turns.' }) },
  start({ candles, parameters }) {
    const view = candles();
    return {
      onCandle(market) {
        if (view.length % parameters.every !== 0) return;
        if (market.direction === 1) market.sell({ reverse: true });
        else market.buy({ reverse: true });
      },
    };
  },
  columns({ candles, parameters }) {
    const position = new Int8Array(candles.length).fill(2);
    let side = -1;
    for (let row = parameters.every; row < candles.length; row += parameters.every) position[row] = side = -side;
    return { position };
  },
});
`;

const CLUMSY = `
import { defineStrategy, integer } from '@pipwright/trading';
export default defineStrategy({
  name: 'clumsy',
  description: 'Throws with even numbers.',
  parameters: { every: integer({ default: 1, min: 1, max: 5, description: 'Candles between two turns.' }) },
  start({ parameters }) {
    if (parameters.every % 2 === 0) throw new Error('it broke at ' + parameters.every);
    return {
      onCandle(market) {
        if (market.direction === 0) market.buy();
        else market.close();
      },
    };
  },
});
`;
