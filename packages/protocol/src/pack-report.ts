import { fromBase64, toBase64 } from './base64.ts';
import { packColumns, unpackColumns, type Column, type UnpackedColumns } from './packed-columns.ts';
import type { PackedCandles, PackedReport, ReportDocument } from './report.ts';
import type { TradeMessage } from './trading.ts';

const SPLIT = ['price', 'spread', 'slippage', 'commission', 'swap', 'net'] as const;
const NUMBERS = [
  'volume',
  'openTime',
  'closeTime',
  'openPrice',
  'closePrice',
  'pips',
  'maximumAdverse',
  'maximumFavourable',
] as const;
const TEXTS = ['id', 'symbol', 'side', 'exitReason'] as const;
const CANDLES = ['timeMinutes', 'open', 'high', 'low', 'close'] as const;
const EQUITY = ['time', 'balance', 'equity'] as const;

const NO_EQUITY: ReportDocument['equity'] = { time: [], balance: [], equity: [] };
const NO_CANDLES: Pick<PackedCandles, (typeof CANDLES)[number]> = {
  timeMinutes: [],
  open: [],
  high: [],
  low: [],
  close: [],
};

function tradeColumns(trades: readonly TradeMessage[]): Record<string, Column> {
  const columns: Record<string, Column> = {};
  for (const name of TEXTS) columns[`trade.${name}`] = trades.map((trade) => trade[name]);
  for (const name of NUMBERS) columns[`trade.${name}`] = trades.map((trade) => trade[name]);
  for (const name of SPLIT) columns[`trade.split.${name}`] = trades.map(({ split }) => split[name]);
  columns['trade.probability'] = trades.map(({ probability }) => probability ?? Number.NaN);
  return columns;
}

function tradesOf(columns: UnpackedColumns): TradeMessage[] {
  const ids = columns.texts('trade.id');
  const symbols = columns.texts('trade.symbol');
  const sides = columns.texts('trade.side');
  const reasons = columns.texts('trade.exitReason');
  const probabilities = columns.numbers('trade.probability');
  const [volume, openTime, closeTime, openPrice, closePrice, pips, adverse, favourable] = NUMBERS.map((name) =>
    columns.numbers(`trade.${name}`),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const [price, spread, slippage, commission, swap, net] = SPLIT.map((name) =>
    columns.numbers(`trade.split.${name}`),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  return ids.map((id, at) => ({
    id,
    symbol: symbols[at]!,
    side: sides[at] === 'sell' ? 'sell' : 'buy',
    volume: volume[at]!,
    openTime: openTime[at]!,
    closeTime: closeTime[at]!,
    openPrice: openPrice[at]!,
    closePrice: closePrice[at]!,
    exitReason: reasons[at]!,
    probability: Number.isNaN(probabilities[at]!) ? null : probabilities[at]!,
    pips: pips[at]!,
    split: {
      price: price[at]!,
      spread: spread[at]!,
      slippage: slippage[at]!,
      commission: commission[at]!,
      swap: swap[at]!,
      net: net[at]!,
    },
    maximumAdverse: adverse[at]!,
    maximumFavourable: favourable[at]!,
  }));
}

/** Moves the long columns of a report out of its JSON: ten thousand trades then take some 400 KB instead of 4 MB. */
export async function packReport(report: ReportDocument): Promise<PackedReport> {
  const { benchmark } = report.sections;
  const columns = tradeColumns(report.trades);
  for (const name of EQUITY) columns[`equity.${name}`] = report.equity[name];
  if (benchmark !== null) columns['benchmark'] = benchmark.equity;
  report.markets.forEach(({ candles, details }, index) => {
    for (const name of CANDLES) columns[`candles.${index}.${name}`] = candles[name];
    if (details === null) return;
    for (const name of CANDLES) columns[`details.${index}.${name}`] = details[name];
  });
  return {
    ...report,
    trades: [],
    equity: NO_EQUITY,
    markets: report.markets.map(({ instrument, candles, details }) => ({
      instrument,
      candles: { ...candles, ...NO_CANDLES },
      details: details === null ? null : { ...details, ...NO_CANDLES },
    })),
    sections: { ...report.sections, benchmark: benchmark === null ? null : { ...benchmark, equity: [] } },
    columns: toBase64(await packColumns(columns)),
  };
}

function candlesOf(candles: PackedCandles, prefix: string, columns: UnpackedColumns): PackedCandles {
  const filled = { ...candles };
  for (const name of CANDLES) filled[name] = [...columns.numbers(`${prefix}.${name}`)];
  return filled;
}

/** Undoes `packReport`. Throws `RangeError`, `TypeError` or `DOMException` where the columns are damaged. */
export async function unpackReport(packed: PackedReport): Promise<ReportDocument> {
  const { columns: text, ...report } = packed;
  const columns = await unpackColumns(fromBase64(text));
  const { benchmark } = report.sections;
  const equity = { ...NO_EQUITY };
  for (const name of EQUITY) equity[name] = [...columns.numbers(`equity.${name}`)];
  return {
    ...report,
    trades: tradesOf(columns),
    equity,
    markets: report.markets.map(({ instrument, candles, details }, index) => ({
      instrument,
      candles: candlesOf(candles, `candles.${index}`, columns),
      details: details === null ? null : candlesOf(details, `details.${index}`, columns),
    })),
    sections: {
      ...report.sections,
      benchmark: benchmark === null ? null : { ...benchmark, equity: [...columns.numbers('benchmark')] },
    },
  };
}
