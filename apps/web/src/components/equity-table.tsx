import { useMemo, type ReactElement } from 'react';
import type { EquityCurve } from '../charts/equity-curve.ts';
import { formatMinute, formatMoney, formatPercent, type MoneyStyle, type ZoneChoice } from '../format/index.ts';
import { DataTable, type Column } from './data-table.tsx';

interface EquityTableProps {
  readonly curve: EquityCurve;
  readonly money: MoneyStyle;
  readonly zone: ZoneChoice;
}

/** The equity curve as a table, newest first. */
export function EquityTable({ curve, money, zone }: EquityTableProps): ReactElement {
  const columns = useMemo((): Column<number>[] => {
    const amount = (minor: number | undefined): string => formatMoney(minor ?? null, money.minorDigits);
    return [
      { key: 'time', label: 'Time', cell: (index) => formatMinute(curve.times[index] ?? 0, zone) },
      {
        key: 'balance',
        label: `Balance ${money.currency}`,
        cell: (index) => amount(curve.balance[index]),
        numeric: true,
      },
      { key: 'equity', label: `Equity ${money.currency}`, cell: (index) => amount(curve.equity[index]), numeric: true },
      ...(curve.benchmark === null
        ? []
        : [
            {
              key: 'benchmark',
              label: `Benchmark ${money.currency}`,
              cell: (index: number) => amount(curve.benchmark?.[index]),
              numeric: true,
              wideOnly: true,
            },
          ]),
      { key: 'fall', label: 'Drawdown', cell: (index) => formatPercent(curve.fall[index] ?? null), numeric: true },
    ];
  }, [curve, money, zone]);
  const rows = useMemo(() => curve.times.map((_, index) => curve.times.length - 1 - index), [curve]);
  return <DataTable caption="Equity, newest first" columns={columns} rows={rows} rowKey={String} pageSize={20} />;
}
