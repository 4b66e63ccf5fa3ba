// Long because it is one table: every figure of the report with its unit and formula, in the order in which it is shown.
import type { Statistics } from '@pipwright/backtest';
import type { Figure, FigureUnit } from '@pipwright/protocol';

/** How a figure is shown and compared: signed ones are coloured, and more of them is better. */
const SIGNED = { signed: true, better: 'higher' } as const;
const MORE = { signed: false, better: 'higher' } as const;
const LESS = { signed: false, better: 'lower' } as const;
const PLAIN = { signed: false, better: null } as const;

function figure(
  name: string,
  value: number | null,
  unit: FigureUnit,
  formula: string,
  reading: Pick<Figure, 'signed' | 'better'> = PLAIN,
): Figure {
  return { name, value: value === null || !Number.isFinite(value) ? null : value, unit, formula, ...reading };
}

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
    figure('Gross profit', trades.grossProfit, 'money', 'Sum of the trades that won, after costs.', SIGNED),
    figure('Gross loss', trades.grossLoss, 'money', 'Sum of the trades that lost, after costs.', SIGNED),
    figure('Expected payoff', trades.expectancy, 'money', 'Mean net profit of a trade.', SIGNED),
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
    figure(
      'Max drawdown, equity',
      drawdown.equity.fraction,
      'fraction',
      'Deepest fall of the equity from its highest value before.',
      LESS,
    ),
    figure('Max drawdown, equity', drawdown.equity.absolute, 'money', 'Deepest fall of the equity in money.', LESS),
    figure(
      'Max drawdown, balance',
      drawdown.balance.fraction,
      'fraction',
      'Deepest fall of the balance, which sees closed trades only.',
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
    figure('Exposure', statistics.exposure, 'fraction', 'Share of the time in which a position was open.'),
    figure(
      'Daily skewness',
      evidence?.skewness ?? null,
      'ratio',
      'Skewness of daily returns; negative: rare losses are larger than rare gains.',
      SIGNED,
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
    figure('Win rate', trades.winRate, 'fraction', 'Share of trades with a net profit above 0.', MORE),
    figure('Average win', trades.averageWin, 'money', 'Mean net profit of the trades that won.', SIGNED),
    figure('Average loss', trades.averageLoss, 'money', 'Mean net loss of the trades that lost.', SIGNED),
    figure('Longest losing run', trades.longestLosingRun, 'count', 'Most losing trades in a row.', LESS),
    figure('Average holding', trades.averageHoldingHours, 'hours', 'Mean time from entry to exit.'),
    figure(
      'Average adverse',
      trades.averageAdverse,
      'money',
      'Mean of the worst floating profit of each trade.',
      SIGNED,
    ),
    figure(
      'Average favourable',
      trades.averageFavourable,
      'money',
      'Mean of the best floating profit of each trade.',
      SIGNED,
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
