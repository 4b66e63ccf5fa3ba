import { indicator } from './column-reference.ts';
import { close, high, low, open, perAtr, perRange, spread } from './columns.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { distance, inPips, lowerWick, openingGap, product, ratio, upperWick } from './operations.ts';
import { BOUNDED } from './stationarity.ts';

export const CANDLE_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'body',
    group: 'candle',
    formula: '(close - open) / (high - low); 0 without a range',
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [close, open, perRange],
    compute: distance,
  },
  {
    name: 'upper_wick',
    group: 'candle',
    formula: '(high - max(open, close)) / (high - low); 0 without a range',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [open, high, close, perRange],
    compute: upperWick,
  },
  {
    name: 'lower_wick',
    group: 'candle',
    formula: '(min(open, close) - low) / (high - low); 0 without a range',
    unit: 'fraction',
    stationarity: BOUNDED,
    frame: 0,
    inputs: [open, low, close, perRange],
    compute: lowerWick,
  },
  {
    name: 'opening_gap',
    group: 'candle',
    formula: '(open - close[1]) / ATR(14)',
    unit: 'ATR',
    stationarity: 'In average true ranges; large after weekends only.',
    frame: 0,
    inputs: [open, close, indicator('roc', { period: 1 }, 'momentum'), perAtr],
    compute: openingGap,
  },
];

export const SPREAD_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'spread_pips',
    group: 'spread',
    formula: '(ask close - bid close) / pip',
    unit: 'pips',
    stationarity: 'Fell over the years and differs by provider: use it with care across long spans.',
    frame: 0,
    inputs: [spread],
    compute: inPips,
  },
  {
    name: 'spread_ratio_48',
    group: 'spread',
    formula: 'spread / SMA(spread, 48); 1 where that is 0',
    unit: 'ratio',
    stationarity: 'Relative to its own recent mean.',
    frame: 0,
    inputs: [spread, indicator('sma', { period: 48 }, 'sma', spread)],
    compute: ratio(1),
  },
  {
    name: 'spread_atr',
    group: 'spread',
    formula: 'spread / ATR(14)',
    unit: 'ATR',
    stationarity: 'Cost of a trade in units of movement.',
    frame: 0,
    inputs: [spread, perAtr],
    compute: product(),
  },
];
