// Long because it says of every momentum indicator what it is, in one table.
import { entry } from '../registry-entry.ts';
import { Rsi } from './rsi.ts';
import { Roc } from './roc.ts';
import { LogReturn } from './log-return.ts';
import { Stochastic } from './stochastic.ts';
import { StochasticFast } from './stochastic-fast.ts';
import { StochRsi } from './stoch-rsi.ts';
import { ConnorsRsi } from './connors-rsi.ts';
import { Smi } from './smi.ts';
import { WilliamsR } from './williams-r.ts';
import { Kdj } from './kdj.ts';
import { Cci } from './cci.ts';
import { Cmo } from './cmo.ts';
import { Momentum } from './momentum.ts';
import { Tsi } from './tsi.ts';
import { Ultimate } from './ultimate.ts';
import { Awesome } from './awesome.ts';
import { Accelerator } from './accelerator.ts';
import { Fisher } from './fisher.ts';
import { RelativeVigor } from './relative-vigor.ts';
import { Bop } from './bop.ts';
import { Pmo } from './pmo.ts';
import { Coppock } from './coppock.ts';
import { LaguerreRsi } from './laguerre-rsi.ts';
import { WaveTrend } from './wave-trend.ts';
import { IntradayMomentum } from './intraday-momentum.ts';
import { RelativeMomentum } from './relative-momentum.ts';
import { CyberCycle } from './cyber-cycle.ts';
import { RoofingFilter } from './roofing-filter.ts';
import { Streak } from './streak.ts';
import { PercentRank } from './percent-rank.ts';

/** The momentum indicators of the registry. */
export const MOMENTUM = {
  rsi: entry({
    id: 'rsi',
    name: 'Relative strength index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How much of the recent movement was upwards, 0 to 100. Above 70 a rise is held to be stretched, below 30 a fall; 50 where nothing moved.',
    source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978',
    notes:
      "Gains and losses are averaged by Wilder's average, seeded with their plain mean, as in TA-Lib. Of simple averages (Cutler's RSI) it is 50 + cmo / 2.",
    guides: [30, 70],
    make: (options) => new Rsi(options),
  }),
  roc: entry({
    id: 'roc',
    name: 'Rate of change and momentum',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'Change over so many bars in percent (roc) and as a difference (momentum). Above 0 the price is higher than it was.',
    source: 'Traditional; as ROC and MOM in TA-Lib',
    guides: [0],
    make: (options) => new Roc(options),
  }),
  'log-return': entry({
    id: 'log-return',
    name: 'Log return',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 1 },
    description:
      'Natural logarithm of the price over the price so many bars before: returns that add up over time. NaN where a price is not positive.',
    source: 'Traditional, in use since Osborne, Brownian Motion in the Stock Market, 1959',
    guides: [0],
    make: (options) => new LogReturn(options),
  }),
  stochastic: entry({
    id: 'stochastic',
    name: 'Stochastic oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14, smooth: 3, signal: 3 },
    description:
      'Where the close lies between the lowest low and the highest high, 0 to 100, smoothed (k), and its average (d). Above 80 the close is near the top of its range, below 20 near the bottom.',
    source: 'George Lane, 1950s; as STOCH with simple averages in TA-Lib',
    notes: 'A range of nothing gives 50; TA-Lib gives 0 there.',
    guides: [20, 80],
    make: (options) => new Stochastic(options),
  }),
  'stochastic-fast': entry({
    id: 'stochastic-fast',
    name: 'Fast stochastic oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 5, signal: 3 },
    description:
      'Where the close lies between the lowest low and the highest high, 0 to 100, as it is (k), and its average (d). It turns earlier and more often than the smoothed one.',
    source: 'George Lane, 1950s; as STOCHF in TA-Lib',
    notes: 'A range of nothing gives 50; TA-Lib gives 0 there.',
    guides: [20, 80],
    make: (options) => new StochasticFast(options),
  }),
  'stoch-rsi': entry({
    id: 'stoch-rsi',
    name: 'Stochastic RSI',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14, range: 14, smooth: 3, signal: 3 },
    description:
      'Where the RSI lies between its own lowest and highest values, 0 to 100. It reaches its ends far more often than the RSI; above 80 and below 20 the RSI itself is stretched.',
    source: 'Tushar Chande and Stanley Kroll, The New Technical Trader, 1994',
    notes:
      'k is averaged over 3 values by default, as TradingView and LEAN do; smooth = 1 gives the bare value. A range of nothing gives 50.',
    guides: [20, 80],
    make: (options) => new StochRsi(options),
  }),
  'connors-rsi': entry({
    id: 'connors-rsi',
    name: 'Connors RSI',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 3, streak: 2, rank: 100 },
    description:
      'Average of a short RSI, the RSI of the number of rises or falls in a row, and the rank of the last change among those before, 0 to 100. Above 90 a short rise is stretched, below 10 a short fall.',
    source: 'Larry Connors and Cesar Alvarez, An Introduction to ConnorsRSI, 2012',
    notes:
      'The rank needs a whole window of changes before the last one: NaN one row longer than in Stock.Indicators, which ranks its first value among one fewer (row 100). The streak is 0 at the first bar; the RSI of it is shown from its first value on, two rows earlier than there.',
    guides: [10, 90],
    make: (options) => new ConnorsRsi(options),
  }),
  smi: entry({
    id: 'smi',
    name: 'Stochastic momentum index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 13, first: 25, second: 2, signal: 3 },
    description:
      'How far the close is from the middle of its range, twice smoothed, -100 to 100. Above 40 the close stays near the top of its range, below -40 near the bottom.',
    source: 'William Blau, Stochastic Momentum, Stocks & Commodities, 1993; averages seeded as in Stock.Indicators',
    notes:
      'The exponential averages start with their first value, not with a mean of several as elsewhere in this package, so that a value is there after one period.',
    guides: [-40, 0, 40],
    make: (options) => new Smi(options),
  }),
  'williams-r': entry({
    id: 'williams-r',
    name: 'Williams %R',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How far the close is below the highest high, in percent of the range, -100 to 0. Above -20 the close is near the top of its range, below -80 near the bottom.',
    source: 'Larry Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973',
    notes: 'A range of nothing gives -50; TA-Lib gives 0 there.',
    guides: [-80, -20],
    make: (options) => new WilliamsR(options),
  }),
  kdj: entry({
    id: 'kdj',
    name: 'KDJ',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 9, smooth: 3, signal: 3 },
    description:
      'A stochastic oscillator with exponential smoothing (k, d) and j = 3 k - 2 d, which runs ahead of both and leaves 0 to 100 at turns.',
    source: 'In common use in Asian markets; K and D start from 50 as on Chinese trading terminals',
    guides: [0, 20, 80, 100],
    make: (options) => new Kdj(options),
  }),
  cci: entry({
    id: 'cci',
    name: 'Commodity channel index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'Distance of the typical price from its average, in 0.015 mean absolute deviations. About three quarters of all values lie between -100 and 100; beyond them a move is unusual.',
    source: 'Donald Lambert, Commodity Channel Index, Commodities, 1980',
    guides: [-100, 0, 100],
    make: (options) => new Cci(options),
  }),
  cmo: entry({
    id: 'cmo',
    name: 'Chande momentum oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'Sum of the rises less the sum of the falls in percent of both, -100 to 100. Above 50 a rise is stretched, below -50 a fall.',
    source: 'Tushar Chande and Stanley Kroll, The New Technical Trader, 1994',
    notes:
      "Plain sums over the period, as Chande defined it. TA-Lib's CMO takes Wilder's averages instead and so equals 2 RSI - 100.",
    guides: [-50, 0, 50],
    make: (options) => new Cmo(options),
  }),
  momentum: entry({
    id: 'momentum',
    name: 'Momentum',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 10 },
    description: 'The price less the price so many bars before. Above 0 and rising, a rise gathers speed.',
    source: 'Traditional; as MOM in TA-Lib',
    guides: [0],
    make: (options) => new Momentum(options),
  }),
  tsi: entry({
    id: 'tsi',
    name: 'True strength index',
    group: 'momentum',
    pane: 'own',
    parameters: { slow: 25, fast: 13, signal: 7 },
    description:
      'Twice smoothed change in percent of the twice smoothed size of the changes, -100 to 100. Above 0 the movement is upwards; crossings of the signal mark turns.',
    source: 'William Blau, True Strength Index, Stocks & Commodities, 1991',
    guides: [-25, 0, 25],
    make: (options) => new Tsi(options),
  }),
  ultimate: entry({
    id: 'ultimate',
    name: 'Ultimate oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { short: 7, middle: 14, long: 28 },
    description:
      'How much of the true range was buying, over three periods at once, 0 to 100. Above 70 a rise is stretched, below 30 a fall.',
    source: 'Larry Williams, The Ultimate Oscillator, Stocks & Commodities, 1985; as ULTOSC in TA-Lib',
    notes: 'A period without any range counts as 50; TA-Lib counts it as 0.',
    guides: [30, 50, 70],
    make: (options) => new Ultimate(options),
  }),
  awesome: entry({
    id: 'awesome',
    name: 'Awesome oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { fast: 5, slow: 34 },
    description:
      'Short less long average of the middle of the bars (oscillator), and in percent of the bar (percent). Above 0 the last bars lie higher than those before.',
    source: 'Bill Williams, New Trading Dimensions, 1998',
    guides: [0],
    make: (options) => new Awesome(options),
  }),
  accelerator: entry({
    id: 'accelerator',
    name: 'Accelerator oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { fast: 5, slow: 34, signal: 5 },
    description:
      'The awesome oscillator less its own average. It changes direction before the awesome oscillator does.',
    source: 'Bill Williams, New Trading Dimensions, 1998',
    guides: [0],
    make: (options) => new Accelerator(options),
  }),
  fisher: entry({
    id: 'fisher',
    name: 'Fisher transform',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 10 },
    description:
      'Where the bar lies in its range, stretched so that extremes stand out as sharp peaks (fisher), and the same one bar before (trigger). Turns above 1.5 or below -1.5 are its signals.',
    source: 'John F. Ehlers, Using the Fisher Transform, Stocks & Commodities, November 2002',
    notes:
      'Smoothing weights 0.33 and 0.67 and clipping at 0.999 as published. Smoothing starts from 0 at the first whole window, so the first bars differ from programs that start it at the first bar of a shorter one.',
    guides: [-1.5, 0, 1.5],
    make: (options) => new Fisher(options),
  }),
  'relative-vigor': entry({
    id: 'relative-vigor',
    name: 'Relative vigor index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 10 },
    description:
      'Close less open in proportion to high less low, smoothed (vigor), and its average (signal). Above 0 bars close above their opens; crossings of the signal mark turns.',
    source: 'John F. Ehlers, Relative Vigor Index, Stocks & Commodities, January 2002',
    guides: [0],
    make: (options) => new RelativeVigor(options),
  }),
  bop: entry({
    id: 'bop',
    name: 'Balance of power',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'Close less open in proportion to the range of the bar, averaged, -1 to 1. Above 0 buyers moved the price from open to close.',
    source: 'Igor Livshin, Balance of Market Power, Stocks & Commodities, 2001',
    notes: 'Averaged over 14 bars, as Livshin proposed; period = 1 gives the bare value, which is BOP in TA-Lib.',
    guides: [0],
    make: (options) => new Bop(options),
  }),
  pmo: entry({
    id: 'pmo',
    name: 'Price momentum oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { first: 35, second: 20, signal: 10 },
    description:
      'Change to the bar before in percent, smoothed twice and multiplied by 10. Above 0 the price rises; crossings of the signal mark turns.',
    source: 'Carl Swenlin, DecisionPoint',
    notes:
      'The two smoothings move by 2 / period of the distance, not by 2 / (period + 1), as published; the signal is a usual exponential average.',
    guides: [0],
    make: (options) => new Pmo(options),
  }),
  coppock: entry({
    id: 'coppock',
    name: 'Coppock curve',
    group: 'momentum',
    pane: 'own',
    parameters: { short: 11, long: 14, smooth: 10 },
    description:
      'Weighted average of two rates of change. Made for monthly bars of stock indices: a turn upwards from below 0 is its signal.',
    source: "Edwin S. C. Coppock, Barron's, October 1962",
    guides: [0],
    make: (options) => new Coppock(options),
  }),
  'laguerre-rsi': entry({
    id: 'laguerre-rsi',
    name: 'Laguerre RSI',
    group: 'momentum',
    pane: 'own',
    parameters: { gamma: 0.5 },
    description:
      'An RSI of a filter with four stages, 0 to 100: smoother than the RSI and nearly as early. Above 80 a rise is stretched, below 20 a fall.',
    source: 'John F. Ehlers, Cybernetic Analysis for Stocks and Futures, 2004',
    notes:
      'In percent, where Ehlers writes 0 to 1. The stages start from the first value, not from 0, so that it does not take many bars to forget the start.',
    guides: [20, 80],
    make: (options) => new LaguerreRsi(options),
  }),
  'wave-trend': entry({
    id: 'wave-trend',
    name: 'Wave trend',
    group: 'momentum',
    pane: 'own',
    parameters: { channel: 10, average: 21, signal: 4 },
    description:
      'Smoothed distance of the typical price from its average in usual distances (wave), and its average (signal). Above 60 a rise is stretched, below -60 a fall; crossings of the signal mark turns.',
    source: 'LazyBear, WaveTrend Oscillator, TradingView, 2014',
    guides: [-60, -53, 0, 53, 60],
    make: (options) => new WaveTrend(options),
  }),
  'intraday-momentum': entry({
    id: 'intraday-momentum',
    name: 'Intraday momentum index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How much of the movement from open to close was upwards, 0 to 100. Above 70 a rise within the bars is stretched, below 30 a fall.',
    source: 'Tushar Chande and Stanley Kroll, The New Technical Trader, 1994; as IMI in TA-Lib',
    guides: [30, 70],
    make: (options) => new IntradayMomentum(options),
  }),
  'relative-momentum': entry({
    id: 'relative-momentum',
    name: 'Relative momentum index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 20, change: 5 },
    description:
      'The RSI of changes over several bars, 0 to 100: smoother and with longer stays near its ends. Above 70 a rise is held to be stretched, below 30 a fall.',
    source: 'Roger Altman, Relative Momentum Index, Stocks & Commodities, February 1993',
    guides: [30, 70],
    make: (options) => new RelativeMomentum(options),
  }),
  'cyber-cycle': entry({
    id: 'cyber-cycle',
    name: 'Cyber cycle',
    group: 'momentum',
    pane: 'own',
    parameters: { alpha: 0.07 },
    description:
      'The short cycle of the price without its trend, in prices (cycle), and the same one bar before (trigger). Crossings of the two mark turns.',
    source: 'John F. Ehlers, Cybernetic Analysis for Stocks and Futures, 2004',
    guides: [0],
    make: (options) => new CyberCycle(options),
  }),
  'roofing-filter': entry({
    id: 'roofing-filter',
    name: 'Roofing filter',
    group: 'momentum',
    pane: 'own',
    parameters: { highPass: 48, lowPass: 10 },
    description:
      'What moves in cycles of 10 to 48 bars, without trend and without noise, in prices. Above 0 the price is high within its cycle.',
    source: 'John F. Ehlers, Cycle Analytics for Traders, 2013',
    notes:
      'With the square root of 2 and pi at full precision, where Ehlers prints 1.414 and 3.14159. The difference is below a thousandth of the largest swing.',
    guides: [0],
    make: (options) => new RoofingFilter(options),
  }),
  streak: entry({
    id: 'streak',
    name: 'Rises or falls in a row',
    group: 'momentum',
    pane: 'own',
    parameters: {},
    description: 'Number of rises (positive) or falls (negative) in a row; 0 where the price did not change.',
    source: 'Larry Connors and Cesar Alvarez, An Introduction to ConnorsRSI, 2012',
    guides: [0],
    make: (options) => new Streak(options),
  }),
  'percent-rank': entry({
    id: 'percent-rank',
    name: 'Percent rank',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'How many of the values before are below this one, in percent, 0 to 100: 50 is the middle of what was usual.',
    source: 'Traditional; the mean rank of percentileofscore in SciPy',
    notes:
      'Equal values count half, so that a value that never changes has 50. Excel and the Connors RSI do not count equal ones; TradingView counts them in full.',
    guides: [10, 50, 90],
    make: (options) => new PercentRank(options),
  }),
} as const;
