// Long because it is one table: every figure of the report with its unit and formula, in the order in which it is shown.
import type { Statistics } from '@pipwright/backtest';
import type { Figure } from '@pipwright/protocol';
import { figure, LESS, MORE, SIGNED, TONED } from './figure.ts';

/** The figures that a trader looks at first. */
export function headlineFigures(statistics: Statistics): Figure[] {
  const { evidence, trades, drawdown } = statistics;
  return [
    figure(
      'Net profit',
      statistics.netProfit,
      'money',
      'Final balance minus initial balance, after all costs.',
      SIGNED,
    ),
    figure('Return', statistics.returnFraction, 'fraction', 'Net profit / initial balance.', SIGNED),
    figure('Sharpe', statistics.sharpe, 'ratio', 'Mean / deviation of daily returns of the equity x √252.', SIGNED),
    figure(
      'Deflated Sharpe',
      evidence?.deflatedSharpe ?? null,
      'fraction',
      'Probability that the true Sharpe ratio is above what luck gives the best of all trials (Bailey and López de Prado, 2014). 95 % is evidence.',
      MORE,
    ),
    figure(
      'Max drawdown',
      drawdown.equity.fraction,
      'fraction',
      'Deepest fall of the equity from its highest value before.',
      LESS,
    ),
    figure(
      'Profit factor',
      trades.profitFactor,
      'ratio',
      'Sum of winning trades / sum of losing trades, after costs.',
      MORE,
    ),
    figure('Trades', trades.count, 'count', 'Closed positions.'),
  ];
}

function profitFigures(statistics: Statistics): Figure[] {
  const { trades, costs } = statistics;
  return [
    figure(
      'Net profit',
      statistics.netProfit,
      'money',
      'Final balance minus initial balance, after all costs.',
      SIGNED,
    ),
    figure('Profit before costs', costs.price, 'money', 'Moves of the mid price between entry and exit.', SIGNED),
    figure(
      'Total costs',
      costs.spread + costs.slippage + costs.commission + costs.swap,
      'money',
      'Spread, slippage, commission and swap; negative is paid.',
      SIGNED,
    ),
    figure('CAGR', statistics.cagr, 'fraction', '(Final / initial balance)^(1 / years) - 1.', SIGNED),
    figure('Gross profit', trades.grossProfit, 'money', 'Sum of the trades that won, after costs.', TONED),
    figure('Gross loss', trades.grossLoss, 'money', 'Sum of the trades that lost, after costs.', TONED),
    figure('Expected payoff', trades.expectancy, 'money', 'Mean net profit of a trade.', SIGNED),
    figure('Turnover', statistics.turnover, 'ratio', 'Value of everything bought and sold / initial balance.'),
  ];
}

function riskFigures(statistics: Statistics): Figure[] {
  return [
    figure(
      'Sharpe',
      statistics.sharpe,
      'ratio',
      'Mean / deviation of daily returns of the equity x √252; days end at 17:00 New York.',
      SIGNED,
    ),
    figure(
      'Sortino',
      statistics.sortino,
      'ratio',
      'Mean of daily returns / root mean square of the losing ones x √252.',
      SIGNED,
    ),
    figure('Calmar', statistics.calmar, 'ratio', 'CAGR / deepest drawdown of the equity.', SIGNED),
    figure('Volatility', statistics.volatility, 'fraction', 'Deviation of daily returns x √252.', LESS),
    ...drawdownFigures(statistics),
    ...shapeFigures(statistics),
    ...ruinFigures(statistics),
    figure('Exposure', statistics.exposure, 'fraction', 'Share of the time in which a position was open.'),
  ];
}

function drawdownFigures(statistics: Statistics): Figure[] {
  const { drawdown } = statistics;
  return [
    figure(
      'Equity drawdown',
      drawdown.equity.fraction,
      'fraction',
      'Deepest fall of the equity from its highest value before.',
      LESS,
    ),
    figure('Equity drawdown, money', drawdown.equity.absolute, 'money', 'Deepest fall of the equity in money.', LESS),
    figure(
      'Balance drawdown',
      drawdown.balance.fraction,
      'fraction',
      'Deepest fall of the balance, which sees closed trades only.',
      LESS,
    ),
    figure(
      'Balance drawdown, money',
      drawdown.balance.absolute,
      'money',
      'Deepest fall of the balance in money.',
      LESS,
    ),
    figure(
      'Below the start',
      drawdown.equity.belowInitial,
      'money',
      'Deepest fall of the equity below the initial balance; the absolute drawdown of MetaTrader.',
      LESS,
    ),
    figure(
      'Longest drawdown',
      drawdown.equity.longestDays,
      'days',
      'Longest time from a peak of the equity until it was reached again or the data ended.',
      LESS,
    ),
    figure(
      'Recovery factor',
      statistics.recoveryFactor,
      'ratio',
      'Net profit / deepest drawdown of the equity in money.',
      SIGNED,
    ),
    figure(
      'Ulcer index',
      statistics.ulcerIndex,
      'fraction',
      'Root mean square of the daily falls from the peak (Martin and McCann, 1989).',
      LESS,
    ),
  ];
}

/** How the days and the curve are shaped. */
function shapeFigures({ evidence, tailRatio, kRatio }: Statistics): Figure[] {
  return [
    figure(
      'Tail ratio',
      tailRatio,
      'ratio',
      '95 % quantile / 5 % quantile of daily returns: above 1, large gains are larger than large losses.',
      MORE,
    ),
    figure(
      'K-ratio',
      kRatio,
      'ratio',
      'Slope of the logarithm of the equity / its standard error, scaled to a year: how steadily it rises (Kestner, 2013).',
      SIGNED,
    ),
    figure(
      'Daily skewness',
      evidence?.skewness ?? null,
      'ratio',
      'Skewness of daily returns; negative: rare losses are larger than rare gains.',
      TONED,
    ),
    figure(
      'Daily kurtosis',
      evidence?.kurtosis ?? null,
      'ratio',
      'Kurtosis of daily returns; 3 is normal, more means fat tails.',
    ),
  ];
}

function ruinFigures({ ruin }: Statistics): Figure[] {
  const half = ruin?.find(({ fraction }) => fraction === 0.5);
  return [
    figure(
      'Risk of losing half',
      half?.probability ?? null,
      'fraction',
      'Probability that such trades, for ever at this size, ever take half of the initial balance: exp(-2 mean x loss / variance). A lower bound.',
      LESS,
    ),
  ];
}

function holdingFigures({ holding }: Statistics): Figure[] {
  return [
    figure('Median holding', holding?.median ?? null, 'hours', 'Half of the trades were open for less.'),
    figure('Longest holding', holding?.longest ?? null, 'hours', 'Longest time from entry to exit.'),
    figure('Holding of winners', holding?.winners ?? null, 'hours', 'Mean time that trades were open that won.'),
    figure('Holding of losers', holding?.losers ?? null, 'hours', 'Mean time that trades were open that lost.'),
  ];
}

function tradeFigures(statistics: Statistics): Figure[] {
  const { trades, excursions } = statistics;
  return [
    figure('Trades', trades.count, 'count', 'Closed positions.'),
    figure('Win rate', trades.winRate, 'fraction', 'Share of trades with a net profit above 0.', MORE),
    figure('Average win', trades.averageWin, 'money', 'Mean net profit of the trades that won.', SIGNED),
    figure('Average loss', trades.averageLoss, 'money', 'Mean net loss of the trades that lost.', SIGNED),
    figure('Payoff ratio', trades.payoffRatio, 'ratio', 'Mean win / mean loss.', MORE),
    figure(
      'Expectancy ratio',
      trades.expectancyRatio,
      'ratio',
      'Expected payoff / mean loss: what is won for each unit that is usually lost.',
      SIGNED,
    ),
    figure(
      'System quality (SQN)',
      trades.systemQuality,
      'ratio',
      'Square root of the number of trades x mean / deviation of their nets (Tharp).',
      SIGNED,
    ),
    figure('Longest winning run', trades.longestWinningRun, 'count', 'Most winning trades in a row.', MORE),
    figure('Longest losing run', trades.longestLosingRun, 'count', 'Most losing trades in a row.', LESS),
    figure('Average holding', trades.averageHoldingHours, 'hours', 'Mean time from entry to exit.'),
    ...holdingFigures(statistics),
    figure(
      'Average adverse',
      trades.averageAdverse,
      'money',
      'Mean of the worst floating profit of each trade.',
      TONED,
    ),
    figure(
      'Average favourable',
      trades.averageFavourable,
      'money',
      'Mean of the best floating profit of each trade.',
      TONED,
    ),
    figure(
      'Edge ratio',
      excursions.edgeRatio,
      'ratio',
      'Mean best / mean worst floating profit: above 1, entries were followed by more good than bad.',
      MORE,
    ),
    figure(
      'Exit efficiency',
      excursions.exitEfficiency,
      'fraction',
      'Share of their best floating profit that the winners kept, before commission and swap.',
      MORE,
    ),
    figure('Volume', trades.volume, 'lots', 'Lots of all entries.'),
  ];
}

function evidenceFigures({ evidence, tradingDays, ruleFillShare }: Statistics): Figure[] {
  return [
    figure('Trials', evidence?.trials ?? null, 'count', 'Variants that were tried on this series, this one included.'),
    figure(
      'Probabilistic Sharpe',
      evidence?.probabilisticSharpe ?? null,
      'fraction',
      'Probability that the true Sharpe ratio is above 0, given length, skewness and kurtosis.',
      MORE,
    ),
    figure(
      'Deflated Sharpe',
      evidence?.deflatedSharpe ?? null,
      'fraction',
      'The same against what luck gives the best of all trials. 95 % is evidence.',
      MORE,
    ),
    figure(
      'Sharpe by luck',
      evidence?.luckySharpe ?? null,
      'ratio',
      'What the best of so many trials without skill is expected to show, annualised.',
    ),
    figure('Track record', tradingDays, 'days', 'Trading days of the backtest.', MORE),
    figure(
      'Track record needed',
      evidence?.minimumTrackRecordDays ?? null,
      'days',
      'Trading days needed to be 95 % sure of a Sharpe ratio above 0; N/A where the ratio is not positive.',
      LESS,
    ),
    figure(
      'Fills by rule',
      ruleFillShare,
      'fraction',
      'Share of the fills whose price only the rule for the way inside a candle gives.',
      LESS,
    ),
  ];
}

/** All figures, in groups. */
export function figureGroups(statistics: Statistics): { group: string; figures: Figure[] }[] {
  return [
    { group: 'Profit', figures: profitFigures(statistics) },
    { group: 'Risk', figures: riskFigures(statistics) },
    { group: 'Trades', figures: tradeFigures(statistics) },
    { group: 'Evidence', figures: evidenceFigures(statistics) },
  ];
}
