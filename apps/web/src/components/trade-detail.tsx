import type { InstrumentMessage, TradeMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import {
  formatDuration,
  formatLots,
  formatMoney,
  formatPercent,
  formatPrice,
  formatTime,
  humanName,
  type MoneyStyle,
} from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { Facts } from './facts.tsx';
import { Signed } from './signed.tsx';

const SPLIT_WORDS = {
  price: 'Price move at mid',
  spread: 'Spread',
  slippage: 'Slippage',
  commission: 'Commission',
  swap: 'Swap',
  net: 'Net profit',
} as const;

interface TradeDetailProps {
  readonly trade: TradeMessage;
  readonly instrument: InstrumentMessage;
  readonly money: MoneyStyle;
}

/** Where a trade's net profit came from, and its course. */
export function TradeDetail({ trade, instrument, money }: TradeDetailProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const amount = (minor: number): ReactElement => (
    <Signed value={minor} text={formatMoney(minor, money.minorDigits, 'always')} />
  );
  const names = Object.keys(SPLIT_WORDS) as (keyof typeof SPLIT_WORDS)[];
  return (
    <div className="trade-detail">
      <Facts
        className="split"
        facts={names.map((name) => ({ name: SPLIT_WORDS[name], value: amount(trade.split[name]) }))}
      />
      <Facts
        facts={[
          { name: 'Opened', value: formatTime(trade.openTime, zone) },
          {
            name: 'Closed',
            value: `${formatTime(trade.closeTime, zone)}, ${humanName(trade.exitReason).toLowerCase()}`,
          },
          { name: 'Held for', value: formatDuration(trade.closeTime - trade.openTime) },
          {
            name: 'Volume and prices',
            value: `${formatLots(trade.volume)} lots, ${formatPrice(trade.openPrice, instrument.digits)} to ${formatPrice(trade.closePrice, instrument.digits)}`,
          },
          { name: 'Predicted chance of a rise', value: formatPercent(trade.probability) },
          { name: 'Worst while open', value: amount(trade.maximumAdverse) },
          { name: 'Best while open', value: amount(trade.maximumFavourable) },
        ]}
      />
    </div>
  );
}
