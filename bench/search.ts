import { COST_DEFAULTS, PathRule } from '@pipwright/backtest';
import { currency, type MinorUnits } from '@pipwright/model';
import { loadStrategy, openStores, readConfiguration } from '@pipwright/server';
import { RISK_UNLIMITED } from '@pipwright/trading';
import { searchStrategy, type SearchStrategyOptions } from '../apps/server/src/search/search-strategy.ts';
import type { Benchmark, BenchmarkSize } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, madeMarket, YEAR_M1 } from './made-market.ts';
import { scratchFolder } from './scratch-folder.ts';

const THREADS = 2;
const INITIAL_BALANCE = 100_000_000 as MinorUnits;
/** Share of the trials after which memory has to stay as it is: until then threads start and caches fill. */
const SETTLED = 0.3;

/** Averages of 2 to 101 and of 120 to 417 candles: ten thousand sets at full size. */
function rangesOf(size: BenchmarkSize) {
  return size === 'full'
    ? { fast: { min: 2, max: 101, step: 1 }, slow: { min: 120, max: 417, step: 3 } }
    : { fast: { min: 2, max: 4, step: 1 }, slow: { min: 120, max: 150, step: 10 } };
}

async function optionsOf(size: BenchmarkSize): Promise<Omit<SearchStrategyOptions, 'stores' | 'task'>> {
  return {
    strategy: await loadStrategy('ema-cross'),
    setup: {
      strategy: 'ema-cross',
      markets: [{ instrument: EURUSD, series: madeMarket('M1', size === 'full' ? YEAR_M1 : 4000) }],
      sizing: { kind: 'fixed', volume: 0.1 },
      limits: RISK_UNLIMITED,
      costs: COST_DEFAULTS,
      account: { currency: currency('USD'), initialBalance: INITIAL_BALANCE, stopOutLevel: 0.5 },
      pathRule: PathRule.Pessimistic,
      seed: 1,
      rates: null,
      engine: 'auto',
    },
    threads: THREADS,
  };
}

/** What `pipwright search` does with a grid: threads, every trial stored, the best ones run again event by event. */
export const searchThreads: Benchmark = {
  name: 'search-2-threads',
  what: '10,000 parameter sets over a year of M1 on two threads: each stored with its figures, the best run again by events',
  unit: 'sets',
  budget: { kind: 'duration', msMax: 180_000 },
  async prepare(size) {
    const folder = scratchFolder();
    const stores = openStores(readConfiguration({}, { home: folder.file('home') }));
    await stores.ledger();
    const options = await optionsOf(size);
    let run = 0;
    return {
      async pass() {
        let settledBytes = 0;
        const { outcome, verified } = await searchStrategy({
          ...options,
          stores,
          // A search of another seed is another search: nothing is known of it, though a grid draws nothing.
          task: { method: 'grid', ranges: rangesOf(size), seed: ++run },
          onProgress: ({ done, total }) => {
            if (settledBytes === 0 && done >= SETTLED * total) settledBytes = process.memoryUsage.rss();
          },
        });
        const grownMegabytes = (process.memoryUsage.rss() - settledBytes) / 1e6;
        const found = outcome.trials.map(({ parameters, net, digest, score }) => [parameters, net, digest, score]);
        return {
          count: outcome.trials.length,
          digest: () => digestOf([JSON.stringify(found), String(verified)]),
          figures: () => (size === 'full' ? { grownMegabytes } : {}),
        };
      },
      async dispose() {
        await stores.close();
        await folder.remove();
      },
    };
  },
};
