import type { Timeframe } from '@pipwright/model';
import { indicator, type ColumnReference } from './column-reference.ts';
import { close, perAtr } from './columns.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { distanceWithin, fromRoundNumber, position, same, scaledWithin } from './operations.ts';
import { Placing } from './placing.ts';
import { BOUNDED, IN_ATR } from './stationarity.ts';

/** A level further away than this is out of reach, however far. */
const REACH_ATR = 20;
const SWING = { left: 5, right: 5 };

const swing = (output: string) => indicator('swing-points', SWING, output);
const breaks = (output: string) => indicator('structure-breaks', SWING, output);
const zones = { ...SWING, tolerance: 0.5, halfLife: 500, atrPeriod: 14 };
const zone = (output: string) => indicator('support-resistance', zones, output);
const gap = (output: string) => indicator('fair-value-gaps', { minimumSize: 0, atrPeriod: 14 }, output);
const block = (output: string) => indicator('order-blocks', { ...SWING, displacement: 1, atrPeriod: 14 }, output);
const pivot = (output: string) => indicator('floor-pivots', {}, output);
const rsiDivergence = indicator('rsi-divergence', { period: 14, ...SWING, minimumBars: 5, maximumBars: 60 }, 'regular');
const fibonacci = indicator('fibonacci-confluence', { ...SWING, legs: 5, tolerance: 0.25, atrPeriod: 14 }, 'position');

interface Line {
  readonly name: string;
  readonly formula: string;
  readonly unit: string;
  readonly stationarity: string;
  readonly inputs: readonly ColumnReference[];
  readonly compute: ColumnOperation;
  readonly sparse?: boolean;
}

/** Distance of the close of the base candle from a level. */
function levelDistance(name: string, level: string, reference: ColumnReference, place: Placing): Line {
  return {
    name,
    formula: `(close - @ ${level}) / @ ATR(14), at most ${REACH_ATR} either way`,
    unit: 'ATR',
    stationarity: IN_ATR,
    inputs: [close, place.on(reference), place.on(perAtr)],
    compute: distanceWithin(REACH_ATR),
    sparse: true,
  };
}

function state(name: string, formula: string, unit: string, input: ColumnReference, compute: ColumnOperation): Line {
  return { name, formula, unit, stationarity: BOUNDED, inputs: [input], compute, sparse: true };
}

function levelLines(place: Placing): readonly Line[] {
  return [
    levelDistance('support_distance', 'support-resistance(5, 5).support', zone('support'), place),
    levelDistance('resistance_distance', 'support-resistance(5, 5).resistance', zone('resistance'), place),
    levelDistance('swing_high_distance', 'swing-points(5, 5).high', swing('high'), place),
    levelDistance('swing_low_distance', 'swing-points(5, 5).low', swing('low'), place),
    levelDistance('gap_below_distance', 'fair-value-gaps.bullTop', gap('bullTop'), place),
    levelDistance('gap_above_distance', 'fair-value-gaps.bearBottom', gap('bearBottom'), place),
    levelDistance('block_below_distance', 'order-blocks(5, 5).bullTop', block('bullTop'), place),
    levelDistance('block_above_distance', 'order-blocks(5, 5).bearBottom', block('bearBottom'), place),
    levelDistance('pivot_distance', 'floor-pivots.pivot of the trading day before', pivot('pivot'), place),
    {
      name: 'pivot_position',
      formula: 'place of close between the first support (0) and the first resistance (1) of @ floor-pivots',
      unit: 'fraction',
      stationarity: 'In the range of the trading day before.',
      inputs: [close, place.on(pivot('s1')), place.on(pivot('r1'))],
      compute: position,
      sparse: true,
    },
  ];
}

function stateLines(place: Placing): readonly Line[] {
  const strength = (output: string): ColumnReference => place.on(zone(output));
  return [
    state(
      'support_strength',
      '@ support-resistance(5, 5).supportStrength / 5, at most 4',
      'ratio',
      strength('supportStrength'),
      scaledWithin(0, 5, 4),
    ),
    state(
      'resistance_strength',
      '@ support-resistance(5, 5).resistanceStrength / 5, at most 4',
      'ratio',
      strength('resistanceStrength'),
      scaledWithin(0, 5, 4),
    ),
    state('swing_trend', '@ swing-points(5, 5).trend', 'sign', place.on(swing('trend')), same),
    state('break_trend', '@ structure-breaks(5, 5).trend', 'sign', place.on(breaks('trend')), same),
    state(
      'break_age',
      '@ structure-breaks(5, 5).bars / 50, at most 4',
      'ratio',
      place.on(breaks('bars')),
      scaledWithin(0, 50, 4),
    ),
    state(
      'fibonacci_position',
      'share of the last @ leg that the close has retraced, at most 4 either way',
      'fraction',
      place.on(fibonacci),
      scaledWithin(0, 1, 4),
    ),
    state(
      'rsi_divergence',
      'strength of the last regular divergence of @ price and RSI(14), positive where bullish',
      'ratio',
      place.on(rsiDivergence),
      same,
    ),
  ];
}

/**
 * Where the price stands in the structure that swings have left. Swings of single minutes are noise and cost as much as
 * all averages together, so that the structure of M1 is that of its M5 candles.
 */
export function structureFeatures(timeframes: readonly Timeframe[]): readonly FeatureDefinition[] {
  const place = Placing.from('M5', timeframes);
  const feature = place.featuresOf('structure');
  const lines = [...levelLines(place), ...stateLines(place)];
  return [
    ...lines.map(({ inputs, compute, ...about }) => feature(about, inputs, compute)),
    {
      name: 'round_number_distance',
      group: 'structure',
      formula: '(close - nearest multiple of 100 pips) / ATR(14)',
      source: 'Osler, Support for resistance: technical analysis and intraday exchange rates, 2000',
      unit: 'ATR',
      stationarity: 'Counted in average true ranges; its bounds grow where ranges are small.',
      frame: 0,
      inputs: [close, perAtr],
      compute: fromRoundNumber(100),
    },
  ];
}
