import type { MinorUnits } from '@pipwright/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTwoTenants, madeSearch, madeSetup, type TwoTenants } from './search-setup.fixture.ts';
import { searchReturns, searchStrategy, type SearchResult } from './search-strategy.ts';
import type { SearchTask } from './search-task.ts';

let tenants: TwoTenants;

beforeAll(() => {
  tenants = createTwoTenants();
});
afterAll(() => tenants.close());

const storesOf = (place: 0 | 1) => tenants.stores[place];
const bytes = (result: SearchResult): string => JSON.stringify(result);

describe('a search in threads', () => {
  const TASKS: readonly SearchTask[] = [
    { method: 'random', trials: 40, batch: 16 },
    { method: 'tpe', trials: 48, batch: 16, seed: 5, stopping: { kind: 'median' } },
    { method: 'grid', ranges: { fast: { min: 5, max: 25, step: 5 }, slow: { min: 30, max: 90, step: 20 } } },
  ];

  test.each(TASKS)('%j gives the same bytes with one thread and with three', async (task) => {
    const options = await madeSearch(task);
    const one = await searchStrategy({ ...options, stores: storesOf(0), threads: 1 });
    const three = await searchStrategy({ ...options, stores: storesOf(1), threads: 3 });
    expect(bytes(three)).toBe(bytes(one));
    expect(one.engine).toEqual({ kind: 'columnar', reason: '' });
    expect(one.verified).toBe(3);
    expect(one.section.surface).not.toBeNull();
    const [first, second] = await Promise.all(([0, 1] as const).map((place) => searchReturns(storesOf(place), one.id)));
    expect(first).toEqual(second);
    const whole = one.outcome.trials.filter(({ state }) => state === 'done');
    expect(first!.numbers).toEqual(whole.map(({ number }) => number));
    expect(first!.returns.every(({ length }) => length === whole[0]!.days)).toBe(true);
  });

  // Of a small account columns cannot tell whether its margin was enough: those trials are run by events.
  test.each([1_000_000, 30_000])(
    'finds the same over columns and by events, with an account of %i cents',
    async (cents) => {
      const task: SearchTask = { method: 'random', trials: 24, seed: 9 };
      const account = { ...madeSetup().account, initialBalance: cents as MinorUnits };
      const columns = await searchStrategy({ ...(await madeSearch(task, { account })), stores: storesOf(0) });
      const byEvents = await madeSearch(task, { account, engine: 'event' });
      const events = await searchStrategy({ ...byEvents, stores: storesOf(0) });
      expect(events.outcome).toEqual(columns.outcome);
      expect(events).toMatchObject({
        engine: { kind: 'event', reason: 'the event engine was asked for' },
        verified: 0,
      });
      expect(events.id).not.toBe(columns.id);
      const [first, second] = await Promise.all([columns, events].map(({ id }) => searchReturns(storesOf(0), id)));
      expect(first).toEqual(second);
    },
  );

  test('of a part of the candles trades that part alone, with averages that are warm', async () => {
    const options = await madeSearch({ method: 'random', trials: 8 });
    const { time } = options.setup.markets[0]!.series.candles;
    const range = { from: time[1500]!, to: time[3000]! } as never;
    for (const engine of ['auto', 'event'] as const) {
      const found = await searchStrategy({
        ...options,
        setup: { ...options.setup, engine },
        range,
        stores: storesOf(0),
      });
      expect(found.outcome.trials.every((trial) => trial.range === range || trial.range.from === time[1500])).toBe(
        true,
      );
      // Always in the market: from the first candle on where the averages are known already.
      expect(found.outcome.trials.map(({ days }) => days)).toEqual(found.outcome.trials.map(() => 63));
    }
  });
});
