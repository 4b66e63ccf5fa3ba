import {
  AskSource,
  currency,
  rolloversBetween,
  utcMs,
  type EpochMs,
  type MinorUnits,
  type SymbolName,
} from '@pipwright/model';
import type { BacktestResult, CostTotals } from '../backtest-result.ts';

const DAY_MS = 86_400_000;
/** Monday 17:00 New York, in winter. */
export const START = utcMs(2019, 1, 7, 22);

const free = { price: 0, spread: 0, slippage: 0, commission: 0, swap: 0, net: 0, turnover: 0 } as unknown as CostTotals;
const EURUSD = 'EURUSD' as SymbolName;

/**
 * A result of 10,000 USD whose equity at the end of each trading day is given, in whole dollars; weekends are left out.
 */
export function madeResult(equities: readonly number[], more: Partial<BacktestResult> = {}): BacktestResult {
  const calendarDays = Math.ceil((equities.length * 7) / 5) + 7;
  const times = rolloversBetween(START, (START + calendarDays * DAY_MS) as EpochMs)
    .slice(0, equities.length)
    .map(({ time }) => time);
  const equity = Float64Array.from(equities, (value) => Math.round(value * 100));
  const finalBalance = equity.at(-1)! as MinorUnits;
  return {
    runId: 'r',
    symbol: EURUSD,
    symbols: [EURUSD],
    timeframe: 'D1',
    strategy: 's',
    modelId: null,
    askSource: AskSource.Quoted,
    currency: currency('USD'),
    initialBalance: 1_000_000 as MinorUnits,
    finalBalance,
    from: START,
    to: times.at(-1)!,
    candles: equities.length,
    trades: [],
    equity: { time: Float64Array.from(times), balance: equity, equity },
    benchmark: { symbol: EURUSD, equity },
    decisions: {
      candles: 100,
      predictions: 100,
      orders: 0,
      refused: 40,
      noSignal: 60,
      noSignalByCode: new Map([['probability-between-thresholds', 60]]),
      refusedByCheck: new Map([['spread', 40]]),
      rejectedByReason: new Map(),
    },
    costs: { ...free, net: (finalBalance - 1_000_000) as MinorUnits },
    bySymbol: [],
    fills: 0,
    fillSources: { ticks: 0, 'smaller-candles': 0, rule: 0, open: 0 },
    accountEvents: {
      swaps: { count: 0, nights: 0, amount: 0 as MinorUnits },
      marginCalls: [],
      stopOuts: [],
    },
    partialCloses: 0,
    pathRule: 'pessimistic',
    digest: '',
    barrierExits: 0,
    ruleExits: 0,
    stopOuts: 0,
    ...more,
  };
}
