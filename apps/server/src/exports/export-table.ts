import type { ReportDocument } from '@pipwright/protocol';
import type { EquityColumns } from '@pipwright/backtest';

/** A column of a table that leaves the platform, with what its values mean. */
export type ExportColumn = { readonly name: string } & (
  | { readonly kind: 'text'; readonly values: readonly string[] }
  /** UTC epoch milliseconds. */
  | { readonly kind: 'time'; readonly values: ArrayLike<number> }
  /** Minor units, written as a decimal number with so many decimals: exactly, never rounded. */
  | { readonly kind: 'money'; readonly decimals: number; readonly values: ArrayLike<number> }
  /** NaN is a missing value. */
  | { readonly kind: 'number'; readonly values: ArrayLike<number> }
);

/** Columns of equal length. */
export interface ExportTable {
  readonly rows: number;
  readonly columns: readonly ExportColumn[];
}

const SPLIT = {
  price_move: 'price',
  spread: 'spread',
  slippage: 'slippage',
  commission: 'commission',
  swap: 'swap',
  net: 'net',
} as const;

/** One row per closed trade, in order of closing; the parts from `price_move` to `swap` sum to `net`. */
export function tradeTable({ trades, minorDigits, currency }: ReportDocument): ExportTable {
  const money = (name: string, values: number[]): ExportColumn => ({
    name,
    kind: 'money',
    decimals: minorDigits,
    values,
  });
  const split = Object.entries(SPLIT).map(([name, part]) =>
    money(
      name,
      trades.map((trade) => trade.split[part]),
    ),
  );
  return {
    rows: trades.length,
    columns: [
      { name: 'trade_id', kind: 'text', values: trades.map(({ id }) => id) },
      { name: 'symbol', kind: 'text', values: trades.map(({ symbol }) => symbol) },
      { name: 'side', kind: 'text', values: trades.map(({ side }) => side) },
      { name: 'volume_lots', kind: 'number', values: trades.map(({ volume }) => volume) },
      { name: 'open_time', kind: 'time', values: trades.map(({ openTime }) => openTime) },
      { name: 'close_time', kind: 'time', values: trades.map(({ closeTime }) => closeTime) },
      { name: 'open_price', kind: 'number', values: trades.map(({ openPrice }) => openPrice) },
      { name: 'close_price', kind: 'number', values: trades.map(({ closePrice }) => closePrice) },
      { name: 'exit_reason', kind: 'text', values: trades.map(({ exitReason }) => exitReason) },
      { name: 'probability_up', kind: 'number', values: trades.map(({ probability }) => probability ?? Number.NaN) },
      { name: 'pips', kind: 'number', values: trades.map(({ pips }) => pips) },
      ...split,
      money(
        'max_adverse',
        trades.map(({ maximumAdverse }) => maximumAdverse),
      ),
      money(
        'max_favourable',
        trades.map(({ maximumFavourable }) => maximumFavourable),
      ),
      { name: 'currency', kind: 'text', values: trades.map(() => currency) },
    ],
  };
}

/** One row per candle's close: the account as it was then. */
export function equityTable({ time, balance, equity }: EquityColumns, minorDigits: number): ExportTable {
  return {
    rows: time.length,
    columns: [
      { name: 'time', kind: 'time', values: time },
      { name: 'balance', kind: 'money', decimals: minorDigits, values: balance },
      { name: 'equity', kind: 'money', decimals: minorDigits, values: equity },
    ],
  };
}
