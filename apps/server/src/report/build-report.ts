import {
  marketRegimes,
  overfittingOf,
  statisticsOf,
  verdictOf,
  VerdictKind,
  type BacktestResult,
  type Statistics,
  type Verdict,
} from '@pipwright/backtest';
import { minorDigits, type CandleSeries, type Instrument } from '@pipwright/model';
import type { ReportDocument, ReportSections } from '@pipwright/protocol';
import { VERSION } from '../package-version.ts';
import { toTradeMessage } from '../paper/trade-message.ts';
import { accountEventsOf, fillSourcesOf } from './account-sections.ts';
import { assumptionsOf } from './assumptions.ts';
import { breakdownsOf } from './breakdowns.ts';
import { reportMarket } from './chart-candles.ts';
import { dataQualityOf } from './data-quality.ts';
import { figureGroups, headlineFigures } from './figures.ts';
import { modelSection } from './model-section.ts';
import type { ReportInput, ReportStudies } from './report-input.ts';
import { distributionsOf, drawdownsOf, monthlyOf, rollingOf, yearlyOf } from './report-results.ts';
import { equityAt, telltalePoints } from './thin-equity.ts';

/** The equity is drawn by at most four points of each. */
const EQUITY_BUCKETS = 1000;

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

function judge(statistics: Statistics, result: BacktestResult, studies: ReportStudies): Verdict {
  const { searchStudy, robustness, walkForward } = studies;
  return verdictOf(statistics, result.decisions, {
    backtestOverfitting: searchStudy?.backtestOverfitting,
    realityCheck: searchStudy?.realityCheck,
    robustness,
    walkForward:
      walkForward === undefined || walkForward === null
        ? undefined
        : {
            folds: walkForward.folds.length,
            net: walkForward.folds.reduce((sum, { net }) => sum + net, 0),
            efficiency: walkForward.efficiency,
          },
  });
}

interface Market {
  readonly instrument: Instrument;
  readonly series: CandleSeries;
}

function sectionsOf(
  input: ReportInput,
  markets: readonly Market[],
  statistics: Statistics,
  verdict: Verdict,
  points: readonly number[],
): ReportSections {
  const { result, strategy, studies = {} } = input;
  const { benchmark } = result;
  return {
    strategy: strategy ?? null,
    symbols: markets.map(({ instrument }) => instrument.symbol),
    benchmark: {
      name: `Buy and hold ${benchmark.symbol}`,
      equity: points.map((index) => Math.round(benchmark.equity[index]!)),
    },
    fillSources: fillSourcesOf(result),
    rolling: rollingOf(statistics),
    accountEvents: accountEventsOf(result),
    walkForward: studies.walkForward ?? null,
    search: studies.search ?? null,
    robustness: studies.robustness ?? null,
    overfitting:
      verdict.findings.length === 0 ? null : overfittingOf(statistics, verdict.findings, studies.searchStudy),
  };
}

function titleOf({ strategy, series }: ReportInput, markets: readonly Market[]): string {
  const symbols = markets.map(({ instrument }) => instrument.symbol).join(', ');
  return strategy === undefined
    ? `${symbols} ${series.timeframe} backtest`
    : `${strategy.name} on ${symbols} ${series.timeframe}`;
}

/** Which run this is, and on what. */
function identity(input: ReportInput, markets: readonly Market[]) {
  const { result, instrument, series, simulated, generatedAt } = input;
  const { runId, digest, from, to, currency, initialBalance } = result;
  const { symbol, description, digits, pipSize, quote } = instrument;
  return {
    version: VERSION,
    title: titleOf(input, markets),
    generatedAt,
    runId,
    digest,
    simulated,
    instrument: { symbol, description, digits, pipSize, quote },
    timeframe: series.timeframe,
    from,
    to,
    currency,
    minorDigits: minorDigits(currency),
    initialBalance,
  };
}

/** Statistics, verdict and everything that the report page shows. */
export function buildReport(input: ReportInput): { document: ReportDocument; statistics: Statistics } {
  const { result, instrument, series, parameters, studies = {} } = input;
  const markets = [{ instrument, series }, ...(input.others ?? [])];
  const regimes = new Map(markets.map((market) => [market.instrument.symbol, marketRegimes(market.series)]));
  const statistics = statisticsOf(result, input.trials, regimes);
  const verdict = judge(statistics, result, studies);
  const points = telltalePoints(result.equity.equity, EQUITY_BUCKETS);
  const instruments = new Map(markets.map((market) => [market.instrument.symbol, market.instrument]));
  const document: ReportDocument = {
    ...identity(input, markets),
    verdict: {
      evidence: verdict.kind === VerdictKind.Evidence,
      headline: verdict.headline,
      reasons: [...verdict.reasons, ...verdict.cautions],
    },
    headline: headlineFigures(statistics),
    figures: figureGroups(statistics),
    equity: equityAt(result.equity, points),
    monthly: monthlyOf(result, statistics),
    yearly: yearlyOf(result, statistics),
    drawdowns: drawdownsOf(statistics),
    distributions: distributionsOf(statistics),
    markets: markets.map((market) => reportMarket(market.instrument, market.series, result.trades, markets.length)),
    trades: result.trades.map((trade) => {
      const message = toTradeMessage(instruments.get(trade.symbol) ?? instrument, trade);
      // Without a model the session takes even chances, which nobody predicted.
      return result.modelId === null ? { ...message, probability: null } : message;
    }),
    waterfall: waterfall(result),
    breakdowns: breakdownsOf(statistics),
    decisions: decisionsOf(result),
    model: input.model === null ? null : modelSection(input.model),
    sections: sectionsOf(input, markets, statistics, verdict, points),
    dataQuality: dataQualityOf(input, statistics),
    assumptions: [...assumptionsOf(instrument, parameters), ...(input.assumptions ?? [])],
  };
  return { document, statistics };
}
