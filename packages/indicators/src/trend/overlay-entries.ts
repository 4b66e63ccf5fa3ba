import { entry } from '../registry-entry.ts';
import { ALLIGATOR_DEFAULTS } from './alligator-line.ts';
import { Donchian } from './donchian.ts';
import { Envelope } from './envelope.ts';
import { ParabolicSar } from './parabolic-sar.ts';
import { SuperTrend } from './supertrend.ts';
import { AtrStop } from './atr-stop.ts';
import { Chandelier } from './chandelier.ts';
import { Ichimoku } from './ichimoku.ts';
import { Alligator } from './alligator.ts';
import { HeikinAshi } from './heikin-ashi.ts';
import { Renko } from './renko.ts';

/** Channels, stops, clouds and candles of other making. */
export const OVERLAYS = {
  donchian: entry({
    id: 'donchian',
    name: 'Donchian channel',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20 },
    description:
      'The highest high and the lowest low of the last bars, this one included, and the middle of both. A new extreme is a breakout.',
    source: "Donchian; Turtle traders' channel.",
    notes:
      'Includes the current bar, as charts do; Stock.Indicators ends its channel one bar before. Equal with one row of lag.',
    make: (options) => new Donchian(options),
  }),
  envelope: entry({
    id: 'envelope',
    name: 'Moving average envelope',
    group: 'trend',
    pane: 'price',
    parameters: { period: 20, percent: 2.5, kind: 0 },
    description: 'An average with lines a fixed percentage above and below it. Prices beyond a line are stretched.',
    source: 'Classical.',
    notes:
      'Simple average unless kind is 1 (exponential). The distance is taken from the size of the average, so that upper stays above lower for negative values.',
    make: (options) => new Envelope(options),
  }),
  'parabolic-sar': entry({
    id: 'parabolic-sar',
    name: 'Parabolic stop and reverse',
    group: 'trend',
    pane: 'price',
    parameters: { step: 0.02, limit: 0.2 },
    description:
      'A trailing stop that closes in on the price the faster the more new extremes the trend makes, and turns with it where it is touched.',
    source: 'Wilder, New Concepts in Technical Trading Systems, 1978.',
    notes:
      'The first trend is told from the first two bars, as in TA-Lib. Stock.Indicators takes it for rising and leaves out all rows to the first turn (14 of the file); equal from there on.',
    make: (options) => new ParabolicSar(options),
  }),
  supertrend: entry({
    id: 'supertrend',
    name: 'SuperTrend',
    group: 'trend',
    pane: 'price',
    parameters: { period: 10, multiplier: 3 },
    description:
      'A line some ATRs from the middle of the bars that never gives way to the price; it is a stop, and turns where the close passes it.',
    source: 'Seban; as in TradingView and Stock.Indicators.',
    make: (options) => new SuperTrend(options),
  }),
  'atr-stop': entry({
    id: 'atr-stop',
    name: 'ATR trailing stop',
    group: 'trend',
    pane: 'price',
    parameters: { period: 21, multiplier: 3, from: 0 },
    description:
      'A stop some ATRs from the close that never gives way to the price, below it in an up-trend (sellStop) and above it in a down-trend (buyStop).',
    source: "Wilder's volatility stop, 1978, in the form of Stock.Indicators.",
    notes: 'With from = 1 the distance is taken from the high and the low, not from the close.',
    make: (options) => new AtrStop(options),
  }),
  chandelier: entry({
    id: 'chandelier',
    name: 'Chandelier exit',
    group: 'trend',
    pane: 'price',
    parameters: { period: 22, multiplier: 3 },
    description:
      'Where to leave a long position, some ATRs below the highest high, and a short one, as far above the lowest low.',
    source: 'Le Beau; Elder, Come into My Trading Room, 2002.',
    make: (options) => new Chandelier(options),
  }),
  ichimoku: entry({
    id: 'ichimoku',
    name: 'Ichimoku kinko hyo',
    group: 'trend',
    pane: 'price',
    parameters: { tenkan: 9, kijun: 26, senkou: 52, displacement: 26 },
    description:
      'Middles of the range of three windows. Price above the cloud of senkou A and B with tenkan above kijun is an up-trend.',
    source: 'Hosoda, Ichimoku Kinko Hyo, 1969.',
    notes:
      'The cloud stands where a chart draws it over this bar: it was computed displacement bars ago. The lagging span is an indicator of its own, chikou, for it is no price of this bar.',
    make: (options) => new Ichimoku(options),
  }),
  alligator: entry({
    id: 'alligator',
    name: 'Alligator',
    group: 'trend',
    pane: 'price',
    parameters: { ...ALLIGATOR_DEFAULTS },
    description:
      'Three slow averages moved forward: jaw, teeth and lips. Entwined they show a market at rest; lips, teeth and jaw in order and apart show a trend.',
    source: 'Williams, Trading Chaos, 1995.',
    notes: "Wilder's averages of (high + low) / 2; the lines are given as a chart draws them at this bar.",
    make: (options) => new Alligator(options),
  }),
  'heikin-ashi': entry({
    id: 'heikin-ashi',
    name: 'Heikin-Ashi candles',
    group: 'trend',
    pane: 'price',
    parameters: {},
    description: 'Candles of averaged prices. Rows of candles of one colour without a shadow behind them show a trend.',
    source:
      'Vervoort, Trading with the Heikin-Ashi Candlestick Oscillator, Technical Analysis of Stocks & Commodities, 2008; Japanese, older.',
    notes: "The first open is the middle of the first bar's open and close.",
    make: () => new HeikinAshi(),
  }),
  renko: entry({
    id: 'renko',
    name: 'Renko bricks',
    group: 'trend',
    pane: 'own',
    otherPane: ['open', 'high', 'low', 'close'],
    parameters: { size: 0, period: 14 },
    description:
      'Bricks of one height that the close fills, whatever time it takes. A brick against the last ones is read as a turn; small moves leave no trace.',
    source: 'Japanese; Nison, Beyond Candlesticks, 1994.',
    notes:
      "With a size, bricks stand on its multiples, and equal those of Stock.Indicators for a size of 1. With size 0 the height is the ATR at the bar that formed the brick before; Stock.Indicators and charts take the last bar's for all, which looks ahead.",
    make: (options) => new Renko(options),
  }),
} as const;
