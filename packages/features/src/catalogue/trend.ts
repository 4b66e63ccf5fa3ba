import { indicator } from './column-reference.ts';
import { close, perAtr } from './columns.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { contrast, difference, distance, product, same, scaled, scaledWithin } from './operations.ts';
import { BOUNDED, IN_ATR } from './stationarity.ts';

const ema = (period: number) => indicator('ema', { period }, 'ema');

function emaDistance(period: number): FeatureDefinition {
  return {
    name: `ema_${period}_distance`,
    group: 'trend',
    formula: `(close - EMA(${period})) / ATR(14)`,
    unit: 'ATR',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [close, ema(period), perAtr],
    compute: distance,
  };
}

export const TREND_FEATURES: readonly FeatureDefinition[] = [
  emaDistance(20),
  emaDistance(50),
  emaDistance(200),
  {
    name: 'ema_20_50_distance',
    group: 'trend',
    formula: '(EMA(20) - EMA(50)) / ATR(14)',
    unit: 'ATR',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [ema(20), ema(50), perAtr],
    compute: distance,
  },
  {
    name: 'macd_histogram',
    group: 'trend',
    formula: 'MACD(12, 26, 9).histogram / ATR(14)',
    unit: 'ATR',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [indicator('macd', { fast: 12, slow: 26, signal: 9 }, 'histogram'), perAtr],
    compute: product(),
  },
  {
    name: 'adx_14',
    group: 'trend',
    formula: 'ADX(14) / 100',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('adx', { period: 14 }, 'adx')],
    compute: scaled(0, 100),
  },
  {
    name: 'di_balance_14',
    group: 'trend',
    formula: '(+DI(14) - -DI(14)) / (+DI(14) + -DI(14))',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('adx', { period: 14 }, 'plus'), indicator('adx', { period: 14 }, 'minus')],
    compute: contrast,
  },
  {
    name: 'aroon_oscillator_25',
    group: 'trend',
    formula: 'Aroon(25).oscillator / 100',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('aroon', { period: 25 }, 'oscillator')],
    compute: scaled(0, 100),
  },
  {
    name: 'regression_slope_24',
    group: 'trend',
    formula: 'slope of the line through 24 closes / ATR(14)',
    unit: 'ATR per bar',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [indicator('linear-regression', { period: 24 }, 'slope'), perAtr],
    compute: product(),
  },
  {
    name: 'regression_r2_24',
    group: 'trend',
    formula: 'R² of the line through 24 closes',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('linear-regression', { period: 24 }, 'rSquared')],
    compute: same,
  },
  {
    name: 'choppiness_14',
    group: 'trend',
    formula: 'choppiness(14) / 100',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('choppiness', { period: 14 }, 'choppiness')],
    compute: scaledWithin(0, 100, 2),
  },
  {
    name: 'efficiency_ratio_24',
    group: 'trend',
    formula: '|close - close[24]| / sum of |change| over 24 bars',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('kama', { period: 24 }, 'efficiency')],
    compute: same,
  },
  {
    name: 'vortex_balance_14',
    group: 'trend',
    formula: 'Vortex(14).plus - Vortex(14).minus',
    unit: 'ratio',
    stationarity: 'Ratio to the true range; bounded by about 2.',
    frame: 0,
    inputs: [indicator('vortex', { period: 14 }, 'plus'), indicator('vortex', { period: 14 }, 'minus')],
    compute: difference(1),
  },
];
