import type { AskSource, Currency, EpochMs, MinorUnits } from '@pipwright/model';
import type { BacktestResult, CostTotals } from '../backtest-result.ts';
import { kRatio, rollingSharpe, tailRatio, ulcerIndex, type RollingSharpe } from './curve-ratios.ts';
import { dailyEquity, monthsOf, yearsOf, type DailyEquity, type MonthRow, type YearRow } from './daily-equity.ts';
import { deepestDrawdowns, drawdownOf, type Drawdown, type DrawdownSpan } from './drawdown.ts';
import { histogramOf, type Histogram } from './histogram.ts';
import type { RegimesBySymbol } from './market-regimes.ts';
import { momentsOf } from './moments.ts';
import { ruinLadder, type RuinStep } from './ruin.ts';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeRatio,
  sortinoRatio,
  TRADING_DAYS_PER_YEAR,
  type Trials,
} from './sharpe.ts';
import { exposureOf, tradeStatistics, type TradeStatistics } from './trade-statistics.ts';
import { groupTrades, TRADE_GROUP_NAMES, type TradeGroup, type TradeGroupName } from './trade-groups.ts';
import {
  excursionStatistics,
  holdingStatistics,
  type ExcursionStatistics,
  type HoldingStatistics,
} from './trade-profile.ts';

/** How sure the Sharpe ratio is, given its sample and the number of trials. Per trading day, not annualised. */
export interface SharpeEvidence {
  readonly sharpePerDay: number;
  readonly skewness: number;
  readonly kurtosis: number;
  /** Probability that the true Sharpe ratio is above 0. */
  readonly probabilisticSharpe: number;
  /** Probability that it is above what luck gives the best of `trials`. */
  readonly deflatedSharpe: number;
  readonly trials: number;
  /** Variance of their Sharpe ratios. */
  readonly sharpeVariance: number;
  /** What luck alone gives the best of them, annualised. */
  readonly luckySharpe: number;
  /** Trading days needed to be 95 % sure of a Sharpe ratio above 0; null where it is not even positive. */
  readonly minimumTrackRecordDays: number | null;
}

/**
 * What a backtest amounts to. Money in minor units; ratios come from daily returns of the equity, on trading days that
 * end at 17:00 New York, annualised with 252 days. `null` says that the sample is too small or the figure not defined.
 */
export interface Statistics {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  readonly finalBalance: MinorUnits;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly years: number;
  readonly tradingDays: number;
  readonly askSource: AskSource;
  readonly netProfit: MinorUnits;
  readonly returnFraction: number;
  readonly cagr: number | null;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  /** CAGR / deepest drawdown of the equity. */
  readonly calmar: number | null;
  readonly drawdown: { readonly equity: Drawdown; readonly balance: Drawdown };
  /** The five deepest falls, the deepest as a fraction first. */
  readonly drawdowns: { readonly equity: readonly DrawdownSpan[]; readonly balance: readonly DrawdownSpan[] };
  /** Root mean square of the daily falls from the peak, as fractions. */
  readonly ulcerIndex: number | null;
  /** |95 % quantile / 5 % quantile| of daily returns. */
  readonly tailRatio: number | null;
  /** Steadiness of the rise of the daily equity. */
  readonly kRatio: number | null;
  /** Null where there are fewer days than its window. */
  readonly rollingSharpe: RollingSharpe | null;
  /** Net profit / deepest drawdown of the equity in money. */
  readonly recoveryFactor: number | null;
  readonly exposure: number | null;
  /** Everything bought and sold / initial balance. */
  readonly turnover: number;
  readonly costs: CostTotals;
  /** Share of the exits at stop or target that rest on the pessimistic rule; null without such exits. */
  readonly ruleExitShare: number | null;
  /** Share of all fills whose price only the rule for the path inside a candle gives; null without fills. */
  readonly ruleFillShare: number | null;
  readonly trades: TradeStatistics;
  readonly excursions: ExcursionStatistics;
  readonly holding: HoldingStatistics | null;
  /** Nets of the trades in minor units, and daily returns as fractions. */
  readonly distribution: { readonly trades: Histogram | null; readonly daily: Histogram | null };
  readonly ruin: readonly RuinStep[] | null;
  readonly evidence: SharpeEvidence | null;
  readonly months: readonly MonthRow[];
  readonly yearRows: readonly YearRow[];
  readonly groups: Readonly<Record<TradeGroupName, readonly TradeGroup[]>>;
}

/** Fewer daily returns than this say nothing about a ratio. */
const DAYS_MIN = 30;
/** A shorter time is not worth compounding to a year. */
const YEARS_MIN = 0.25;
const YEAR_MS = 365.25 * 86_400_000;

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Computes every figure of a report from a result. `trials` counts the variants that were tried before this one was
 * kept, this one included; one trial means that nothing else was ever tried. Without `regimes` (see `marketRegimes`) no
 * trade is grouped by them.
 */
export function statisticsOf(result: BacktestResult, trials: Trials, regimes?: RegimesBySymbol): Statistics {
  const { initialBalance, finalBalance, equity, from, to, costs } = result;
  const daily = dailyEquity(equity, initialBalance);
  const enough = daily.returns.length >= DAYS_MIN;
  const years = (to - from) / YEAR_MS;
  const netProfit = (finalBalance - initialBalance) as MinorUnits;
  const growth = Math.max(0, finalBalance / initialBalance);
  const cagr = years < YEARS_MIN ? null : orNull(growth ** (1 / years) - 1);
  const drawdown = {
    equity: drawdownOf(equity.time, equity.equity, initialBalance),
    balance: drawdownOf(equity.time, equity.balance, initialBalance),
  };
  return {
    currency: result.currency,
    initialBalance,
    finalBalance,
    from,
    to,
    years,
    tradingDays: daily.returns.length,
    askSource: result.askSource,
    netProfit,
    returnFraction: finalBalance / initialBalance - 1,
    cagr,
    ...dailyRatios(daily, initialBalance),
    calmar: cagr === null ? null : orNull(cagr / drawdown.equity.fraction),
    drawdown,
    drawdowns: {
      equity: deepestDrawdowns(equity.time, equity.equity, initialBalance),
      balance: deepestDrawdowns(equity.time, equity.balance, initialBalance),
    },
    recoveryFactor: orNull(netProfit / drawdown.equity.absolute),
    exposure: exposureOf(result.trades, from, to),
    turnover: costs.turnover / initialBalance,
    costs,
    ruleExitShare: orNull(result.ruleExits / result.barrierExits),
    ruleFillShare: ruleFillShare(result),
    ...tradeFigures(result, daily, regimes),
    evidence: enough ? evidenceOf(daily.returns, trials) : null,
    months: monthsOf(daily, initialBalance),
    yearRows: yearsOf(daily, initialBalance),
  };
}

function ruleFillShare({ fillSources }: BacktestResult): number | null {
  const fills = Object.values(fillSources).reduce((sum, count) => sum + count, 0);
  return orNull(fillSources.rule / fills);
}

type DailyRatios = Pick<
  Statistics,
  'volatility' | 'sharpe' | 'sortino' | 'ulcerIndex' | 'tailRatio' | 'kRatio' | 'rollingSharpe'
>;

function dailyRatios({ returns, equity, dayEnd }: DailyEquity, initial: number): DailyRatios {
  const ratio = (value: number): number | null => (returns.length >= DAYS_MIN ? orNull(value) : null);
  const rolling = rollingSharpe(dayEnd, returns);
  return {
    volatility: ratio(momentsOf(returns).deviation * Math.sqrt(TRADING_DAYS_PER_YEAR)),
    sharpe: ratio(sharpeRatio(returns)),
    sortino: ratio(sortinoRatio(returns)),
    ulcerIndex: ratio(ulcerIndex(equity, initial)),
    tailRatio: ratio(tailRatio(returns)),
    kRatio: ratio(kRatio(equity)),
    rollingSharpe: rolling.sharpe.length === 0 ? null : rolling,
  };
}

type TradeFigures = Pick<Statistics, 'trades' | 'excursions' | 'holding' | 'distribution' | 'ruin' | 'groups'>;

function tradeFigures(
  { trades, initialBalance }: BacktestResult,
  { returns }: DailyEquity,
  regimes?: RegimesBySymbol,
): TradeFigures {
  const nets = trades.map(({ split }) => split.net);
  const groups = {} as Record<TradeGroupName, TradeGroup[]>;
  for (const name of TRADE_GROUP_NAMES) groups[name] = groupTrades(trades, name, regimes);
  return {
    trades: tradeStatistics(trades),
    excursions: excursionStatistics(trades),
    holding: holdingStatistics(trades),
    distribution: { trades: histogramOf(nets), daily: histogramOf(returns) },
    ruin: ruinLadder(nets, initialBalance),
    groups,
  };
}

/** Null where the returns do not vary. */
function evidenceOf(returns: readonly number[], trials: Trials): SharpeEvidence | null {
  const { count, mean, deviation, skewness, kurtosis } = momentsOf(returns);
  if (!(deviation > 0)) return null;
  const sample = { sharpe: mean / deviation, observations: count, skewness, kurtosis };
  const lucky = expectedMaximumSharpe(trials.count, trials.sharpeVariance);
  return {
    sharpePerDay: sample.sharpe,
    skewness,
    kurtosis,
    probabilisticSharpe: probabilisticSharpe(sample),
    deflatedSharpe: deflatedSharpe(sample, trials),
    trials: trials.count,
    sharpeVariance: trials.sharpeVariance,
    luckySharpe: lucky * Math.sqrt(TRADING_DAYS_PER_YEAR),
    minimumTrackRecordDays: orNull(minimumTrackRecord(sample)),
  };
}
