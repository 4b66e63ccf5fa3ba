import type { InstrumentMessage } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import type { Bars } from '../charts/bars.ts';
import { formatMinute, formatPips, formatPrice, type ZoneChoice } from '../format/index.ts';
import { DataTable, type Column } from './data-table.tsx';

interface CandleTableProps {
  readonly bars: Bars;
  readonly instrument: InstrumentMessage;
  readonly zone: ZoneChoice;
}

function columnsOf({ bars, instrument, zone }: CandleTableProps): Column<number>[] {
  const prices = (['open', 'high', 'low', 'close'] as const).map((name) => ({
    key: name,
    label: name.charAt(0).toUpperCase() + name.slice(1),
    cell: (index: number) => formatPrice(bars[name](index), instrument.digits),
    numeric: true,
  }));
  const spread: Column<number> = {
    key: 'spread',
    label: 'Spread (pips)',
    cell: (index) => formatPips((bars.spread(index) ?? 0) / instrument.pipSize),
    numeric: true,
  };
  const hasSpread = bars.length > 0 && bars.spread(0) !== null;
  return [
    { key: 'time', label: 'Open time', cell: (index) => formatMinute(bars.time(index), zone) },
    ...prices,
    ...(hasSpread ? [spread] : []),
  ];
}

/** The candles of a chart as a table, newest first. */
export function CandleTable(props: CandleTableProps): ReactElement {
  const { bars, instrument, zone } = props;
  const columns = useMemo(() => columnsOf({ bars, instrument, zone }), [bars, instrument, zone]);
  const rows = useMemo(() => Array.from({ length: bars.length }, (_, index) => bars.length - 1 - index), [bars]);
  return (
    <DataTable
      caption={`${instrument.symbol} candles, newest first, times in the chosen zone`}
      columns={columns}
      rows={rows}
      rowKey={(index) => String(bars.time(index))}
      pageSize={20}
    />
  );
}
