// Long because it says of every volatility indicator what it is, in one table.
import { entry } from '../registry-entry.ts';
import { TrueRange } from './true-range.ts';
import { Atr } from './atr.ts';
import { Natr } from './natr.ts';
import { AtrRank } from './atr-rank.ts';
import { StandardDeviation } from './standard-deviation.ts';
import { Bollinger } from './bollinger.ts';
import { Squeeze } from './squeeze.ts';
import { Keltner } from './keltner.ts';
import { KeltnerSimple } from './keltner-simple.ts';
import { StarcBands } from './starc-bands.ts';
import { StandardErrorBands } from './standard-error-bands.ts';
import { PriceChannel } from './price-channel.ts';
import { AccelerationBands } from './acceleration-bands.ts';
import { ChaikinVolatility } from './chaikin-volatility.ts';
import { HistoricalVolatility } from './historical-volatility.ts';
import { VolatilityRank } from './volatility-rank.ts';
import { RealisedVolatility } from './realised-volatility.ts';
import { BipowerVariation } from './bipower-variation.ts';
import { EwmaVolatility } from './ewma-volatility.ts';
import { Parkinson } from './parkinson.ts';
import { GarmanKlass } from './garman-klass.ts';
import { RogersSatchell } from './rogers-satchell.ts';
import { YangZhang } from './yang-zhang.ts';
import { RelativeVolatility } from './relative-volatility.ts';
import { UlcerIndex } from './ulcer-index.ts';

/** The volatility indicators of the registry. */
export const VOLATILITY = {
  'true-range': entry({
    id: 'true-range',
    name: 'True range',
    group: 'volatility',
    pane: 'own',
    parameters: {},
    description:
      'The range of the bar and of the gap before it, in prices: what the price moved since the last close at least.',
    source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978',
    make: () => new TrueRange(),
  }),
  atr: entry({
    id: 'atr',
    name: 'Average true range',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How far the price usually moves in one bar, in prices (atr) and in percent of the close (percent). It says nothing about direction; stops and sizes are often set by it.',
    source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978',
    notes:
      "Wilder's average, seeded with the mean of the first true ranges, as in TA-Lib. The first bar, which has no close before it, has no true range.",
    make: (options) => new Atr(options),
  }),
  natr: entry({
    id: 'natr',
    name: 'Normalized average true range',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How far the price usually moves in one bar, in percent of the close, so that instruments and years can be compared.',
    source:
      'John Forman, Cross-Market Evaluations with Normalized Average True Range, Stocks & Commodities, May 2006; as NATR in TA-Lib',
    make: (options) => new Natr(options),
  }),
  'atr-rank': entry({
    id: 'atr-rank',
    name: 'Percent rank of the average true range',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14, rank: 100 },
    description:
      'How many of the last values of the normalized average true range are below this one, 0 to 100. Near 100 the market moves more than it usually did, near 0 less.',
    source: 'The mean rank of percentileofscore in SciPy, over NATR',
    guides: [10, 50, 90],
    make: (options) => new AtrRank(options),
  }),
  'standard-deviation': entry({
    id: 'standard-deviation',
    name: 'Standard deviation, mean, z-score',
    group: 'volatility',
    pane: 'own',
    otherPane: ['mean'],
    parameters: { period: 14 },
    description:
      'How far values lie from their mean (deviation), that mean, and how many deviations the last value is away from it (zScore).',
    source: 'Traditional; the population deviation, as STDDEV in TA-Lib',
    notes: 'Divided by the number of values, not by one less.',
    make: (options) => new StandardDeviation(options),
  }),
  bollinger: entry({
    id: 'bollinger',
    name: 'Bollinger bands, %B, width',
    group: 'volatility',
    pane: 'price',
    otherPane: ['percentB', 'width'],
    parameters: { period: 20, deviations: 2 },
    description:
      'A moving average with bands some standard deviations away; where the price lies between them (percentB, 0 to 1) and how far they are apart in proportion to the average (width). A narrow width often comes before a large move.',
    source: 'John Bollinger, 1980s; Bollinger on Bollinger Bands, 2001',
    notes:
      'Population deviation, as Bollinger and TA-Lib. %B is a fraction, 0 at the lower and 1 at the upper band; width is a fraction of the middle. Only middle, upper and lower are prices.',
    make: (options) => new Bollinger(options),
  }),
  squeeze: entry({
    id: 'squeeze',
    name: 'Squeeze',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 20, deviations: 2, multiple: 1.5 },
    description:
      'Says 1 while the Bollinger bands lie inside a Keltner channel, so that the market is unusually quiet, else 0; and a momentum in prices, whose sign tells the direction in which it leaves.',
    source: 'John Carter, Mastering the Trade, 2005; momentum as LazyBear, TradingView, 2014',
    notes:
      'The channel is made of simple averages of the true range around the same mean as the bands, so only the widths are compared.',
    guides: [0],
    make: (options) => new Squeeze(options),
  }),
  keltner: entry({
    id: 'keltner',
    name: 'Keltner channel',
    group: 'volatility',
    pane: 'price',
    otherPane: ['width'],
    parameters: { period: 20, multiple: 2, atrPeriod: 10 },
    description:
      'An exponential average of the close with bands some average true ranges away, and their distance in proportion to it (width). A close outside is a strong move.',
    source: 'Linda Bradford Raschke, 1980s, after Chester Keltner, How to Make Money in Commodities, 1960',
    notes: 'Width is a fraction of the middle; only middle, upper and lower are prices.',
    make: (options) => new Keltner(options),
  }),
  'keltner-simple': entry({
    id: 'keltner-simple',
    name: 'Keltner channel of simple averages',
    group: 'volatility',
    pane: 'price',
    parameters: { period: 20, multiple: 1.5 },
    description:
      'A simple average of the typical price with bands some mean true ranges away, nearer to the original than the exponential one.',
    source: 'Chester Keltner, How to Make Money in Commodities, 1960; with the true range as in LEAN',
    notes:
      'Keltner used ten bars and the mean of high less low; LEAN uses twenty bars and the true range. LEAN counts the range of the very first bar; here it has none, so values agree from the row on that no longer has it in its window.',
    make: (options) => new KeltnerSimple(options),
  }),
  'starc-bands': entry({
    id: 'starc-bands',
    name: 'STARC bands',
    group: 'volatility',
    pane: 'price',
    parameters: { period: 6, multiple: 2, atrPeriod: 15 },
    description:
      'A short simple average of the close with bands some average true ranges away. Buying near the upper band is a high risk, near the lower a low one.',
    source: 'Manning Stoller, Stoller Average Range Channel, early 1980s',
    make: (options) => new StarcBands(options),
  }),
  'standard-error-bands': entry({
    id: 'standard-error-bands',
    name: 'Standard error bands',
    group: 'volatility',
    pane: 'price',
    parameters: { period: 21, errors: 2, smooth: 3 },
    description:
      'The end of a straight line through the last values with bands some standard errors away. Narrow bands mean a steady trend, wide ones that there is none.',
    source: 'Jon Andersen, Standard Error Bands, Stocks & Commodities, September 1996',
    notes: 'The standard error of the line divides by period - 2, as in regression.',
    make: (options) => new StandardErrorBands(options),
  }),
  'price-channel': entry({
    id: 'price-channel',
    name: 'Price channel',
    group: 'volatility',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'The highest high and the lowest low of the bars before this one, so that a price beyond them is a breakout, and their middle.',
    source: 'Richard Donchian, 1960s; without the current bar, as in Stock.Indicators',
    notes: 'The donchian of this package includes the current bar.',
    make: (options) => new PriceChannel(options),
  }),
  'acceleration-bands': entry({
    id: 'acceleration-bands',
    name: 'Acceleration bands',
    group: 'volatility',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'An average of the close with bands that widen with the range of the bars. Closes outside mean that a move accelerates.',
    source: 'Price Headley, Big Trends in Trading, 2002; as ACCBANDS in TA-Lib',
    make: (options) => new AccelerationBands(options),
  }),
  'chaikin-volatility': entry({
    id: 'chaikin-volatility',
    name: 'Chaikin volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 10, change: 10 },
    description:
      'By how many percent the averaged distance of high and low has changed. A fast rise often marks a bottom, a slow fall a top.',
    source: 'Marc Chaikin, 1980s',
    guides: [0],
    make: (options) => new ChaikinVolatility(options),
  }),
  'historical-volatility': entry({
    id: 'historical-volatility',
    name: 'Historical volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 20, barsPerYear: 1 },
    description:
      'Sample deviation of log returns, as a fraction: how much the close usually changes. barsPerYear = 252 annualises daily bars of stocks; 1 leaves it per bar.',
    source: 'Traditional; John Hull, Options, Futures, and Other Derivatives',
    notes: 'The mean is subtracted and the sum divided by period - 1.',
    make: (options) => new HistoricalVolatility(options),
  }),
  'volatility-rank': entry({
    id: 'volatility-rank',
    name: 'Rank of historical volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 20, rank: 252 },
    description:
      'Where historical volatility stands among its past: the share of earlier values below it (rank) and its place between the least and the greatest (position), both 0 to 100.',
    source:
      'The rank and percentile of volatility in use among option traders; Galen Burghardt and Morton Lane, How to Tell If Options Are Cheap, 1990, for its cone',
    guides: [10, 50, 90],
    make: (options) => new VolatilityRank(options),
  }),
  'realised-volatility': entry({
    id: 'realised-volatility',
    name: 'Realised variance and volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description:
      'Sum of squared log returns over the window (variance) and its root (volatility): how much the price moved in that time in all.',
    source: 'Torben Andersen and Tim Bollerslev, Answering the Skeptics, International Economic Review, 1998',
    make: (options) => new RealisedVolatility(options),
  }),
  'bipower-variation': entry({
    id: 'bipower-variation',
    name: 'Bipower variation and jump share',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description:
      'Variance of the window that a single jump hardly moves (bipower), the whole variance (realised), and the part of it that jumps made (jumpShare, 0 to 1).',
    source:
      'Ole Barndorff-Nielsen and Neil Shephard, Power and Bipower Variation with Stochastic Volatility and Jumps, Journal of Financial Econometrics, 2004',
    notes:
      'Multiplied by n / (n - 1), since n returns make n - 1 products (Huang and Tauchen, 2005). The jump share is cut off at 0, below which chance alone can take it.',
    make: (options) => new BipowerVariation(options),
  }),
  'ewma-volatility': entry({
    id: 'ewma-volatility',
    name: 'Exponentially weighted volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { lambda: 0.94, seed: 20, barsPerYear: 1 },
    description:
      'Root of an exponential average of squared log returns, as a fraction: volatility that follows the last bars faster than a window does. barsPerYear = 252 annualises daily bars of stocks; 1 leaves it per bar.',
    source: 'RiskMetrics Technical Document, J. P. Morgan, 1996',
    notes:
      'The first variance is the mean of the first 20 squares (seed); RiskMetrics sums over a long history instead, which is the same after some hundred bars.',
    make: (options) => new EwmaVolatility(options),
  }),
  parkinson: entry({
    id: 'parkinson',
    name: 'Parkinson volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description:
      'Volatility per bar from highs and lows, as a fraction: five times as efficient as closes alone, but blind to gaps and too low where the price is seen seldom.',
    source:
      'Michael Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business, 1980',
    make: (options) => new Parkinson(options),
  }),
  'garman-klass': entry({
    id: 'garman-klass',
    name: 'Garman-Klass volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description:
      'Volatility per bar from open, high, low and close, as a fraction. It supposes a price without drift and without gaps.',
    source:
      'Mark Garman and Michael Klass, On the Estimation of Security Price Volatilities from Historical Data, Journal of Business, 1980',
    make: (options) => new GarmanKlass(options),
  }),
  'rogers-satchell': entry({
    id: 'rogers-satchell',
    name: 'Rogers-Satchell volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24, barsPerYear: 1 },
    description:
      'Volatility from open, high, low and close, as a fraction, that a trend does not raise. It is blind to gaps. barsPerYear = 252 annualises daily bars of stocks; 1 leaves it per bar.',
    source:
      'Chris Rogers and Stephen Satchell, Estimating Variance from High, Low and Closing Prices, Annals of Applied Probability, 1991',
    make: (options) => new RogersSatchell(options),
  }),
  'yang-zhang': entry({
    id: 'yang-zhang',
    name: 'Yang-Zhang volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24, barsPerYear: 1 },
    description:
      'Volatility from open, high, low and close and from the gaps between bars, as a fraction, that neither a trend nor gaps distort. barsPerYear = 252 annualises daily bars of stocks; 1 leaves it per bar.',
    source:
      'Dennis Yang and Qiang Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal of Business, 2000',
    make: (options) => new YangZhang(options),
  }),
  'relative-volatility': entry({
    id: 'relative-volatility',
    name: 'Relative volatility index',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14, deviation: 10 },
    description:
      'As the RSI, but of the standard deviation: how much of the volatility came with rises, 0 to 100. Above 50 it is upwards.',
    source: 'Donald Dorsey, The Relative Volatility Index, Stocks & Commodities, June 1993',
    notes:
      'The original over one series; the revision of 1995 is the mean of it over highs and over lows (source). TradingView takes exponential averages in place of those of Wilder.',
    guides: [40, 50, 60],
    make: (options) => new RelativeVolatility(options),
  }),
  'ulcer-index': entry({
    id: 'ulcer-index',
    name: 'Ulcer index',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How deep and how long the price was below its high, in percent: volatility that hurts. 0 while it only rises.',
    source: "Peter Martin and Byron McCann, The Investor's Guide to Fidelity Funds, 1989",
    notes:
      'Each value is measured from the highest of the period that ended with it, as StockCharts and TradingView do, so that the cost does not grow with the period; Martin measures all from the highest since the window began.',
    make: (options) => new UlcerIndex(options),
  }),
} as const;
