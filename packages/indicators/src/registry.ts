import type { BarColumn, Indicator } from './contract/indicator.ts';
import { indicatorErrors } from './errors.ts';
import { Cci } from './momentum/cci.ts';
import { LogReturn } from './momentum/log-return.ts';
import { Roc } from './momentum/roc.ts';
import { Rsi } from './momentum/rsi.ts';
import { Stochastic } from './momentum/stochastic.ts';
import { Streak } from './momentum/streak.ts';
import { Tsi } from './momentum/tsi.ts';
import { WilliamsR } from './momentum/williams-r.ts';
import { entry, type IndicatorEntry } from './registry-entry.ts';
import { Adx } from './trend/adx.ts';
import { Aroon } from './trend/aroon.ts';
import { Choppiness } from './trend/choppiness.ts';
import { Dema } from './trend/dema.ts';
import { Donchian } from './trend/donchian.ts';
import { Ema } from './trend/ema.ts';
import { Hma } from './trend/hma.ts';
import { Kama } from './trend/kama.ts';
import { LinearRegression } from './trend/linear-regression.ts';
import { Macd } from './trend/macd.ts';
import { Sma } from './trend/sma.ts';
import { Smma } from './trend/smma.ts';
import { Tema } from './trend/tema.ts';
import { Vortex } from './trend/vortex.ts';
import { Wma } from './trend/wma.ts';
import { Atr } from './volatility/atr.ts';
import { Bollinger } from './volatility/bollinger.ts';
import { GarmanKlass } from './volatility/garman-klass.ts';
import { Keltner } from './volatility/keltner.ts';
import { Parkinson } from './volatility/parkinson.ts';
import { StandardDeviation } from './volatility/standard-deviation.ts';
import { TrueRange } from './volatility/true-range.ts';
import { Adl } from './volume/adl.ts';
import { Cmf } from './volume/cmf.ts';
import { Mfi } from './volume/mfi.ts';
import { Obv } from './volume/obv.ts';
import { Vwma } from './volume/vwma.ts';

const ENTRIES = {
  sma: entry('sma', 'Simple moving average', 'trend', { period: 20 }, (options) => new Sma(options)),
  ema: entry('ema', 'Exponential moving average', 'trend', { period: 20 }, (options) => new Ema(options)),
  wma: entry('wma', 'Weighted moving average', 'trend', { period: 20 }, (options) => new Wma(options)),
  smma: entry('smma', "Smoothed (Wilder's) moving average", 'trend', { period: 20 }, (options) => new Smma(options)),
  dema: entry('dema', 'Double exponential moving average', 'trend', { period: 20 }, (options) => new Dema(options)),
  tema: entry('tema', 'Triple exponential moving average', 'trend', { period: 20 }, (options) => new Tema(options)),
  hma: entry('hma', 'Hull moving average', 'trend', { period: 20 }, (options) => new Hma(options)),
  kama: entry(
    'kama',
    "Kaufman's adaptive moving average and efficiency ratio",
    'trend',
    { period: 10, fast: 2, slow: 30 },
    (options) => new Kama(options),
  ),
  macd: entry(
    'macd',
    'Moving average convergence and divergence',
    'trend',
    { fast: 12, slow: 26, signal: 9 },
    (options) => new Macd(options),
  ),
  adx: entry('adx', 'Average directional index, +DI and -DI', 'trend', { period: 14 }, (options) => new Adx(options)),
  aroon: entry('aroon', 'Aroon', 'trend', { period: 25 }, (options) => new Aroon(options)),
  'linear-regression': entry(
    'linear-regression',
    'Linear regression: slope, R², value',
    'trend',
    { period: 14 },
    (options) => new LinearRegression(options),
  ),
  vortex: entry('vortex', 'Vortex', 'trend', { period: 14 }, (options) => new Vortex(options)),
  choppiness: entry('choppiness', 'Choppiness index', 'trend', { period: 14 }, (options) => new Choppiness(options)),
  donchian: entry('donchian', 'Donchian channel', 'trend', { period: 20 }, (options) => new Donchian(options)),
  rsi: entry('rsi', 'Relative strength index', 'momentum', { period: 14 }, (options) => new Rsi(options)),
  roc: entry('roc', 'Rate of change and momentum', 'momentum', { period: 20 }, (options) => new Roc(options)),
  'log-return': entry('log-return', 'Log return', 'momentum', { period: 1 }, (options) => new LogReturn(options)),
  stochastic: entry(
    'stochastic',
    'Stochastic oscillator',
    'momentum',
    { period: 14, smooth: 3, signal: 3 },
    (options) => new Stochastic(options),
  ),
  'williams-r': entry('williams-r', 'Williams %R', 'momentum', { period: 14 }, (options) => new WilliamsR(options)),
  cci: entry('cci', 'Commodity channel index', 'momentum', { period: 20 }, (options) => new Cci(options)),
  tsi: entry(
    'tsi',
    'True strength index',
    'momentum',
    { slow: 25, fast: 13, signal: 7 },
    (options) => new Tsi(options),
  ),
  streak: entry('streak', 'Rises or falls in a row', 'momentum', {}, (options) => new Streak(options)),
  'true-range': entry('true-range', 'True range', 'volatility', {}, () => new TrueRange()),
  atr: entry('atr', 'Average true range', 'volatility', { period: 14 }, (options) => new Atr(options)),
  'standard-deviation': entry(
    'standard-deviation',
    'Standard deviation, mean, z-score',
    'volatility',
    { period: 14 },
    (options) => new StandardDeviation(options),
  ),
  bollinger: entry(
    'bollinger',
    'Bollinger bands, %B, width',
    'volatility',
    { period: 20, deviations: 2 },
    (options) => new Bollinger(options),
  ),
  keltner: entry(
    'keltner',
    'Keltner channel',
    'volatility',
    { period: 20, multiple: 2, atrPeriod: 10 },
    (options) => new Keltner(options),
  ),
  parkinson: entry(
    'parkinson',
    'Parkinson volatility',
    'volatility',
    { period: 24 },
    (options) => new Parkinson(options),
  ),
  'garman-klass': entry(
    'garman-klass',
    'Garman-Klass volatility',
    'volatility',
    { period: 24 },
    (options) => new GarmanKlass(options),
  ),
  obv: entry('obv', 'On-balance volume', 'volume', {}, () => new Obv()),
  adl: entry('adl', 'Accumulation and distribution line', 'volume', {}, () => new Adl()),
  cmf: entry('cmf', "Chaikin's money flow", 'volume', { period: 20 }, (options) => new Cmf(options)),
  mfi: entry('mfi', 'Money flow index', 'volume', { period: 14 }, (options) => new Mfi(options)),
  vwma: entry('vwma', 'Volume-weighted moving average', 'volume', { period: 10 }, (options) => new Vwma(options)),
} as const;

/** Id of a registered indicator. */
export type IndicatorId = keyof typeof ENTRIES;

/** Parameters that an indicator takes, all optional. */
export type IndicatorParameters<Id extends IndicatorId> = {
  readonly [Name in keyof (typeof ENTRIES)[Id]['parameters']]?: number;
};

/** Every indicator of this package. */
export const INDICATORS: readonly IndicatorEntry[] = Object.values(ENTRIES);

const byId = new Map<string, IndicatorEntry>(INDICATORS.map((indicator) => [indicator.id, indicator]));

/**
 * Makes an indicator by its id. Throws `UNKNOWN_INDICATOR`, `UNKNOWN_PARAMETER`, `PARAMETER_OUT_OF_RANGE`.
 * `source` is the column that an indicator of one column reads; indicators of whole bars ignore it.
 */
export function createIndicator<Id extends IndicatorId>(
  id: Id,
  parameters: IndicatorParameters<Id> = {},
  source?: BarColumn,
): Indicator {
  const found = byId.get(id);
  if (found === undefined) {
    throw indicatorErrors.UNKNOWN_INDICATOR({ indicator: id, known: [...byId.keys()].join(', ') });
  }
  return found.create(parameters, source);
}
