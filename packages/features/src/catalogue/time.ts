import { clock } from './column-reference.ts';
import type { ColumnOperation, FeatureDefinition, FeatureGroup } from './feature-definition.ts';
import type { ClockName } from '../engine/clock-columns.ts';
import { bothWithin, cosine, scaled, sine, within } from './operations.ts';

const CYCLE = 'Repeats by construction.';

function timeFeature(
  name: string,
  group: FeatureGroup,
  formula: string,
  unit: string,
  columns: readonly ClockName[],
  compute: ColumnOperation,
): FeatureDefinition {
  return { name, group, formula, unit, stationarity: CYCLE, frame: 0, inputs: columns.map(clock), compute };
}

/** Of every timeframe. Clocks are read at the close of the candle: the moment of the decision. */
export const WEEK_FEATURES: readonly FeatureDefinition[] = [
  timeFeature('weekday_sin', 'time', 'sin(2π (trading day - 1) / 5), Monday = 1', 'sine', ['weekday'], sine(5, 1)),
  timeFeature('weekday_cos', 'time', 'cos(2π (trading day - 1) / 5), Monday = 1', 'cosine', ['weekday'], cosine(5, 1)),
  timeFeature(
    'week_elapsed',
    'time',
    'time since Sunday 17:00 New York / 120 h',
    'fraction',
    ['sinceWeekOpenHours'],
    scaled(0, 120),
  ),
];

/** Of timeframes shorter than a day. */
export const INTRADAY_FEATURES: readonly FeatureDefinition[] = [
  timeFeature('new_york_hour_sin', 'time', "sin(2π hour / 24), New York's clock", 'sine', ['newYorkHour'], sine(24)),
  timeFeature(
    'new_york_hour_cos',
    'time',
    "cos(2π hour / 24), New York's clock",
    'cosine',
    ['newYorkHour'],
    cosine(24),
  ),
  timeFeature('london_hour_sin', 'time', "sin(2π hour / 24), London's clock", 'sine', ['londonHour'], sine(24)),
  timeFeature('london_hour_cos', 'time', "cos(2π hour / 24), London's clock", 'cosine', ['londonHour'], cosine(24)),
  timeFeature(
    'rollover_elapsed',
    'time',
    'time since the last 17:00 New York before the close / 24 h',
    'fraction',
    ['sinceRolloverHours'],
    scaled(0, 24),
  ),
  timeFeature(
    'session_tokyo',
    'session',
    "1 from 9:00 to 18:00 on Tokyo's clock",
    'flag',
    ['tokyoHour'],
    within(9, 18),
  ),
  timeFeature(
    'session_london',
    'session',
    "1 from 8:00 to 17:00 on London's clock",
    'flag',
    ['londonHour'],
    within(8, 17),
  ),
  timeFeature(
    'session_new_york',
    'session',
    "1 from 8:00 to 17:00 on New York's clock",
    'flag',
    ['newYorkHour'],
    within(8, 17),
  ),
  timeFeature(
    'session_overlap',
    'session',
    '1 from 8:00 to 17:00 on both clocks, London and New York',
    'flag',
    ['londonHour', 'newYorkHour'],
    bothWithin(8, 17),
  ),
];
