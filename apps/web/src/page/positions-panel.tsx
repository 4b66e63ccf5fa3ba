import type { DecisionMessage, InstrumentMessage, PositionMessage, ReplayMessage } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { DataTable, Facts, Panel, SideMark, Signed, type Column } from '../components/index.ts';
import {
  formatDuration,
  formatLots,
  formatMinute,
  formatMoney,
  formatPrice,
  formatTime,
  type MoneyStyle,
  type ZoneChoice,
} from '../format/index.ts';
import { NothingOpen } from './nothing-open.tsx';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface PositionsPanelProps {
  readonly positions: readonly PositionMessage[];
  readonly instrument: InstrumentMessage;
  readonly money: MoneyStyle;
  readonly replay: ReplayMessage;
  readonly decisions: readonly DecisionMessage[];
}

function netOf({ floatingProfit, swap, commission }: PositionMessage): number {
  return floatingProfit + swap + commission;
}

function columnsOf({ digits }: InstrumentMessage, money: MoneyStyle, zone: ZoneChoice): Column<PositionMessage>[] {
  return [
    { key: 'side', label: 'Side', cell: (position) => <SideMark side={position.side} /> },
    { key: 'volume', label: 'Lots', cell: (position) => formatLots(position.volume), numeric: true },
    { key: 'time', label: 'Opened', cell: (position) => formatMinute(position.openTime, zone), wideOnly: true },
    { key: 'entry', label: 'Entry', cell: (position) => formatPrice(position.openPrice, digits), numeric: true },
    {
      key: 'now',
      label: 'Now',
      cell: (position) => formatPrice(position.currentPrice, digits),
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'stop',
      label: 'S/L',
      cell: (position) => formatPrice(position.stopLoss, digits),
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'target',
      label: 'T/P',
      cell: (position) => formatPrice(position.takeProfit, digits),
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'profit',
      label: `Profit ${money.currency}`,
      cell: (position) => (
        <Signed value={netOf(position)} text={formatMoney(netOf(position), money.minorDigits, 'always')} arrow />
      ),
      numeric: true,
    },
  ];
}

/** What is open now. */
export function PositionsPanel({ positions, instrument, money, replay, decisions }: PositionsPanelProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const columns = useMemo(() => columnsOf(instrument, money, zone), [instrument, money, zone]);
  const amount = (minor: number): string => formatMoney(minor, money.minorDigits, 'always');
  return (
    <Panel title={`Open positions (${positions.length})`}>
      {positions.length === 0 ? (
        <NothingOpen decisions={decisions} />
      ) : (
        <DataTable
          caption="Open positions"
          columns={columns}
          rows={positions}
          rowKey={(position) => position.id}
          detailLabel={(position) => `Details of position ${position.id}`}
          detail={(position) => (
            <Facts
              facts={[
                { name: 'Opened', value: formatTime(position.openTime, zone) },
                { name: 'Price now', value: formatPrice(position.currentPrice, instrument.digits) },
                { name: 'Stop loss', value: formatPrice(position.stopLoss, instrument.digits) },
                { name: 'Take profit', value: formatPrice(position.takeProfit, instrument.digits) },
                { name: 'Price move', value: amount(position.floatingProfit) },
                { name: 'Swap', value: amount(position.swap) },
                { name: 'Commission', value: amount(position.commission) },
                {
                  name: 'Closes at the latest',
                  value:
                    replay.time === null || replay.time >= position.exitTime
                      ? formatTime(position.exitTime, zone)
                      : `${formatTime(position.exitTime, zone)}, in ${formatDuration(position.exitTime - replay.time)}`,
                },
              ]}
            />
          )}
        />
      )}
    </Panel>
  );
}
