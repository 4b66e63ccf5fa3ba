import { COST_DEFAULTS, PathRule } from '@pipwright/backtest';
import { currency, type CandleSeries, type MinorUnits } from '@pipwright/model';
import { RISK_UNLIMITED } from '@pipwright/trading';
import { join } from 'node:path';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { openStores, type Stores } from '../stores.ts';
import { createTestHome, EURUSD, madeSeries, type TestHome } from '../testing/test-home.ts';
import type { SearchStrategyOptions } from './search-strategy.ts';
import type { SearchTask } from './search-task.ts';
import type { TrialSetup } from './trial-setup.ts';

/** Averages that cross, on a made-up market of two thirds of a year. */
export function madeSetup(fields: Partial<TrialSetup> = {}, series: CandleSeries = madeSeries(4000)): TrialSetup {
  return {
    strategy: 'ema-cross',
    markets: [{ instrument: EURUSD, series }],
    sizing: { kind: 'fixed', volume: 0.1 },
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 },
    pathRule: PathRule.Pessimistic,
    seed: 1,
    rates: null,
    engine: 'auto',
    ...fields,
  };
}

const RANGES: NonNullable<SearchTask['ranges']> = { fast: { min: 2, max: 40 }, slow: { min: 10, max: 120 } };

/** A search of that, but for where it is kept. */
export async function madeSearch(
  task: SearchTask,
  fields: Partial<TrialSetup> = {},
): Promise<Omit<SearchStrategyOptions, 'stores'>> {
  const setup = madeSetup(fields);
  return { strategy: await loadStrategy(setup.strategy), setup, task: { ranges: RANGES, ...task }, threads: 2 };
}

/** Two tenants of one server, who know nothing of each other's searches. */
export interface TwoTenants {
  readonly home: TestHome;
  readonly stores: readonly [Stores, Stores];
  close(): Promise<void>;
}

export function createTwoTenants(): TwoTenants {
  const home = createTestHome();
  const { configuration } = home;
  const blobDirectory = join(configuration.home, 'other-blobs');
  const other = openStores({ ...configuration, tenant: 'other', blobDirectory });
  return {
    home,
    stores: [home.stores, other],
    async close() {
      await other.close();
      await home.close();
    },
  };
}
