import { entry } from '../registry-entry.ts';
import { Sma } from './sma.ts';
import { Ema } from './ema.ts';
import { Wma } from './wma.ts';
import { Smma } from './smma.ts';
import { Dema } from './dema.ts';
import { Tema } from './tema.ts';
import { T3 } from './t3.ts';
import { Trima } from './trima.ts';
import { Hma } from './hma.ts';
import { Kama } from './kama.ts';
import { Alma } from './alma.ts';
import { Zlema } from './zlema.ts';
import { Mama } from './mama.ts';
import { Frama } from './frama.ts';
import { Epma } from './epma.ts';
import { Vidya } from './vidya.ts';
import { McGinley } from './mcginley.ts';
import { SuperSmoother } from './super-smoother.ts';
import { Guppy } from './guppy.ts';

/** Moving averages. */
export const MOVING_AVERAGES = {
  sma: entry({
    id: 'sma',
    name: 'Simple moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'The mean of the last values. It lags by half its length; price above a rising average is read as an up-trend.',
    source: 'Classical; as in TA-Lib (SMA).',
    make: (options) => new Sma(options),
  }),
  ema: entry({
    id: 'ema',
    name: 'Exponential moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'An average in which each new value weighs 2 / (period + 1) and all older ones fade. It turns sooner than a simple average of the same length.',
    source: 'Classical; as in TA-Lib (EMA).',
    notes:
      'Starts at the mean of the first period values, as in TA-Lib; libraries that start at the first value differ until that has faded.',
    make: (options) => new Ema(options),
  }),
  wma: entry({
    id: 'wma',
    name: 'Weighted moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'An average with weights that grow in a straight line from 1 for the oldest value to period for the newest.',
    source: 'Classical; as in TA-Lib (WMA).',
    make: (options) => new Wma(options),
  }),
  smma: entry({
    id: 'smma',
    name: "Smoothed (Wilder's) moving average",
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'An exponential average in which each new value weighs 1 / period. The slow average inside RSI, ATR and ADX.',
    source: 'Wilder, New Concepts in Technical Trading Systems, 1978.',
    make: (options) => new Smma(options),
  }),
  dema: entry({
    id: 'dema',
    name: 'Double exponential moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description: 'Twice an EMA less the EMA of that EMA, which takes out most of its lag.',
    source: 'Mulloy, Smoothing Data with Faster Moving Averages, Technical Analysis of Stocks & Commodities, 1994.',
    notes:
      'The inner averages start at the mean of their own first values, as in TA-Lib; Stock.Indicators starts them at the first average. With period 14 the two are equal to 1e-9 from row 117 on.',
    make: (options) => new Dema(options),
  }),
  tema: entry({
    id: 'tema',
    name: 'Triple exponential moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description: 'Three EMAs combined so that the lag of the first is taken out twice.',
    source: 'Mulloy, Smoothing Data with Less Lag, Technical Analysis of Stocks & Commodities, 1994.',
    notes:
      'The inner averages start at the mean of their own first values, as in TA-Lib; Stock.Indicators starts them at the first average. With period 20 the two are equal to 1e-9 from row 213 on.',
    make: (options) => new Tema(options),
  }),
  t3: entry({
    id: 't3',
    name: 'T3 moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 5, factor: 0.7 },
    description:
      'Six exponential averages of one another, weighted so that the result is smooth and lags little. The factor sets how far it overshoots.',
    source: 'Tillson, Better Moving Averages, Technical Analysis of Stocks & Commodities, 1998.',
    notes:
      'All six averages start at the first value, as in Stock.Indicators, and the first row has a result. TA-Lib starts each at the mean of its own first values, and has its first result after 6 (period - 1) rows.',
    make: (options) => new T3(options),
  }),
  trima: entry({
    id: 'trima',
    name: 'Triangular moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'A simple average of a simple average: the values in the middle of the window weigh most. Very smooth, and lags by half its length.',
    source: 'Classical; as in TA-Lib (TRIMA).',
    make: (options) => new Trima(options),
  }),
  hma: entry({
    id: 'hma',
    name: 'Hull moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'A weighted average of twice a fast weighted average less a slow one. It is smooth and nearly without lag, but overshoots at turns.',
    source: 'Hull, 2005.',
    make: (options) => new Hma(options),
  }),
  kama: entry({
    id: 'kama',
    name: "Kaufman's adaptive moving average and efficiency ratio",
    group: 'trend',
    pane: 'own',
    otherPane: ['kama'],
    parameters: { period: 10, fast: 2, slow: 30 },
    description:
      'An average that is fast where the price goes straight and slow where it goes to and fro. The efficiency ratio, 0 to 1, says how straight it went.',
    source: 'Kaufman, Smarter Trading, 1995.',
    notes: 'NaN at the row before the first efficiency ratio, at which Stock.Indicators shows the bare starting price.',
    make: (options) => new Kama(options),
  }),
  alma: entry({
    id: 'alma',
    name: 'Arnaud Legoux moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 9, offset: 0.85, sigma: 6 },
    description:
      'An average weighted by a bell that stands near the newest values. The offset trades smoothness for speed, sigma sets how narrow the bell is.',
    source: 'Legoux and Kouzis-Loukas, 2009.',
    make: (options) => new Alma(options),
  }),
  zlema: entry({
    id: 'zlema',
    name: 'Zero-lag exponential moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'An EMA of the price plus what it gained over the lag of that EMA. It follows turns sooner, and overshoots them.',
    source: 'Ehlers and Way, Zero Lag (Well, Almost), Technical Analysis of Stocks & Commodities, 2010.',
    notes:
      'The price is taken (period - 1) / 2 bars back, rounded down, and the EMA starts at the mean of the first period values that it gets.',
    make: (options) => new Zlema(options),
  }),
  mama: entry({
    id: 'mama',
    name: 'MESA adaptive moving average (MAMA, FAMA)',
    group: 'trend',
    pane: 'price',
    parameters: { fast: 0.5, slow: 0.05 },
    description:
      "An average whose speed follows the phase of the market's cycle, and a slower one that follows it. They cross at changes of trend.",
    source: 'Ehlers, MESA Adaptive Moving Averages, Technical Analysis of Stocks & Commodities, 2001.',
    notes:
      'Reads (high + low) / 2 and starts at the mean of six bars, as in Stock.Indicators. TA-Lib reads any series and drops the first 32 rows; its results are close after about a hundred rows.',
    make: (options) => new Mama(options),
  }),
  frama: entry({
    id: 'frama',
    name: 'Fractal adaptive moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 16 },
    description:
      'An average that is fast where the price moves along a line (fractal dimension 1) and nearly stands still where it fills the plane (dimension 2).',
    source: 'Ehlers, FRAMA: Fractal Adaptive Moving Average, Technical Analysis of Stocks & Commodities, 2005.',
    notes:
      'Reads (high + low) / 2. The period must be even. It starts at the middle of the bar before its first dimension.',
    make: (options) => new Frama(options),
  }),
  epma: entry({
    id: 'epma',
    name: 'End point moving average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 10 },
    description:
      'The value at the newest bar of the straight line that fits the last values best. Also called least squares moving average.',
    source: 'Classical; as in TA-Lib (LINEARREG).',
    make: (options) => new Epma(options),
  }),
  vidya: entry({
    id: 'vidya',
    name: 'Variable index dynamic average',
    group: 'trend',
    pane: 'price',
    parameters: { period: 12, momentum: 9 },
    description:
      "An EMA that is the faster the more one-sided the last changes were, as measured by Chande's momentum.",
    source: 'Chande, Identifying Powerful Breakouts Early, Technical Analysis of Stocks & Commodities, 1995.',
    notes:
      "The later form, with the size of Chande's momentum; the first (1992) used a ratio of standard deviations. It starts at the value before its first momentum.",
    make: (options) => new Vidya(options),
  }),
  mcginley: entry({
    id: 'mcginley',
    name: 'McGinley dynamic',
    group: 'trend',
    pane: 'price',
    parameters: { period: 14, factor: 0.6 },
    description:
      'An average that speeds up where the price falls below it and slows down where the price runs away upwards, so as to hug the price.',
    source: 'McGinley, The McGinley Dynamic, Journal of the Market Technicians Association, 1997.',
    notes:
      'With factor 0.6 it fits about as closely as an average of the period; others write the formula without it (factor 1). It starts at the mean of the first period values, and never steps past the price.',
    make: (options) => new McGinley(options),
  }),
  'super-smoother': entry({
    id: 'super-smoother',
    name: 'Super smoother',
    group: 'trend',
    pane: 'price',
    parameters: { period: 10 },
    description:
      'A filter that takes out cycles shorter than its period, with less lag than a moving average that is as smooth.',
    source: 'Ehlers, Cycle Analytics for Traders, 2013.',
    make: (options) => new SuperSmoother(options),
  }),
  guppy: entry({
    id: 'guppy',
    name: 'Guppy multiple moving average',
    group: 'trend',
    pane: 'price',
    parameters: {},
    description:
      'Six short and six long exponential averages. Wide bundles that run in parallel show a trend, bundles that close or cross show doubt.',
    source: 'Guppy, Trading Tactics, 1997.',
    make: (options) => new Guppy(options),
  }),
} as const;
