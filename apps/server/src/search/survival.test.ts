import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createRandom } from '@pipwright/kernel';
import { startScript } from '@pipwright/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTwoTenants, madeSearch, type TwoTenants } from './search-setup.fixture.ts';
import { searchReturns, searchStrategy } from './search-strategy.ts';

const KILLS = 3;
const TASK = {
  method: 'tpe',
  trials: 60,
  batch: 10,
  seed: 4,
  stopping: { kind: 'median', shares: [0.2, 0.5] },
} as const;

let tenants: TwoTenants;
beforeAll(() => {
  tenants = createTwoTenants();
});
afterAll(() => tenants.close());

const here = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));

/** Searches in a process of its own, and says each time how many trials have ended; at last the digest of the result. */
const program = (): string => `
import { createHash } from 'node:crypto';
import { readConfiguration } from ${here('../configuration.ts')};
import { openStores } from ${here('../stores.ts')};
import { createTwoTenants, madeSearch, type TwoTenants } from ${here('./search-setup.fixture.ts')};
import { searchStrategy } from ${here('./search-strategy.ts')};
const stores = openStores(readConfiguration({ DATABASE_URL: undefined }, { home: ${JSON.stringify(tenants.home.configuration.home)} }));
const options = await madeSearch(${JSON.stringify(TASK)}, { engine: 'event' });
const result = await searchStrategy({ ...options, stores, onProgress: ({ done }) => console.log(done) });
console.log(createHash('sha256').update(JSON.stringify(result)).digest('hex'));
await stores.close();
`;

test(`a search killed ${KILLS} times at random moments finds what it finds without (seed kills)`, async () => {
  const random = createRandom('kills');
  const [stores, otherStores] = tenants.stores;
  const ledger = await stores.ledger();
  let kept = 0;
  let id = '';
  for (let kill = 0; kill < KILLS; kill++) {
    const target = kept + 1 + random.integer(20);
    const search = startScript({ source: program() });
    for (let done = 0; done < target;) done = Number(await search.line());
    await search.kill();
    const [record] = await ledger.listSearches({ limit: 5 });
    id = record!.id;
    // Nobody told it that it is over.
    expect(record).toMatchObject({ state: 'running', progress: { total: 60 } });
    const now = (await ledger.listSearchTrials(id)).length;
    expect(now).toBeGreaterThanOrEqual(kept);
    kept = now;
  }
  expect(kept).toBeGreaterThan(0);
  const last = startScript({ source: program() });
  const first = Number(await last.line());
  // Nothing that is stored is done again.
  expect(first).toBeGreaterThan(0);
  let digest = '';
  while (digest === '') {
    const line = await last.line();
    if (line.length === 64) digest = line;
  }
  await last.succeed();

  const options = await madeSearch(TASK, { engine: 'event' });
  const whole = await searchStrategy({ ...options, stores: otherStores });
  expect(whole.id).toBe(id);
  expect(digest).toBe(createHash('sha256').update(JSON.stringify(whole)).digest('hex'));
  const [returns, expected] = await Promise.all(tenants.stores.map((one) => searchReturns(one, id)));
  expect(returns).toEqual(expected);
  expect(whole.outcome.stoppedEarly).toBeGreaterThan(10);
}, 120_000);
