import { entry } from '../registry-entry.ts';
import { ALLIGATOR_DEFAULTS } from './alligator-line.ts';
import { Macd } from './macd.ts';
import { Ppo } from './ppo.ts';
import { Apo } from './apo.ts';
import { Trix } from './trix.ts';
import { Kst } from './kst.ts';
import { Dpo } from './dpo.ts';
import { SchaffTrendCycle } from './schaff-trend-cycle.ts';
import { Qstick } from './qstick.ts';
import { ElderRay } from './elder-ray.ts';
import { Gator } from './gator.ts';
import { Chikou } from './chikou.ts';

/** Indicators that swing around a line with the trend. */
export const TREND_OSCILLATORS = {
  macd: entry({
    id: 'macd',
    name: 'Moving average convergence and divergence',
    group: 'trend',
    pane: 'own',
    parameters: { fast: 12, slow: 26, signal: 9 },
    description:
      'How far a fast EMA is from a slow one, in units of price, with an EMA of that as signal. Above 0 the short trend is up; the histogram shows whether it gains or loses pace.',
    source: 'Appel, 1979.',
    notes:
      'Fast and slow average both start at the mean of their own first values; TA-Lib delays the fast one so that both start at the same row.',
    guides: [0],
    make: (options) => new Macd(options),
  }),
  ppo: entry({
    id: 'ppo',
    name: 'Percentage price oscillator',
    group: 'trend',
    pane: 'own',
    parameters: { fast: 12, slow: 26, signal: 9, kind: 1 },
    description: 'The MACD in percent of the slow average, so that instruments of different price can be compared.',
    source: 'Appel; as in TA-Lib (PPO).',
    notes: "Exponential averages unless kind is 0, with which it has TA-Lib's simple ones. The signal is an EMA.",
    guides: [0],
    make: (options) => new Ppo(options),
  }),
  apo: entry({
    id: 'apo',
    name: 'Absolute price oscillator',
    group: 'trend',
    pane: 'own',
    parameters: { fast: 12, slow: 26, kind: 0 },
    description: 'How far a fast average is from a slow one, in units of price. Above 0 the short trend is up.',
    source: 'Classical; as in TA-Lib (APO).',
    notes: 'Simple averages unless kind is 1; with exponential ones it is the line of the MACD.',
    guides: [0],
    make: (options) => new Apo(options),
  }),
  trix: entry({
    id: 'trix',
    name: 'TRIX',
    group: 'trend',
    pane: 'own',
    parameters: { period: 15, signal: 9 },
    description:
      'Change in percent per bar of an EMA smoothed three times, with an EMA of that as signal. Above 0 the smoothed trend rises.',
    source: 'Hutson, Good TRIX, Technical Analysis of Stocks & Commodities, 1983.',
    notes:
      'All three averages start at the mean of the first period values, as in Stock.Indicators; TA-Lib starts each at the mean of its own first values, and has its first result later.',
    guides: [0],
    make: (options) => new Trix(options),
  }),
  kst: entry({
    id: 'kst',
    name: 'Know sure thing',
    group: 'trend',
    pane: 'own',
    parameters: {
      rate1: 10,
      rate2: 15,
      rate3: 20,
      rate4: 30,
      average1: 10,
      average2: 10,
      average3: 10,
      average4: 15,
      signal: 9,
    },
    description:
      'Four smoothed rates of change added with more weight for the longer ones, and the average of the sum as signal. Above 0, or above its signal, momentum is up.',
    source: 'Pring, Summed Rate of Change (KST), Technical Analysis of Stocks & Commodities, 1992.',
    guides: [0],
    make: (options) => new Kst(options),
  }),
  dpo: entry({
    id: 'dpo',
    name: 'Detrended price oscillator',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'The price of half a window ago less the average of the window: the cycle without the trend. It tells the past, not the present.',
    source: 'Classical; as described by StockCharts.',
    notes:
      'Stock.Indicators writes the same value period / 2 + 1 rows earlier, at the bar whose price it is about, where it could not have been known. Ours stands where it is known, and is equal with that lag.',
    guides: [0],
    make: (options) => new Dpo(options),
  }),
  stc: entry({
    id: 'stc',
    name: 'Schaff trend cycle',
    group: 'trend',
    pane: 'own',
    parameters: { cycle: 10, fast: 23, slow: 50, factor: 0.5 },
    description:
      'Where the MACD lies in its own recent range, twice over, 0 to 100. Rising through 25 is read as the start of an up-trend, falling through 75 as its end.',
    source: 'Schaff, The Schaff Trend Cycle, 1999.',
    notes:
      'stc takes the stochastic twice, each smoothed by an exponential weight, as Schaff does. single stops after one stochastic, averaged over three bars, as in Stock.Indicators.',
    guides: [25, 75],
    make: (options) => new SchaffTrendCycle(options),
  }),
  qstick: entry({
    id: 'qstick',
    name: 'Qstick',
    group: 'trend',
    pane: 'own',
    parameters: { period: 8 },
    description: 'The average body of the last candles, positive where closes were above opens.',
    source: 'Chande and Kroll, The New Technical Trader, 1994.',
    guides: [0],
    make: (options) => new Qstick(options),
  }),
  'elder-ray': entry({
    id: 'elder-ray',
    name: 'Elder ray: bull and bear power',
    group: 'trend',
    pane: 'own',
    parameters: { period: 13 },
    description:
      'How far the high lies above an EMA (bull power) and the low below it (bear power). In an up-trend, bear power that is below 0 and rises is read as a chance to buy.',
    source: 'Elder, 1989; Trading for a Living, 1993.',
    guides: [0],
    make: (options) => new ElderRay(options),
  }),
  gator: entry({
    id: 'gator',
    name: 'Gator oscillator',
    group: 'trend',
    pane: 'own',
    parameters: { ...ALLIGATOR_DEFAULTS },
    description:
      'How far the lines of the alligator are apart, jaw to teeth above and teeth to lips below 0, and whether each distance grows. Growing on both sides is a trend.',
    source: 'Williams, Trading Chaos, 1995.',
    guides: [0],
    make: (options) => new Gator(options),
  }),
  chikou: entry({
    id: 'chikou',
    name: 'Ichimoku lagging span',
    group: 'trend',
    pane: 'own',
    parameters: { displacement: 26 },
    description:
      'The close less the close 26 bars ago, over which a chart draws the lagging span. Above 0 confirms an up-trend.',
    source: 'Hosoda, Ichimoku Kinko Hyo, 1969.',
    notes:
      'Charts and Stock.Indicators draw the close 26 bars back, where it was not known. This is the same reading at the bar at which it can be made, and looks at nothing later.',
    guides: [0],
    make: (options) => new Chikou(options),
  }),
} as const;
