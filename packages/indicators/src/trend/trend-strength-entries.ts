import { entry } from '../registry-entry.ts';
import { Adx } from './adx.ts';
import { Adxr } from './adxr.ts';
import { Aroon } from './aroon.ts';
import { LinearRegression } from './linear-regression.ts';
import { LinearRegressionAngle } from './linear-regression-angle.ts';
import { Vortex } from './vortex.ts';
import { Choppiness } from './choppiness.ts';
import { MassIndex } from './mass-index.ts';
import { VerticalHorizontalFilter } from './vertical-horizontal-filter.ts';
import { Hurst } from './hurst.ts';
import { HurstDiffusion } from './hurst-diffusion.ts';

/** Indicators of how strong or how persistent a trend is. */
export const TREND_STRENGTH = {
  adx: entry({
    id: 'adx',
    name: 'Average directional index, +DI and -DI',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How strong a trend is, whichever way it goes: above 25 is read as a trend, below 20 as none. +DI above -DI says that it goes up.',
    source: 'Wilder, New Concepts in Technical Trading Systems, 1978.',
    guides: [20, 25],
    make: (options) => new Adx(options),
  }),
  adxr: entry({
    id: 'adxr',
    name: 'Average directional movement rating',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description: 'The mean of the ADX now and some bars ago: a slower measure of how strong a trend is.',
    source: 'Wilder, New Concepts in Technical Trading Systems, 1978; as in TA-Lib (ADXR).',
    notes:
      'The older ADX is that of period - 1 bars ago, as in TA-Lib and in the values of LEAN; some take that of period bars ago.',
    guides: [20, 25],
    make: (options) => new Adxr(options),
  }),
  aroon: entry({
    id: 'aroon',
    name: 'Aroon',
    group: 'trend',
    pane: 'own',
    parameters: { period: 25 },
    description:
      'How recent the highest high (up) and the lowest low (down) are, 100 being now. Up above 70 with down below 30 is an up-trend.',
    source: 'Chande, 1995.',
    notes:
      'Of equal highs (lows) the latest counts, as in TA-Lib; Stock.Indicators takes the oldest, which differs in 2 of 502 rows.',
    guides: [30, 70],
    make: (options) => new Aroon(options),
  }),
  'linear-regression': entry({
    id: 'linear-regression',
    name: 'Linear regression: slope, R², value',
    group: 'trend',
    pane: 'own',
    otherPane: ['value'],
    parameters: { period: 14 },
    description:
      'The straight line through the last values: its slope per bar, how much of their variance it explains (0 to 1), and its value at the newest bar.',
    source: 'Least squares; as in TA-Lib (LINEARREG, LINEARREG_SLOPE).',
    make: (options) => new LinearRegression(options),
  }),
  'linear-regression-angle': entry({
    id: 'linear-regression-angle',
    name: 'Linear regression angle',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'The slope of the straight line through the last values as an angle in degrees, positive where it rises. It depends on the unit of price.',
    source: 'As in TA-Lib (LINEARREG_ANGLE).',
    guides: [0],
    make: (options) => new LinearRegressionAngle(options),
  }),
  vortex: entry({
    id: 'vortex',
    name: 'Vortex',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'How far highs reach above the lows before them (plus) and lows below the highs before them (minus), over the true range. The one on top names the trend.',
    source: 'Botes and Siepman, The Vortex Indicator, Technical Analysis of Stocks & Commodities, 2010.',
    guides: [1],
    make: (options) => new Vortex(options),
  }),
  choppiness: entry({
    id: 'choppiness',
    name: 'Choppiness index',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'Whether the price goes sideways or along a trend: near 100 it moved much and got nowhere, near 0 it went straight.',
    source: 'Dreiss, 1993.',
    guides: [38.2, 61.8],
    make: (options) => new Choppiness(options),
  }),
  'mass-index': entry({
    id: 'mass-index',
    name: 'Mass index',
    group: 'trend',
    pane: 'own',
    parameters: { period: 25, average: 9 },
    description:
      'Whether the range of the bars widens. A rise above 27 and a fall below 26.5 is read as the end of a trend, whichever way it went.',
    source: 'Dorsey, The Mass Index, Technical Analysis of Stocks & Commodities, 1992.',
    guides: [26.5, 27],
    make: (options) => new MassIndex(options),
  }),
  vhf: entry({
    id: 'vhf',
    name: 'Vertical horizontal filter',
    group: 'trend',
    pane: 'own',
    parameters: { period: 28 },
    description:
      'The range of the last prices over the way they went. High values mean a trend, low ones a sideways market.',
    source: 'White, The Vertical Horizontal Filter, Futures Magazine, 1991.',
    make: (options) => new VerticalHorizontalFilter(options),
  }),
  hurst: entry({
    id: 'hurst',
    name: 'Hurst exponent by rescaled range',
    group: 'trend',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'Whether moves tend to go on (above 0.5) or to be taken back (below 0.5); 0.5 is a random walk. The corrected one allows for the bias of short windows.',
    source: 'Hurst, 1951; Anis and Lloyd, 1976; Peters, Fractal Market Analysis, 1994.',
    notes:
      'Log returns in chunks of the whole window, its half, quarter and so on down to 8 values, at most 32 chunks, as in Stock.Indicators.',
    guides: [0.5],
    make: (options) => new Hurst(options),
  }),
  'hurst-diffusion': entry({
    id: 'hurst-diffusion',
    name: 'Hurst exponent by diffusion',
    group: 'trend',
    pane: 'own',
    parameters: { period: 252, lags: 20 },
    description:
      'Whether prices spread faster (above 0.5) or slower (below 0.5) than a random walk does, from the deviation of differences over 2 to lags bars.',
    source: 'As in LEAN (HurstExponent); the scaling of price differences, Mandelbrot and Van Ness, 1968.',
    notes:
      'Of prices, not of their logarithms. The values that LEAN is tested with include the longest lag, as this does; its code leaves it out, and lies up to 0.02 beside them.',
    guides: [0.5],
    make: (options) => new HurstDiffusion(options),
  }),
} as const;
