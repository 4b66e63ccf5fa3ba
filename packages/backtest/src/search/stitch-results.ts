import { createHash } from 'node:crypto';
import type { EpochMs, MinorUnits } from '@pipwright/model';
import type { BacktestResult, EquityColumns } from '../backtest-result.ts';
import { costTotals, sumCounts, symbolTotals } from '../run/run-totals.ts';
import { PathSource } from '../venue/venue-options.ts';

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const column of columns) {
    all.set(column, end);
    end += column.length;
  }
  return all;
}

const sum = (results: readonly BacktestResult[], of: (result: BacktestResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);

function equityOf(results: readonly BacktestResult[]): EquityColumns {
  const column = (name: keyof EquityColumns): Float64Array => joined(results.map(({ equity }) => equity[name]));
  return { time: column('time'), balance: column('balance'), equity: column('equity') };
}

/** Each run's benchmark begins with the run's own balance; together it is one account that goes on from run to run. */
function benchmarkOf(results: readonly BacktestResult[]): Float64Array {
  let scale = 1;
  return joined(
    results.map(({ benchmark, initialBalance }, place) => {
      const before = results[place - 1];
      if (before !== undefined) scale *= (before.benchmark.equity.at(-1) ?? before.initialBalance) / initialBalance;
      return benchmark.equity.map((value) => Math.round(value * scale));
    }),
  );
}

function eventsOf(results: readonly BacktestResult[]): BacktestResult['accountEvents'] {
  const all = results.map(({ accountEvents }) => accountEvents);
  return {
    swaps: {
      count: all.reduce((total, { swaps }) => total + swaps.count, 0),
      nights: all.reduce((total, { swaps }) => total + swaps.nights, 0),
      amount: all.reduce((total, { swaps }) => total + swaps.amount, 0) as MinorUnits,
    },
    marginCalls: all.flatMap(({ marginCalls }) => marginCalls),
    stopOuts: all.flatMap(({ stopOuts }) => stopOuts),
  };
}

/**
 * Runs that follow each other on one account, each beginning with the balance that the one before left, as one run. The digest
 * is SHA-256 over their digests. Null where there are none.
 */
export function stitchResults(results: readonly BacktestResult[], runId: string): BacktestResult | null {
  const [first] = results;
  const last = results.at(-1);
  if (first === undefined || last === undefined) return null;
  const trades = results.flatMap((result) => result.trades);
  const symbols = [...new Set(results.flatMap((result) => result.symbols))];
  const totals = (name: 'candles' | 'fills', symbol: string): number =>
    sum(results, ({ bySymbol }) => bySymbol.find((one) => one.symbol === symbol)?.[name] ?? 0);
  const sources = Object.values(PathSource).map((source) => [
    source,
    sum(results, ({ fillSources }) => fillSources[source]),
  ]);
  return {
    ...first,
    runId,
    symbols,
    finalBalance: last.finalBalance,
    to: last.to satisfies EpochMs,
    candles: sum(results, ({ candles }) => candles),
    trades,
    equity: equityOf(results),
    benchmark: { symbol: first.benchmark.symbol, equity: benchmarkOf(results) },
    decisions: sumCounts(results.map(({ decisions }) => decisions)),
    costs: costTotals(
      trades,
      sum(results, ({ costs }) => costs.turnover),
    ),
    bySymbol: symbols.map((symbol) =>
      symbolTotals(symbol, { candles: totals('candles', symbol), fills: totals('fills', symbol) }, trades),
    ),
    fills: sum(results, ({ fills }) => fills),
    fillSources: Object.fromEntries(sources) as BacktestResult['fillSources'],
    accountEvents: eventsOf(results),
    partialCloses: sum(results, ({ partialCloses }) => partialCloses),
    digest: createHash('sha256')
      .update(results.map(({ digest }) => digest).join(' '))
      .digest('hex'),
    barrierExits: sum(results, ({ barrierExits }) => barrierExits),
    ruleExits: sum(results, ({ ruleExits }) => ruleExits),
    stopOuts: sum(results, ({ stopOuts }) => stopOuts),
  };
}
