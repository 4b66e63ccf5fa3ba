import type { TradeMessage } from '@pipwright/protocol';
import { civilTime, type ZoneChoice } from '../../format/index.ts';

/** What a person changes. Factors multiply what each trade paid; 1 is as it was. */
export interface WhatIfChoice {
  readonly spread: number;
  readonly slippage: number;
  readonly commission: number;
  readonly swap: number;
  /** Trades opened in these hours, on the chosen clock, are left out. */
  readonly skippedHours: readonly number[];
  /** So many of the most profitable trades are left out. */
  readonly bestLeftOut: number;
}

export const AS_IT_WAS: WhatIfChoice = {
  spread: 1,
  slippage: 1,
  commission: 1,
  swap: 1,
  skippedHours: [],
  bestLeftOut: 0,
};

/** Money in minor units, not rounded: it is an estimate. */
export interface WhatIfOutcome {
  readonly trades: number;
  readonly net: number;
  readonly profitFactor: number | null;
  readonly winRate: number | null;
  readonly expectancy: number | null;
  /** Deepest fall of the balance from its highest value before, as a fraction of it. */
  readonly drawdown: number;
  /** After each trade that is left, beginning with the initial balance. */
  readonly time: readonly number[];
  readonly balance: readonly number[];
}

/** Hour of entry of each trade, on the chosen clock. */
export function hoursOfEntry(trades: readonly TradeMessage[], zone: ZoneChoice): readonly number[] {
  return trades.map(({ openTime }) => civilTime(openTime, zone).hour);
}

function indicesOfBest(trades: readonly TradeMessage[], count: number): ReadonlySet<number> {
  const order = trades.map((_, index) => index).sort((a, b) => trades[b]!.split.net - trades[a]!.split.net);
  return new Set(order.slice(0, count));
}

/**
 * The trades added up again from the parts of their profit. An estimate: with other costs there would have been other
 * sizes, other stops and other trades.
 */
export function whatIf(
  trades: readonly TradeMessage[],
  hours: readonly number[],
  choice: WhatIfChoice,
  initialBalance: number,
): WhatIfOutcome {
  const best = choice.bestLeftOut > 0 ? indicesOfBest(trades, choice.bestLeftOut) : null;
  const skipped = new Set(choice.skippedHours);
  const time: number[] = [trades[0]?.openTime ?? 0];
  const balance: number[] = [initialBalance];
  let money = initialBalance;
  let peak = money;
  let [won, gained, lost, drawdown] = [0, 0, 0, 0];
  trades.forEach(({ split, closeTime }, index) => {
    if (skipped.has(hours[index]!) || best?.has(index) === true) return;
    const net =
      split.price +
      split.spread * choice.spread +
      split.slippage * choice.slippage +
      split.commission * choice.commission +
      split.swap * choice.swap;
    if (net > 0) {
      won += 1;
      gained += net;
    } else lost -= net;
    money += net;
    peak = Math.max(peak, money);
    if (peak > 0) drawdown = Math.max(drawdown, (peak - money) / peak);
    time.push(closeTime);
    balance.push(money);
  });
  const count = balance.length - 1;
  return {
    trades: count,
    net: money - initialBalance,
    profitFactor: lost === 0 ? null : gained / lost,
    winRate: count === 0 ? null : won / count,
    expectancy: count === 0 ? null : (money - initialBalance) / count,
    drawdown,
    time,
    balance,
  };
}

/**
 * By how much spread, slippage and commission together would have to be multiplied for the net to be nothing; null where
 * no factor does that.
 */
export function breakEvenFactor(trades: readonly TradeMessage[]): number | null {
  let rest = 0;
  let costs = 0;
  for (const { split } of trades) {
    rest += split.price + split.swap;
    costs += split.spread + split.slippage + split.commission;
  }
  return costs < 0 && rest > 0 ? rest / -costs : null;
}
