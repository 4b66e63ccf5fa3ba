import type { Timeframe } from '@pipwright/model';
import { derived, inFrame, indicator, type ColumnReference, type ContextFrameIndex } from './column-reference.ts';
import { atr, close, perAtr } from './columns.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { contrast, distance, mean, position, product, scaled, signFrom, signOfDifference } from './operations.ts';
import { BOUNDED, VOLATILITY_RATIO } from './stationarity.ts';

const IN_ATR = 'Counted in average true ranges of its timeframe.';

const ema20 = indicator('ema', { period: 20 }, 'ema');
const adx = (output: string) => indicator('adx', { period: 14 }, output);
const donchian = (output: string) => indicator('donchian', { period: 20 }, output);
const rsi = indicator('rsi', { period: 14 }, 'rsi');
/** Where the close of its own candle stands: 1 above, -1 below. */
const trendSign = derived('sign(a - b)', [close, ema20], signOfDifference);
const momentumSign = derived('sign(a - 50)', [rsi], signFrom(50));

type About = Pick<FeatureDefinition, 'name' | 'formula' | 'unit' | 'stationarity'>;

/** Features of one context timeframe, joined as of its last closed candle. `close` is the base candle's. */
export function contextFeatures(frame: ContextFrameIndex, timeframe: Timeframe): readonly FeatureDefinition[] {
  const higher = (reference: ColumnReference) => inFrame(frame, reference);
  const line = (about: About, inputs: readonly ColumnReference[], compute: ColumnOperation): FeatureDefinition => ({
    ...about,
    name: `${timeframe.toLowerCase()}_${about.name}`,
    formula: about.formula.replaceAll('@', timeframe),
    group: 'context',
    frame,
    inputs,
    compute,
  });
  return [
    line(
      { name: 'ema_20_distance', formula: '(close - @ EMA(20)) / @ ATR(14)', unit: 'ATR', stationarity: IN_ATR },
      [close, higher(ema20), higher(perAtr)],
      distance,
    ),
    line(
      {
        name: 'di_balance_14',
        formula: '(@ +DI(14) - @ -DI(14)) / (@ +DI(14) + @ -DI(14))',
        unit: 'ratio',
        stationarity: BOUNDED,
      },
      [higher(adx('plus')), higher(adx('minus'))],
      contrast,
    ),
    line(
      { name: 'rsi_14', formula: '(@ RSI(14) - 50) / 50', unit: 'ratio', stationarity: BOUNDED },
      [higher(rsi)],
      scaled(50, 50),
    ),
    line(
      {
        name: 'change_5',
        formula: '(@ close - @ close[5]) / (@ ATR(14) * sqrt(5))',
        unit: 'ATR per root of bars',
        stationarity: IN_ATR,
      },
      [higher(indicator('roc', { period: 5 }, 'momentum')), higher(perAtr)],
      product(Math.sqrt(5)),
    ),
    line(
      {
        name: 'range_position_20',
        formula: 'place of close between lowest low (0) and highest high (1) of 20 @',
        unit: 'fraction',
        stationarity: 'In the range of its own window; outside of 0 to 1 where the base candle has left it.',
      },
      [close, higher(donchian('lower')), higher(donchian('upper'))],
      position,
    ),
    line(
      { name: 'atr_ratio', formula: 'ATR(14) / @ ATR(14)', unit: 'ratio', stationarity: VOLATILITY_RATIO },
      [atr, higher(perAtr)],
      product(),
    ),
  ];
}

/** How many of the timeframes agree: the last of the catalogue, over the base and all higher timeframes. */
export function alignmentFeatures(timeframes: readonly Timeframe[]): readonly FeatureDefinition[] {
  const frames = timeframes.map((_, index) => (index + 1) as ContextFrameIndex);
  const over = timeframes.length === 0 ? '' : `, over the base and ${timeframes.join(', ')}`;
  const line = (name: string, formula: string, sign: ColumnReference): FeatureDefinition => ({
    name,
    group: 'context',
    formula: `${formula}${over}`,
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: frames.at(-1) ?? 0,
    inputs: [sign, ...frames.map((frame) => inFrame(frame, sign))],
    compute: mean,
  });
  return [
    line('trend_alignment', 'mean sign of close - EMA(20)', trendSign),
    line('momentum_alignment', 'mean sign of RSI(14) - 50', momentumSign),
  ];
}
