import type { DecisionCounts } from '@pipwright/trading';
import type { MinorUnits, ProfitSplit, SymbolName, Trade } from '@pipwright/model';
import type { CostTotals, SymbolTotals } from '../backtest-result.ts';

const PARTS = ['price', 'spread', 'slippage', 'commission', 'swap', 'net'] as const;

/** The sum of the profits of trades, part by part. */
function sumSplits(trades: readonly Trade[]): ProfitSplit {
  const sum = { price: 0, spread: 0, slippage: 0, commission: 0, swap: 0, net: 0 };
  for (const { split } of trades) for (const part of PARTS) sum[part] += split[part];
  return sum as Record<(typeof PARTS)[number], MinorUnits>;
}

export function costTotals(trades: readonly Trade[], turnover: number): CostTotals {
  return { ...sumSplits(trades), turnover };
}

export function symbolTotals(
  symbol: SymbolName,
  counts: { readonly candles: number; readonly fills: number },
  trades: readonly Trade[],
): SymbolTotals {
  const own = trades.filter((trade) => trade.symbol === symbol);
  return { symbol, ...counts, trades: own.length, split: sumSplits(own) };
}

/** How the candles of several sessions ended, together. */
export function sumCounts(all: readonly DecisionCounts[]): DecisionCounts {
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0) return first;
  const sum = {
    candles: 0,
    predictions: 0,
    orders: 0,
    refused: 0,
    noSignal: 0,
    noSignalByCode: new Map<string, number>(),
    refusedByCheck: new Map<string, number>(),
    rejectedByReason: new Map<string, number>(),
  };
  for (const counts of all) {
    for (const name of ['candles', 'predictions', 'orders', 'refused', 'noSignal'] as const) sum[name] += counts[name];
    for (const name of ['noSignalByCode', 'refusedByCheck', 'rejectedByReason'] as const) {
      for (const [code, count] of counts[name]) sum[name].set(code, (sum[name].get(code) ?? 0) + count);
    }
  }
  return sum;
}
