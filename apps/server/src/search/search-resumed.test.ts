import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTwoTenants, madeSearch, type TwoTenants } from './search-setup.fixture.ts';
import { searchReturns, searchStrategy, type SearchNews, type SearchResult } from './search-strategy.ts';

let tenants: TwoTenants;

beforeAll(() => {
  tenants = createTwoTenants();
});
afterAll(() => tenants.close());

const storesOf = (place: 0 | 1) => tenants.stores[place];
const bytes = (result: SearchResult): string => JSON.stringify(result);

describe('a search that was stopped', () => {
  test('keeps its trials, and goes on behind them to the same end', async () => {
    const options = await madeSearch({ method: 'tpe', trials: 64, batch: 16, seed: 21, stopping: { kind: 'halving' } });
    const whole = await searchStrategy({ ...options, stores: storesOf(0) });
    const control = new AbortController();
    const onProgress = ({ done }: SearchNews): void => void (done >= 20 && control.abort());
    const stopped = searchStrategy({ ...options, stores: storesOf(1), signal: control.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ code: 'SEARCH_STOPPED', retryable: true });
    const ledger = await storesOf(1).ledger();
    const kept = await ledger.listSearchTrials(whole.id);
    expect(kept.length).toBeGreaterThanOrEqual(16);
    expect(kept.length).toBeLessThan(64);
    expect(await ledger.findSearch(whole.id)).toMatchObject({
      state: 'cancelled',
      progress: { done: kept.length, total: 64 },
    });
    const news: SearchNews[] = [];
    const again = await searchStrategy({ ...options, stores: storesOf(1), onProgress: (told) => void news.push(told) });
    expect(bytes(again)).toBe(bytes(whole));
    expect(news[0]!.done).toBeGreaterThan(0);
    expect(news.at(-1)).toMatchObject({ done: 64, total: 64, msLeft: 0 });
    expect(await ledger.findSearch(whole.id)).toMatchObject({ state: 'done', progress: { done: 64, total: 64 } });
    expect(await searchReturns(storesOf(1), whole.id)).toEqual(await searchReturns(storesOf(0), whole.id));
  });

  test('at its end is not done again', async () => {
    const options = await madeSearch({ method: 'random', trials: 12, seed: 33 }, { engine: 'event' });
    const first = await searchStrategy({ ...options, stores: storesOf(0) });
    // A program that does not exist: no thread is started.
    const script = new URL('./nowhere.ts', import.meta.url);
    expect(bytes(await searchStrategy({ ...options, stores: storesOf(0), script }))).toBe(bytes(first));
  });
});
