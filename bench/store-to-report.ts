import {
  backtestStrategy,
  loadStrategy,
  openStores,
  PathDetail,
  readConfiguration,
  renderBacktestReport,
  type LoadedStrategy,
  type Stores,
} from '@pipwright/server';
import { CandleOrigin } from '@pipwright/storage/ports';
import type { Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, FULL_M1, madeMarket } from './made-market.ts';
import { scratchFolder } from './scratch-folder.ts';

const BALANCE = 1_000_000;

/** Runs the crossing of averages over everything that is stored, and writes the report that a person opens. */
async function runAndRender(stores: Stores, strategy: LoadedStrategy) {
  const start = performance.now();
  const summary = await backtestStrategy({
    stores,
    strategy,
    parameters: { fast: 60, slow: 240 },
    instruments: [EURUSD],
    timeframe: 'M1',
    detail: PathDetail.Rule,
    choices: { balance: BALANCE, limits: false, seed: 1 },
  });
  const runMs = performance.now() - start;
  const { html } = await renderBacktestReport(stores, summary.runId);
  return { summary, runMs, html };
}

/** What `pipwright backtest` does, from the store of candles to the page: with the ledger open, as a server has it. */
export const storeToReport: Benchmark = {
  name: 'store-to-report',
  what: 'ten years of M1 read from the store, backtested with all costs, checked for luck, stored, rendered as one page',
  unit: 'candles',
  budget: { kind: 'duration', msMax: 10_000 },
  async prepare(size) {
    const { symbol, timeframe, askSource, candles } = madeMarket('M1', size === 'full' ? FULL_M1 : 20_000);
    const folder = scratchFolder();
    const stores = openStores(readConfiguration({}, { home: folder.file('home') }));
    await stores.candles((store) =>
      store.writeCandles({ symbol, timeframe, askSource, origin: CandleOrigin.Candles, source: 'bench', candles }),
    );
    await stores.ledger();
    const strategy = await loadStrategy('ema-cross');
    return {
      async pass() {
        const { summary, runMs, html } = await runAndRender(stores, strategy);
        return {
          count: summary.candles,
          // Not the page, which says when it was made, and none of the sentences.
          digest: () => digestOf([summary.digest, JSON.stringify([summary.from, summary.to, summary.waterfall])]),
          figures: () => ({ trades: summary.trades, runMs, pageMegabytes: html.length / 1e6 }),
        };
      },
      async dispose() {
        await stores.close();
        await folder.remove();
      },
    };
  },
};
