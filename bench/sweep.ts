import { ColumnarEngine, COST_DEFAULTS } from '@pipwright/backtest';
import { currency, type MinorUnits } from '@pipwright/model';
import { RISK_UNLIMITED } from '@pipwright/trading';
import emaCross from '../examples/strategies/ema-cross.ts';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, madeMarket, YEAR_M1 } from './made-market.ts';

const INITIAL_BALANCE = 100_000_000 as MinorUnits;

/** `fast` from 5 by 5, `slow` from 60 by 12: what a grid search goes through. */
function parameterSets(fastCount: number, slowCount: number): { readonly fast: number; readonly slow: number }[] {
  const each = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return each(fastCount).flatMap((fast) =>
    each(slowCount).map((slow) => ({ fast: 5 + 5 * fast, slow: 60 + 12 * slow })),
  );
}

/**
 * Parameter sets of crossing averages over a year of minutes, on one thread: averages, targets, trades, money, daily
 * returns, drawdown and the digest of all fills, which is the event engine's.
 */
export const sweep: Benchmark = {
  name: 'sweep',
  what: 'parameter sets of crossing averages over a year of M1, over columns, one thread, statistics included',
  unit: 'bars',
  budget: { kind: 'rate', perSecondMin: 20_000_000 },
  prepare(size) {
    const series = madeMarket('M1', size === 'full' ? YEAR_M1 : 20_000);
    const sets = size === 'full' ? parameterSets(10, 30) : parameterSets(2, 5);
    const pass = () => {
      const engine = new ColumnarEngine({
        series,
        instrument: EURUSD,
        volume: 0.1,
        limits: RISK_UNLIMITED,
        costs: COST_DEFAULTS,
        account: { currency: currency('USD'), initialBalance: INITIAL_BALANCE, stopOutLevel: 0.5 },
      });
      const returns = new Float64Array(engine.days);
      let trades = 0;
      const found: (string | Float64Array)[] = [];
      for (const parameters of sets) {
        const figures = engine.measure(engine.targets(emaCross, parameters), returns);
        if (figures.kind === 'refused') throw new Error(`${JSON.stringify(parameters)}: ${figures.reason}`);
        trades += figures.trades;
        found.push(JSON.stringify(figures));
      }
      return Promise.resolve({
        count: series.candles.length * sets.length,
        digest: () => digestOf([...found, returns]),
        figures: () => ({ sets: sets.length, trades }),
      });
    };
    return Promise.resolve({ pass, dispose: nothingToDispose });
  },
};
