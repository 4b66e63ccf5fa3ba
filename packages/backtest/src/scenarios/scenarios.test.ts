import { describe, expect, test } from 'vitest';
import { ACCOUNT_MODES } from './account-modes.fixture.ts';
import { CURRENCIES } from './currencies.fixture.ts';
import { EXECUTION } from './execution.fixture.ts';
import { FINER_PATHS } from './finer-paths.fixture.ts';
import { GAPS_AND_LEVELS } from './gaps-and-levels.fixture.ts';
import { readJournal } from './journal.fixture.ts';
import { MARGIN } from './margin.fixture.ts';
import { PENDING_ORDERS } from './pending-orders.fixture.ts';
import { playScenario } from './play-scenario.fixture.ts';
import { REFUSALS } from './refusals.fixture.ts';
import type { Scenario } from './scenario.fixture.ts';
import { SWAPS } from './swaps.fixture.ts';

/** Every figure was computed by hand, before it was compared. */
const TABLES: Readonly<Record<string, readonly Scenario[]>> = {
  'gaps and levels': GAPS_AND_LEVELS,
  'pending orders': PENDING_ORDERS,
  'account modes': ACCOUNT_MODES,
  currencies: CURRENCIES,
  swaps: SWAPS,
  margin: MARGIN,
  execution: EXECUTION,
  refusals: REFUSALS,
  'finer paths': FINER_PATHS,
};

describe.each(Object.entries(TABLES))('%s', (_, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    const { start, journal, end } = playScenario(scenario);
    expect(journal).toEqual(readJournal(scenario.journal, start));
    expect(end).toBe(scenario.end);
  });
});

test('are at least sixty', () => {
  expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(60);
});
