import { indicator, source } from './column-reference.ts';
import { close, perAtr } from './columns.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { featuresOf } from './feature.ts';
import { distance, position, scaledWithin } from './operations.ts';
import { IN_ATR, NEUTRAL_WITHOUT_VOLUME } from './stationarity.ts';

const feature = featuresOf('session');
const day = (name: string) => source('day', name);

/** Of timeframes shorter than a day: where the price stands in the trading day so far, and against the day before. */
export const DAY_FEATURES: readonly FeatureDefinition[] = [
  feature(
    {
      name: 'session_vwap_distance',
      formula: '(close - VWAP of the trading day so far) / its volume-weighted deviation, at most 10',
      unit: 'deviations',
      stationarity: `In deviations of the day so far.${NEUTRAL_WITHOUT_VOLUME}`,
    },
    [indicator('vwap-session-distance', {}, 'distance')],
    scaledWithin(0, 1, 10),
  ),
  feature(
    {
      name: 'day_open_distance',
      formula: '(close - open of the trading day) / ATR(14)',
      unit: 'ATR',
      stationarity: 'In average true ranges; its spread grows as the day goes on.',
    },
    [close, day('open'), perAtr],
    distance,
  ),
  feature(
    {
      name: 'day_range_position',
      formula: 'place of close between low (0) and high (1) of the trading day so far',
      unit: 'fraction',
      stationarity: 'Bounded by construction.',
    },
    [close, day('low'), day('high')],
    position,
  ),
  feature(
    {
      name: 'previous_high_distance',
      formula: '(close - high of the trading day before) / ATR(14)',
      unit: 'ATR',
      stationarity: IN_ATR,
      sparse: true,
    },
    [close, day('previousHigh'), perAtr],
    distance,
  ),
  feature(
    {
      name: 'previous_low_distance',
      formula: '(close - low of the trading day before) / ATR(14)',
      unit: 'ATR',
      stationarity: IN_ATR,
      sparse: true,
    },
    [close, day('previousLow'), perAtr],
    distance,
  ),
];
