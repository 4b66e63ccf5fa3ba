import { indicator } from './column-reference.ts';
import { close, perAtr } from './columns.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { difference, position, product, same, scaled } from './operations.ts';
import { BOUNDED, IN_ATR } from './stationarity.ts';

function change(period: number): FeatureDefinition {
  return {
    name: `change_${period}`,
    group: 'momentum',
    formula: `(close - close[${period}]) / (ATR(14) * sqrt(${period}))`,
    unit: 'ATR per root of bars',
    stationarity: 'In average true ranges and by the root of the distance: about the same scale for every distance.',
    frame: 0,
    inputs: [indicator('roc', { period }, 'momentum'), perAtr],
    compute: product(Math.sqrt(period)),
  };
}

function rsi(period: number): FeatureDefinition {
  return {
    name: `rsi_${period}`,
    group: 'momentum',
    formula: `(RSI(${period}) - 50) / 50`,
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('rsi', { period }, 'rsi')],
    compute: scaled(50, 50),
  };
}

function donchianPosition(period: number): FeatureDefinition {
  const channel = (output: string) => indicator('donchian', { period }, output);
  return {
    name: `donchian_position_${period}`,
    group: 'momentum',
    formula: `(close - lowest low) / (highest high - lowest low) of ${period} bars`,
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [close, channel('lower'), channel('upper')],
    compute: position,
  };
}

const stochastic = (output: string) => indicator('stochastic', { period: 14, smooth: 3, signal: 3 }, output);

export const MOMENTUM_FEATURES: readonly FeatureDefinition[] = [
  change(1),
  change(4),
  change(24),
  change(120),
  rsi(7),
  rsi(14),
  {
    name: 'stochastic_k_14',
    group: 'momentum',
    formula: '(stochastic(14, 3, 3).k - 50) / 50',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [stochastic('k')],
    compute: scaled(50, 50),
  },
  {
    name: 'stochastic_k_d_14',
    group: 'momentum',
    formula: '(stochastic(14, 3, 3).k - stochastic(14, 3, 3).d) / 100',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [stochastic('k'), stochastic('d')],
    compute: difference(100),
  },
  {
    name: 'williams_r_28',
    group: 'momentum',
    formula: '(Williams %R(28) + 50) / 50',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('williams-r', { period: 28 }, 'williamsR')],
    compute: scaled(-50, 50),
  },
  {
    name: 'cci_20',
    group: 'momentum',
    formula: 'CCI(20) / 100',
    unit: 'ratio',
    stationarity: 'In mean absolute deviations of its own window.',
    frame: 0,
    inputs: [indicator('cci', { period: 20 }, 'cci')],
    compute: scaled(0, 100),
  },
  {
    name: 'tsi_25_13',
    group: 'momentum',
    formula: 'TSI(25, 13, 7) / 100',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('tsi', { slow: 25, fast: 13, signal: 7 }, 'tsi')],
    compute: scaled(0, 100),
  },
  {
    name: 'bollinger_position_20',
    group: 'momentum',
    formula: '%B(20, 2): (close - lower band) / (upper band - lower band)',
    unit: 'fraction',
    stationarity: 'In standard deviations of its own window.',
    frame: 0,
    inputs: [indicator('bollinger', { period: 20, deviations: 2 }, 'percentB')],
    compute: same,
  },
  donchianPosition(20),
  donchianPosition(120),
  {
    name: 'streak',
    group: 'momentum',
    formula: 'closes in a row that rose (positive) or fell (negative)',
    unit: 'bars',
    stationarity: 'A count that does not depend on the price level.',
    frame: 0,
    inputs: [indicator('streak', {}, 'streak')],
    compute: same,
  },
  {
    name: 'macd_line',
    group: 'momentum',
    formula: 'MACD(12, 26, 9).macd / ATR(14)',
    unit: 'ATR',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [indicator('macd', { fast: 12, slow: 26, signal: 9 }, 'macd'), perAtr],
    compute: product(),
  },
  {
    name: 'cmo_14',
    group: 'momentum',
    formula: 'CMO(14) / 100',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('cmo', { period: 14 }, 'cmo')],
    compute: scaled(0, 100),
  },
  {
    name: 'bop_14',
    group: 'momentum',
    formula: 'balance of power(14): SMA((close - open) / (high - low), 14)',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [indicator('bop', { period: 14 }, 'bop')],
    compute: same,
  },
  {
    name: 'awesome_5_34',
    group: 'momentum',
    formula: 'awesome oscillator(5, 34) / ATR(14)',
    unit: 'ATR',
    stationarity: IN_ATR,
    frame: 0,
    inputs: [indicator('awesome', { fast: 5, slow: 34 }, 'oscillator'), perAtr],
    compute: product(),
  },
];
