import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTwoTenants, madeSearch, type TwoTenants } from './search-setup.fixture.ts';
import {
  walkForwardStrategy,
  type WalkForwardCut,
  type WalkForwardNews,
  type WalkForwardStrategyOptions,
} from './walk-forward.ts';

let tenants: TwoTenants;
beforeAll(() => {
  tenants = createTwoTenants();
});
afterAll(() => tenants.close());

const DAY_MS = 86_400_000;
const CUT: WalkForwardCut = {
  mode: 'rolling',
  train: { count: 14, unit: 'week' },
  test: { count: 6, unit: 'week' },
  purgeMs: DAY_MS,
  embargoMs: DAY_MS,
};

async function options(place: 0 | 1): Promise<WalkForwardStrategyOptions> {
  const { onProgress: _none, ...made } = await madeSearch({ method: 'random', trials: 10, leastTrades: 3 });
  return { ...made, stores: tenants.stores[place], cut: CUT };
}

describe('a walk-forward in threads', () => {
  test('trades in each test what its training chose, on one account, and is the same for any number of threads', async () => {
    const news: WalkForwardNews[] = [];
    const found = await walkForwardStrategy({ ...(await options(0)), onProgress: (told) => void news.push(told) });
    const { section, searches, stitched, outcome, variants } = found;
    // 4000 hourly candles are about 33 weeks: 14 of training, then three tests of six.
    expect(section.folds.length).toBe(3);
    expect(news.at(-1)).toMatchObject({ fold: 2, folds: 3, done: 10, total: 10 });
    for (const [place, fold] of section.folds.entries()) {
      expect(fold.testFrom - fold.trainTo).toBe(2 * DAY_MS);
      expect(fold.testFrom).toBe(section.folds[place - 1]?.testTo ?? fold.testFrom);
      const { best, trials } = searches[place]!.outcome;
      expect(fold.trainScore).toBe(best!.score);
      expect(trials.every(({ range }) => range.from === fold.trainFrom && range.to === fold.trainTo)).toBe(true);
      // What was traded lies in the test, and nowhere else.
      const { trades, initialBalance, from, to } = outcome.tests[place]!;
      expect(from).toBeGreaterThanOrEqual(fold.testFrom);
      expect(to).toBeLessThanOrEqual(fold.testTo + 3_600_000);
      expect(trades.every(({ openTime, closeTime }) => openTime >= fold.testFrom && closeTime <= to)).toBe(true);
      expect(initialBalance).toBe(outcome.tests[place - 1]?.finalBalance ?? 1_000_000);
    }
    expect(stitched!.trades).toHaveLength(section.folds.reduce((sum, { trades }) => sum + trades, 0));
    expect(stitched!.finalBalance - stitched!.initialBalance).toBe(
      section.folds.reduce((sum, { net }) => sum + net, 0),
    );
    expect(stitched!.costs.net).toBe(stitched!.finalBalance - stitched!.initialBalance);
    expect(new Set(stitched!.trades.map(({ id }) => id)).size).toBe(stitched!.trades.length);
    expect([...stitched!.equity.time]).toEqual([...stitched!.equity.time].toSorted((a, b) => a - b));
    expect(stitched!.benchmark.equity).toHaveLength(stitched!.equity.time.length);
    // The same ten sets in every fold.
    expect(variants).toBe(10);
    const ledger = await tenants.stores[0].ledger();
    expect(await ledger.listTrials(stitched!.symbol, 'H1')).toHaveLength(10);
    expect(await ledger.findSearch(found.id)).toMatchObject({
      kind: 'walk-forward',
      state: 'done',
      progress: { done: 3, total: 3 },
    });

    const single = await walkForwardStrategy({ ...(await options(1)), threads: 1 });
    expect(JSON.stringify(single)).toBe(JSON.stringify(found));
  });

  test('that was stopped goes on behind its trials', async () => {
    const control = new AbortController();
    const given = await options(1);
    const task = { ...given.task, seed: 2 };
    const onProgress = ({ fold, done }: WalkForwardNews): void => void (fold === 1 && done === 5 && control.abort());
    const stopped = walkForwardStrategy({ ...given, task, onProgress, signal: control.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'SEARCH_STOPPED' });
    const ledger = await tenants.stores[1].ledger();
    const [fold, walk] = await ledger
      .listSearches({ limit: 20 })
      .then((all) => all.filter(({ state }) => state === 'cancelled'));
    expect([fold!.kind, walk!.kind].toSorted()).toEqual(['search', 'walk-forward']);
    const again = await walkForwardStrategy({ ...given, task });
    const whole = await walkForwardStrategy({ ...(await options(0)), task });
    expect(JSON.stringify(again)).toBe(JSON.stringify(whole));
  });

  test('that does not fit into the candles is refused', async () => {
    const long = { ...CUT, train: { count: 2, unit: 'year' } } as const;
    await expect(walkForwardStrategy({ ...(await options(0)), cut: long })).rejects.toMatchObject({
      code: 'WALK_FORWARD_TOO_SHORT',
    });
  });
});
