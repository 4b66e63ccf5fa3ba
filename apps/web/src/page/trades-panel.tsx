import type { PlatformState } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { DataTable, Panel, TradeDetail, tradeColumns } from '../components/index.ts';
import type { MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { WhyNoTrades } from './why-no-trades.tsx';

interface TradesPanelProps {
  readonly state: PlatformState;
  readonly money: MoneyStyle;
}

/** Closed trades, newest first, each with the split of its result. */
export function TradesPanel({ state, money }: TradesPanelProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const { trades, instrument } = state;
  const columns = useMemo(() => tradeColumns([instrument], money, zone), [instrument, money, zone]);
  return (
    <Panel title={`Recent trades (${trades.length})`}>
      {trades.length === 0 ? (
        <WhyNoTrades decisions={state.decisions} open={state.positions.length} />
      ) : (
        <DataTable
          caption="Closed trades, newest first"
          columns={columns}
          rows={trades}
          rowKey={(trade) => trade.id}
          pageSize={10}
          detailLabel={(trade) => `Costs and course of trade ${trade.id}`}
          detail={(trade) => <TradeDetail trade={trade} instrument={instrument} money={money} />}
        />
      )}
    </Panel>
  );
}
