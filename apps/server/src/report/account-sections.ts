import type { BacktestResult } from '@pipwright/backtest';
import { ExitReason, minorDigits, type Currency } from '@pipwright/model';
import type { AccountEventsSection, ReportSections } from '@pipwright/protocol';

/** Events that get a line of their own. */
const ROWS_MAX = 500;

/** How the prices of fills were known. */
export function fillSourcesOf({ fillSources, pathRule }: BacktestResult): ReportSections['fillSources'] {
  return {
    ticks: fillSources.ticks,
    smallerCandles: fillSources['smaller-candles'],
    rule: fillSources.rule,
    open: fillSources.open,
    ruleName: pathRule,
  };
}

function moneyText(minor: number, currency: Currency): string {
  const digits = minorDigits(currency);
  const text = (minor / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text} ${currency}`;
}

function levelText(equity: number, margin: number, currency: Currency): string {
  const level = margin > 0 ? ` (${((100 * equity) / margin).toFixed(1)} %)` : '';
  return `equity ${moneyText(equity, currency)}, margin ${moneyText(margin, currency)}${level}`;
}

/** What happened to the account besides fills; null where nothing did. */
export function accountEventsOf({ accountEvents, trades, currency }: BacktestResult): AccountEventsSection | null {
  const { swaps, marginCalls, stopOuts } = accountEvents;
  const stopped = trades.filter(({ exitReason }) => exitReason === ExitReason.StopOut);
  const nets = new Map(stopped.map(({ positionId, split }) => [positionId, split.net]));
  const counts = [
    { kind: 'swap', count: swaps.count, amount: swaps.amount },
    { kind: 'margin-call', count: marginCalls.length, amount: null },
    {
      kind: 'stop-out',
      count: stopOuts.length,
      amount: stopOuts.reduce((sum, { positionId }) => sum + (nets.get(positionId) ?? 0), 0),
    },
  ].filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  const rows: AccountEventsSection['rows'] = [
    ...marginCalls.map(({ time, equity, margin }) => ({
      time,
      kind: 'margin-call',
      symbol: null,
      amount: null,
      detail: `Margin call: ${levelText(equity, margin, currency)}.`,
    })),
    ...stopOuts.map(({ time, symbol, positionId, equity, margin }) => ({
      time,
      kind: 'stop-out',
      symbol,
      amount: nets.get(positionId) ?? null,
      detail: `Position ${positionId} was closed: ${levelText(equity, margin, currency)}.`,
    })),
  ];
  return { counts, rows: rows.toSorted((a, b) => a.time - b.time).slice(0, ROWS_MAX) };
}
