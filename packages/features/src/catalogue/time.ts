import { clock } from './column-reference.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { featuresOf } from './feature.ts';
import { lookUp, lookUpBoth, lookUpSum, scaled } from './operations.ts';
import { REPEATS } from './stationarity.ts';

const MINUTES = 1440;
const time = featuresOf('time');
const session = featuresOf('session');

/** A value per minute of the day. */
function perMinute(value: (minute: number) => number): Float64Array {
  return Float64Array.from({ length: MINUTES }, (_, minute) => value(minute));
}

/** A value per trading weekday, 1 Monday to 5 Friday. */
function perWeekday(value: (weekday: number) => number): Float64Array {
  return Float64Array.from({ length: 7 }, (_, weekday) => value(weekday));
}

/** 1 in the minutes from `from` (inclusive) to `to` o'clock (exclusive). */
function hours(from: number, to: number): Float64Array {
  return perMinute((minute) => (minute >= 60 * from && minute < 60 * to ? 1 : 0));
}

/** Share of a day until the next time that the clock shows `target`; 0 at that minute. */
function until(target: number): Float64Array {
  return perMinute((minute) => ((target - minute + MINUTES) % MINUTES) / MINUTES);
}

const turn = (share: number): number => 2 * Math.PI * share;
const hourSine = perMinute((minute) => Math.sin(turn(minute / MINUTES)));
const hourCosine = perMinute((minute) => Math.cos(turn(minute / MINUTES)));
const working = hours(8, 17);

function flag(
  name: string,
  formula: string,
  minutes: Parameters<typeof clock>[0],
  table: Float64Array,
): FeatureDefinition {
  return session({ name, formula, unit: 'flag', stationarity: REPEATS }, [clock(minutes)], lookUp(table));
}

function scaledTable(table: Float64Array, factor: number): Float64Array {
  return table.map((value) => value * factor);
}

/** Of every timeframe. Clocks are read at the close of the candle: the moment of the decision. */
export const WEEK_FEATURES: readonly FeatureDefinition[] = [
  time(
    {
      name: 'weekday_sin',
      formula: 'sin(2π (trading day - 1) / 5), Monday = 1',
      unit: 'sine',
      stationarity: REPEATS,
    },
    [clock('weekday')],
    lookUp(perWeekday((weekday) => Math.sin(turn((weekday - 1) / 5)))),
  ),
  time(
    {
      name: 'weekday_cos',
      formula: 'cos(2π (trading day - 1) / 5), Monday = 1',
      unit: 'cosine',
      stationarity: REPEATS,
    },
    [clock('weekday')],
    lookUp(perWeekday((weekday) => Math.cos(turn((weekday - 1) / 5)))),
  ),
  time(
    {
      name: 'week_elapsed',
      formula: 'time since Sunday 17:00 New York / 120 h',
      unit: 'fraction',
      stationarity: REPEATS,
    },
    [clock('sinceWeekOpenHours')],
    scaled(0, 120),
  ),
];

/** Of timeframes shorter than a day. */
export const INTRADAY_FEATURES: readonly FeatureDefinition[] = [
  ...(['newYork', 'london'] as const).flatMap((city) => {
    const prefix = city === 'newYork' ? 'new_york' : 'london';
    const place = city === 'newYork' ? "New York's" : "London's";
    const about = { stationarity: REPEATS };
    return [
      time(
        { ...about, name: `${prefix}_hour_sin`, formula: `sin(2π hour / 24), ${place} clock`, unit: 'sine' },
        [clock(`${city}Minute`)],
        lookUp(hourSine),
      ),
      time(
        { ...about, name: `${prefix}_hour_cos`, formula: `cos(2π hour / 24), ${place} clock`, unit: 'cosine' },
        [clock(`${city}Minute`)],
        lookUp(hourCosine),
      ),
    ];
  }),
  time(
    {
      name: 'rollover_elapsed',
      formula: 'time since the last 17:00 New York before the close / 24 h',
      unit: 'fraction',
      stationarity: REPEATS,
    },
    [clock('sinceRolloverHours')],
    scaled(0, 24),
  ),
  time(
    {
      name: 'wmr_fix_ahead',
      formula: 'time to the next 16:00 London (WM/Reuters closing spot rate) / 24 h',
      source: 'London Stock Exchange Group, WMR FX benchmarks methodology: 4 pm UK closing spot rate',
      unit: 'fraction',
      stationarity: REPEATS,
    },
    [clock('londonMinute')],
    lookUp(until(16 * 60)),
  ),
  time(
    {
      name: 'tokyo_fix_ahead',
      formula: 'time to the next 9:55 Tokyo (fixing of the Japanese banks) / 24 h',
      source: 'Ito and Yamada, Puzzles in the Tokyo fixing in the forex market, 2017',
      unit: 'fraction',
      stationarity: REPEATS,
    },
    [clock('tokyoMinute')],
    lookUp(until(9 * 60 + 55)),
  ),
  flag('session_sydney', "1 from 8:00 to 17:00 on Sydney's clock", 'sydneyMinute', working),
  flag('session_tokyo', "1 from 9:00 to 18:00 on Tokyo's clock", 'tokyoMinute', hours(9, 18)),
  flag('session_london', "1 from 8:00 to 17:00 on London's clock", 'londonMinute', working),
  flag('session_new_york', "1 from 8:00 to 17:00 on New York's clock", 'newYorkMinute', working),
  session(
    {
      name: 'session_overlap',
      formula: '1 from 8:00 to 17:00 on both clocks, London and New York',
      unit: 'flag',
      stationarity: REPEATS,
    },
    [clock('londonMinute'), clock('newYorkMinute')],
    lookUpBoth(working),
  ),
  session(
    {
      name: 'session_liquidity',
      formula:
        'share of turnover of the open centres: 0.38 London, 0.21 Tokyo (with Singapore and Hong Kong), 0.19 New York',
      source: 'Bank for International Settlements, Triennial Central Bank Survey, 2022: turnover by country',
      unit: 'fraction',
      stationarity: 'Repeats by construction; the shares are those of 2022.',
    },
    [clock('londonMinute'), clock('tokyoMinute'), clock('newYorkMinute')],
    lookUpSum([scaledTable(working, 0.38), scaledTable(hours(9, 18), 0.21), scaledTable(working, 0.19)]),
  ),
];
