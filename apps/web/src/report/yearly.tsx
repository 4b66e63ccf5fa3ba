import type { ReportYear } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { DataTable, Panel, Signed, ToneBar } from '../components/index.ts';
import { formatCount, formatMoney, formatNumber, formatPercent, type MoneyStyle } from '../format/index.ts';

interface YearlyProps {
  readonly years: readonly ReportYear[];
  readonly money: MoneyStyle;
}

/** What each calendar year brought; the first and the last one may be incomplete. */
export function Yearly({ years, money }: YearlyProps): ReactElement | null {
  if (years.length === 0) return null;
  const largest = Math.max(1e-9, ...years.map(({ returnFraction }) => Math.abs(returnFraction)));
  return (
    <Panel title="Year by year">
      <DataTable
        caption="Results by calendar year, after all costs"
        rows={years}
        rowKey={({ year }) => String(year)}
        pageSize={100}
        columns={[
          { key: 'year', label: 'Year', cell: ({ year }) => year },
          {
            key: 'return',
            label: 'Return',
            cell: ({ returnFraction }) => (
              <Signed value={returnFraction} text={formatPercent(returnFraction, 'always')} />
            ),
            sortValue: ({ returnFraction }) => returnFraction,
            numeric: true,
          },
          {
            key: 'bar',
            label: '',
            cell: ({ returnFraction }) => <ToneBar share={returnFraction / largest} />,
            wideOnly: true,
          },
          {
            key: 'net',
            label: `Net ${money.currency}`,
            cell: ({ net }) => <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />,
            sortValue: ({ net }) => net,
            numeric: true,
          },
          {
            key: 'drawdown',
            label: 'Max drawdown',
            cell: ({ maximumDrawdown }) => formatPercent(maximumDrawdown),
            sortValue: ({ maximumDrawdown }) => maximumDrawdown,
            numeric: true,
          },
          {
            key: 'sharpe',
            label: 'Sharpe',
            cell: ({ sharpe }) => formatNumber(sharpe, 2),
            sortValue: ({ sharpe }) => sharpe ?? Number.NEGATIVE_INFINITY,
            numeric: true,
            wideOnly: true,
          },
          { key: 'trades', label: 'Trades', cell: ({ trades }) => formatCount(trades), numeric: true, wideOnly: true },
          {
            key: 'won',
            label: 'Won',
            cell: ({ winRate }) => formatPercent(winRate),
            numeric: true,
            wideOnly: true,
          },
        ]}
      />
    </Panel>
  );
}
