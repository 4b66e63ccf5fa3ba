import {
  groupTrades,
  statisticsOf,
  verdictOf,
  VerdictKind,
  type BacktestResult,
  type Statistics,
  type TradeGroupName,
} from '@pipwright/backtest';
import { minorDigits, tradingDayOpen, utcDate, type EpochMs } from '@pipwright/model';
import type { Breakdown, ReportDocument } from '@pipwright/protocol';
import { VERSION } from '../package-version.ts';
import { toTradeMessage } from '../paper/trade-message.ts';
import { assumptionsOf } from './assumptions.ts';
import { reportMarket } from './chart-candles.ts';
import { dataQualityOf } from './data-quality.ts';
import { figureGroups, headlineFigures } from './figures.ts';
import { modelSection } from './model-section.ts';
import type { ReportInput } from './report-input.ts';
import { equityAt, telltalePoints } from './thin-equity.ts';

const DAY_MS = 86_400_000;
/** The equity is drawn by at most four points of each. */
const EQUITY_BUCKETS = 1000;

const BREAKDOWNS: readonly (readonly [TradeGroupName, string])[] = [
  ['side', 'By side'],
  ['exitReason', 'By exit reason'],
  ['weekday', 'By weekday of entry (UTC)'],
  ['hour', 'By hour of entry (UTC)'],
];

function breakdowns(result: BacktestResult): Breakdown[] {
  return BREAKDOWNS.map(([name, title]) => ({
    title,
    note: '',
    rows: groupTrades(result.trades, name).map(({ key, trades, net, winRate }) => ({
      name: key,
      trades,
      net,
      winRate,
    })),
  }));
}

function monthly(result: BacktestResult, statistics: Statistics): ReportDocument['monthly'] {
  const closed = new Map<string, number>();
  for (const { closeTime } of result.trades) {
    // By the trading day, as the net of the months: an evening after 17:00 New York belongs to the day that follows.
    const { year, month } = utcDate(tradingDayOpen((closeTime - 1) as EpochMs) + DAY_MS);
    const key = `${year}-${String(month).padStart(2, '0')}`;
    closed.set(key, (closed.get(key) ?? 0) + 1);
  }
  return statistics.months.map(({ month, net, returnFraction }) => ({
    year: Number(month.slice(0, 4)),
    month: Number(month.slice(5)),
    net,
    returnFraction,
    trades: closed.get(month) ?? 0,
  }));
}

function waterfall({ costs }: BacktestResult): ReportDocument['waterfall'] {
  return [
    { name: 'Price moves', amount: costs.price, total: false },
    { name: 'Spread', amount: costs.spread, total: false },
    { name: 'Slippage', amount: costs.slippage, total: false },
    { name: 'Commission', amount: costs.commission, total: false },
    { name: 'Swap', amount: costs.swap, total: false },
    { name: 'Net profit', amount: costs.net, total: true },
  ];
}

function decisionsOf({ decisions }: BacktestResult): ReportDocument['decisions'] {
  const named = (prefix: string, counts: ReadonlyMap<string, number>): ReportDocument['decisions'] =>
    [...counts].toSorted((a, b) => b[1] - a[1]).map(([code, count]) => ({ name: `${prefix}: ${code}`, count }));
  return [
    { name: 'Order', count: decisions.orders },
    ...named('No signal', decisions.noSignalByCode),
    ...named('Refused by risk', decisions.refusedByCheck),
    ...named('Not filled', decisions.rejectedByReason),
  ];
}

/** Statistics, verdict and everything that the report page shows. */
export function buildReport(input: ReportInput): { document: ReportDocument; statistics: Statistics } {
  const { result, instrument, series, parameters, simulated, trials } = input;
  const statistics = statisticsOf(result, trials);
  const verdict = verdictOf(statistics, result.decisions);
  const markets = [{ instrument, series }, ...(input.others ?? [])];
  const document: ReportDocument = {
    version: VERSION,
    title: `${instrument.symbol} ${series.timeframe} backtest`,
    generatedAt: input.generatedAt,
    runId: result.runId,
    digest: result.digest,
    simulated,
    instrument: {
      symbol: instrument.symbol,
      description: instrument.description,
      digits: instrument.digits,
      pipSize: instrument.pipSize,
      quote: instrument.quote,
    },
    timeframe: series.timeframe,
    from: result.from,
    to: result.to,
    currency: result.currency,
    minorDigits: minorDigits(result.currency),
    initialBalance: result.initialBalance,
    verdict: {
      evidence: verdict.kind === VerdictKind.Evidence,
      headline: verdict.headline,
      reasons: [...verdict.reasons, ...verdict.cautions],
    },
    headline: headlineFigures(statistics),
    figures: figureGroups(statistics),
    equity: equityAt(result.equity, telltalePoints(result.equity.equity, EQUITY_BUCKETS)),
    monthly: monthly(result, statistics),
    yearly: [],
    drawdowns: [],
    distributions: [],
    markets: markets.map((one) => reportMarket(one.instrument, one.series, markets.length)),
    trades: result.trades.map((trade) => toTradeMessage(instrument, trade)),
    waterfall: waterfall(result),
    breakdowns: breakdowns(result),
    decisions: decisionsOf(result),
    model: input.model === null ? null : modelSection(input.model),
    sections: {
      strategy: input.strategy ?? null,
      symbols: markets.map((one) => one.instrument.symbol),
      benchmark: null,
      fillSources: null,
      rolling: null,
      accountEvents: null,
      walkForward: null,
      search: null,
      robustness: null,
      overfitting: null,
      ...input.checks,
    },
    dataQuality: dataQualityOf(input, statistics),
    assumptions: assumptionsOf(instrument, parameters),
  };
  return { document, statistics };
}
