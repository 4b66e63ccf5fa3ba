import type { TradeMessage } from '@pipwright/protocol';
import { expect, it } from 'vitest';
import { fullReportFixture } from '../../../fixtures/full-report-fixture.ts';
import { AS_IT_WAS, breakEvenFactor, hoursOfEntry, whatIf, type WhatIfChoice } from './what-if.ts';

const { trades, initialBalance, waterfall } = fullReportFixture(2000);
const net = waterfall.at(-1)?.amount;

function changed(changes: Partial<WhatIfChoice>, from: readonly TradeMessage[] = trades) {
  return whatIf(from, hoursOfEntry(from, 'utc'), { ...AS_IT_WAS, ...changes }, initialBalance);
}

it('is the run itself where nothing is changed', () => {
  const same = changed({});
  expect(same.net).toBe(net);
  expect(same.trades).toBe(trades.length);
  expect(same.winRate).toBe(trades.filter(({ split }) => split.net > 0).length / trades.length);
  expect(same.balance).toHaveLength(trades.length + 1);
});

it('takes costs away and doubles them by what the trades paid', () => {
  const paid = (name: 'spread' | 'commission'): number => trades.reduce((sum, { split }) => sum + split[name], 0);
  expect(changed({ spread: 0 }).net).toBeCloseTo(net! - paid('spread'), 6);
  expect(changed({ commission: 2 }).net).toBeCloseTo(net! + paid('commission'), 6);
});

it('leaves out the hours of entry on the chosen clock', () => {
  const noon = Date.UTC(2010, 0, 5, 12, 30);
  const [first] = trades;
  const list = [
    { ...first!, openTime: noon },
    { ...first!, openTime: noon - 3_600_000 },
  ];
  expect(changed({ skippedHours: [12] }, list).trades).toBe(1);
  // 12:30 UTC is 7:30 in New York in January.
  const york = whatIf(list, hoursOfEntry(list, 'new-york'), { ...AS_IT_WAS, skippedHours: [7] }, initialBalance);
  expect(york.trades).toBe(1);
});

it('leaves out the best trades, and says how deep the balance then falls', () => {
  const nets = trades.map(({ split }) => split.net).toSorted((a, b) => b - a);
  const without = changed({ bestLeftOut: 3 });
  expect(without.net).toBe(net! - nets[0]! - nets[1]! - nets[2]!);
  const lost = { ...trades[0]!, split: { ...trades[0]!.split, price: -100_000, net: -100_000 } };
  const fallen = changed({ spread: 0, slippage: 0, commission: 0, swap: 0 }, [lost]);
  expect(fallen.drawdown).toBeCloseTo(100_000 / initialBalance, 12);
  expect(fallen.profitFactor).toBe(0);
});

it('finds the factor of costs at which nothing is left, where there is one', () => {
  const winning = trades.map((trade) => ({ ...trade, split: { ...trade.split, price: trade.split.price + 900 } }));
  const factor = breakEvenFactor(winning)!;
  const even = changed({ spread: factor, slippage: factor, commission: factor }, winning);
  expect(even.net).toBeCloseTo(0, 4);
  const losing = trades.map((trade) => ({ ...trade, split: { ...trade.split, price: -10, swap: 0 } }));
  expect(breakEvenFactor(losing)).toBeNull();
  expect(breakEvenFactor([])).toBeNull();
});

it('has no figures of trades where none is left', () => {
  const none = changed({ skippedHours: Array.from({ length: 24 }, (_, hour) => hour) });
  expect(none).toMatchObject({ trades: 0, net: 0, winRate: null, profitFactor: null, expectancy: null, drawdown: 0 });
});
