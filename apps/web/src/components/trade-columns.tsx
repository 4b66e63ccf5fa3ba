import type { InstrumentMessage, TradeMessage } from '@pipwright/protocol';
import {
  formatLots,
  formatMinute,
  formatMoney,
  formatPips,
  formatPrice,
  humanName,
  type MoneyStyle,
  type ZoneChoice,
} from '../format/index.ts';
import type { Column } from './data-table.tsx';
import { SideMark } from './side-mark.tsx';
import { Signed } from './signed.tsx';

function costsOf({ split }: TradeMessage): number {
  return split.spread + split.slippage + split.commission + split.swap;
}

type TradeColumns = Column<TradeMessage>[];

function whenAndWhat(zone: ZoneChoice): TradeColumns {
  return [
    {
      key: 'close',
      label: 'Closed',
      cell: (trade) => formatMinute(trade.closeTime, zone),
      sortValue: (trade) => trade.closeTime,
    },
    {
      key: 'open',
      label: 'Opened',
      cell: (trade) => formatMinute(trade.openTime, zone),
      sortValue: (trade) => trade.openTime,
      wideOnly: true,
    },
    { key: 'side', label: 'Side', cell: (trade) => <SideMark side={trade.side} />, sortValue: (trade) => trade.side },
    {
      key: 'volume',
      label: 'Lots',
      cell: (trade) => formatLots(trade.volume),
      sortValue: (trade) => trade.volume,
      numeric: true,
      wideOnly: true,
    },
  ];
}

function prices(digitsOf: (trade: TradeMessage) => number): TradeColumns {
  return [
    {
      key: 'entry',
      label: 'Entry',
      cell: (trade) => formatPrice(trade.openPrice, digitsOf(trade)),
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'exit',
      label: 'Exit',
      cell: (trade) => formatPrice(trade.closePrice, digitsOf(trade)),
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'reason',
      label: 'Exit reason',
      cell: (trade) => humanName(trade.exitReason),
      sortValue: (trade) => trade.exitReason,
      wideOnly: true,
    },
  ];
}

function results(money: MoneyStyle): TradeColumns {
  const amount = (minor: number): string => formatMoney(minor, money.minorDigits, 'always');
  return [
    {
      key: 'pips',
      label: 'Pips',
      cell: (trade) => <Signed value={trade.pips} text={formatPips(trade.pips, 'always')} />,
      sortValue: (trade) => trade.pips,
      numeric: true,
    },
    {
      key: 'costs',
      label: 'Costs',
      cell: (trade) => amount(costsOf(trade)),
      sortValue: costsOf,
      numeric: true,
      wideOnly: true,
    },
    {
      key: 'net',
      label: `Net ${money.currency}`,
      cell: (trade) => <Signed value={trade.split.net} text={amount(trade.split.net)} />,
      sortValue: (trade) => trade.split.net,
      numeric: true,
    },
  ];
}

const SYMBOL: Column<TradeMessage> = {
  key: 'symbol',
  label: 'Symbol',
  cell: (trade) => trade.symbol,
  sortValue: (trade) => trade.symbol,
};

/**
 * The columns of closed trades, on the page and in the report; the symbol is one where there are several instruments.
 * Costs are what the trade paid besides the price move.
 */
export function tradeColumns(
  instruments: readonly [InstrumentMessage, ...InstrumentMessage[]],
  money: MoneyStyle,
  zone: ZoneChoice,
): TradeColumns {
  const digits = new Map(instruments.map((one) => [one.symbol, one.digits]));
  const digitsOf = ({ symbol }: TradeMessage): number => digits.get(symbol) ?? instruments[0].digits;
  const [closed, ...rest] = whenAndWhat(zone);
  const first = instruments.length > 1 ? [closed!, SYMBOL] : [closed!];
  return [...first, ...rest, ...prices(digitsOf), ...results(money)];
}
