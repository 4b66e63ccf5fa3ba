// Long because it is one table: every figure of the report with its unit and formula, in the order in which it is shown.
import type { Statistics } from '@pipwright/backtest';
import type { Figure, FigureUnit } from '@pipwright/protocol';

function figure(name: string, value: number | null, unit: FigureUnit, formula: string, signed = false): Figure {
  return { name, value: value === null || !Number.isFinite(value) ? null : value, unit, formula, signed };
}

/** The figures that a trader looks at first. */
export function headlineFigures(statistics: Statistics): Figure[] {
  const { evidence, trades, drawdown } = statistics;
  return [
    figure('Net profit', statistics.netProfit, 'money', 'Final balance minus initial balance, after all costs.', true),
    figure('Return', statistics.returnFraction, 'fraction', 'Net profit / initial balance.', true),
    figure('Sharpe', statistics.sharpe, 'ratio', 'Mean / deviation of daily returns of the equity x √252.', true),
    figure(
      'Deflated Sharpe',
      evidence?.deflatedSharpe ?? null,
      'fraction',
      'Probability that the true Sharpe ratio is above what luck gives the best of all trials (Bailey and López de Prado, 2014). 95 % is evidence.',
    ),
    figure(
      'Max drawdown',
      drawdown.equity.fraction,
      'fraction',
      'Deepest fall of the equity from its highest value before.',
    ),
    figure('Profit factor', trades.profitFactor, 'ratio', 'Sum of winning trades / sum of losing trades, after costs.'),
    figure('Trades', trades.count, 'count', 'Closed positions.'),
  ];
}

function profitFigures(statistics: Statistics): Figure[] {
  const { trades, costs } = statistics;
  return [
    figure('Net profit', statistics.netProfit, 'money', 'Final balance minus initial balance, after all costs.', true),
    figure('Profit before costs', costs.price, 'money', 'Moves of the mid price between entry and exit.', true),
    figure(
      'Total costs',
      costs.spread + costs.slippage + costs.commission + costs.swap,
      'money',
      'Spread, slippage, commission and swap; negative is paid.',
      true,
    ),
    figure('CAGR', statistics.cagr, 'fraction', '(Final / initial balance)^(1 / years) - 1.', true),
    figure('Gross profit', trades.grossProfit, 'money', 'Sum of the trades that won, after costs.', true),
    figure('Gross loss', trades.grossLoss, 'money', 'Sum of the trades that lost, after costs.', true),
    figure('Expected payoff', trades.expectancy, 'money', 'Mean net profit of a trade.', true),
    figure('Turnover', statistics.turnover, 'ratio', 'Value of everything bought and sold / initial balance.'),
  ];
}

function riskFigures(statistics: Statistics): Figure[] {
  const { drawdown, evidence } = statistics;
  return [
    figure(
      'Sharpe',
      statistics.sharpe,
      'ratio',
      'Mean / deviation of daily returns of the equity x √252; days end at 17:00 New York.',
      true,
    ),
    figure(
      'Sortino',
      statistics.sortino,
      'ratio',
      'Mean of daily returns / root mean square of the losing ones x √252.',
      true,
    ),
    figure('Calmar', statistics.calmar, 'ratio', 'CAGR / deepest drawdown of the equity.', true),
    figure('Volatility', statistics.volatility, 'fraction', 'Deviation of daily returns x √252.'),
    figure(
      'Max drawdown, equity',
      drawdown.equity.fraction,
      'fraction',
      'Deepest fall of the equity from its highest value before.',
    ),
    figure('Max drawdown, equity', drawdown.equity.absolute, 'money', 'Deepest fall of the equity in money.'),
    figure(
      'Max drawdown, balance',
      drawdown.balance.fraction,
      'fraction',
      'Deepest fall of the balance, which sees closed trades only.',
    ),
    figure(
      'Longest drawdown',
      drawdown.equity.longestDays,
      'days',
      'Longest time from a peak of the equity until it was reached again or the data ended.',
    ),
    figure(
      'Recovery factor',
      statistics.recoveryFactor,
      'ratio',
      'Net profit / deepest drawdown of the equity in money.',
      true,
    ),
    figure('Exposure', statistics.exposure, 'fraction', 'Share of the time in which a position was open.'),
    figure(
      'Daily skewness',
      evidence?.skewness ?? null,
      'ratio',
      'Skewness of daily returns; negative: rare losses are larger than rare gains.',
      true,
    ),
    figure(
      'Daily kurtosis',
      evidence?.kurtosis ?? null,
      'ratio',
      'Kurtosis of daily returns; 3 is normal, more means fat tails.',
    ),
  ];
}

function tradeFigures({ trades }: Statistics): Figure[] {
  return [
    figure('Trades', trades.count, 'count', 'Closed positions.'),
    figure('Win rate', trades.winRate, 'fraction', 'Share of trades with a net profit above 0.'),
    figure('Average win', trades.averageWin, 'money', 'Mean net profit of the trades that won.', true),
    figure('Average loss', trades.averageLoss, 'money', 'Mean net loss of the trades that lost.', true),
    figure('Longest losing run', trades.longestLosingRun, 'count', 'Most losing trades in a row.'),
    figure('Average holding', trades.averageHoldingHours, 'hours', 'Mean time from entry to exit.'),
    figure('Average adverse', trades.averageAdverse, 'money', 'Mean of the worst floating profit of each trade.', true),
    figure(
      'Average favourable',
      trades.averageFavourable,
      'money',
      'Mean of the best floating profit of each trade.',
      true,
    ),
    figure('Volume', trades.volume, 'lots', 'Lots of all entries.'),
  ];
}

function evidenceFigures({ evidence, tradingDays }: Statistics): Figure[] {
  return [
    figure('Trials', evidence?.trials ?? null, 'count', 'Variants that were tried on this series, this one included.'),
    figure(
      'Probabilistic Sharpe',
      evidence?.probabilisticSharpe ?? null,
      'fraction',
      'Probability that the true Sharpe ratio is above 0, given length, skewness and kurtosis.',
    ),
    figure(
      'Deflated Sharpe',
      evidence?.deflatedSharpe ?? null,
      'fraction',
      'The same against what luck gives the best of all trials. 95 % is evidence.',
    ),
    figure(
      'Sharpe by luck',
      evidence?.luckySharpe ?? null,
      'ratio',
      'What the best of so many trials without skill is expected to show, annualised.',
    ),
    figure('Track record', tradingDays, 'days', 'Trading days of the backtest.'),
    figure(
      'Track record needed',
      evidence?.minimumTrackRecordDays ?? null,
      'days',
      'Trading days needed to be 95 % sure of a Sharpe ratio above 0; N/A where the ratio is not positive.',
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
