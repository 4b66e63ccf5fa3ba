import type { Statistics, TradeGroupName } from '@pipwright/backtest';
import type { Breakdown } from '@pipwright/protocol';

const THIRDS = 'each against all earlier days, as it was known at the entry.';

/** In the order of the report; the note says what the names of the groups do not. */
const BREAKDOWNS: readonly { readonly name: TradeGroupName; readonly title: string; readonly note?: string }[] = [
  { name: 'symbol', title: 'By symbol' },
  { name: 'side', title: 'By side' },
  { name: 'exitReason', title: 'By exit reason' },
  {
    name: 'session',
    title: 'By session of entry',
    note: 'Working hours of the cities on their own clocks; joined where several work.',
  },
  {
    name: 'volatility',
    title: 'By volatility at entry',
    note: `Thirds of the deviation of 20 daily returns, ${THIRDS}`,
  },
  {
    name: 'trend',
    title: 'By trend at entry',
    note: `Thirds of the efficiency ratio of 20 days (change / way), ${THIRDS}`,
  },
  { name: 'weekday', title: 'By weekday of entry (UTC)' },
  { name: 'hour', title: 'By hour of entry (UTC)' },
];

/** Trades by what they have in common; one symbol is no breakdown. */
export function breakdownsOf({ groups }: Statistics): Breakdown[] {
  return BREAKDOWNS.filter(({ name }) => name !== 'symbol' || groups.symbol.length > 1)
    .map(({ name, title, note = '' }) => ({
      title,
      note,
      rows: groups[name].map(({ key, trades, net, winRate }) => ({ name: key, trades, net, winRate })),
    }))
    .filter(({ rows }) => rows.length > 0);
}
