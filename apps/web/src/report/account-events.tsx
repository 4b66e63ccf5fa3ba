import type { AccountEventsSection } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { DataTable, Panel, Signed } from '../components/index.ts';
import { formatCount, formatMinute, formatMoney, humanName, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface AccountEventsProps {
  readonly events: AccountEventsSection;
  readonly money: MoneyStyle;
}

/** What happened to the account besides fills: swap, margin calls, stop-outs. */
export function AccountEvents({ events, money }: AccountEventsProps): ReactElement | null {
  const { zone } = usePreferences().preferences;
  const { counts, rows } = events;
  if (counts.length === 0) return null;
  const amountOf = (amount: number | null): ReactElement | string =>
    amount === null ? '–' : <Signed value={amount} text={formatMoney(amount, money.minorDigits, 'always')} />;
  return (
    <Panel title="Events of the account">
      <DataTable
        caption="Events of the account by kind"
        rows={counts}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'kind', label: 'Kind', cell: ({ kind }) => humanName(kind) },
          { key: 'count', label: 'Count', cell: ({ count }) => formatCount(count), numeric: true },
          { key: 'amount', label: money.currency, cell: ({ amount }) => amountOf(amount), numeric: true },
        ]}
      />
      {rows.length === 0 ? null : (
        <DataTable
          caption="Events of the account in order of time"
          rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
          rowKey={({ key }) => key}
          pageSize={10}
          columns={[
            { key: 'time', label: 'Time', cell: ({ time }) => formatMinute(time, zone) },
            { key: 'kind', label: 'Kind', cell: ({ kind }) => humanName(kind) },
            { key: 'symbol', label: 'Symbol', cell: ({ symbol }) => symbol ?? 'account', wideOnly: true },
            { key: 'detail', label: 'What happened', cell: ({ detail }) => detail, wraps: true },
            { key: 'amount', label: money.currency, cell: ({ amount }) => amountOf(amount), numeric: true },
          ]}
        />
      )}
    </Panel>
  );
}
