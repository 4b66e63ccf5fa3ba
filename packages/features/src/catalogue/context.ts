import type { Timeframe } from '@pipwright/model';
import { candle, inFrame, indicator, type ColumnReference } from './column-reference.ts';
import type { ColumnOperation, FeatureDefinition } from './feature-definition.ts';
import { agreement, contrast, distanceInAtr, inAtr, position, scaled } from './operations.ts';

const close = candle('close');
const baseAtr = indicator('atr', { period: 14 }, 'atr');
const IN_ATR = 'Counted in average true ranges of its timeframe.';
const BOUNDED = 'Bounded by construction.';

/** Features of one context timeframe, joined as of its last closed candle. `close` is the base candle's. */
export function contextFeatures(frame: 1 | 2, timeframe: Timeframe): readonly FeatureDefinition[] {
  const higher = (reference: ColumnReference) => inFrame(frame, reference);
  const atr = higher(baseAtr);
  const line =
    (name: string, formula: string, unit: string, stationarity: string) =>
    (inputs: readonly ColumnReference[], compute: ColumnOperation): FeatureDefinition => ({
      name: `${timeframe.toLowerCase()}_${name}`,
      group: 'context',
      formula: formula.replaceAll('@', timeframe),
      unit,
      stationarity,
      frame,
      inputs,
      compute,
    });
  const ema = higher(indicator('ema', { period: 20 }, 'ema'));
  const donchian = (output: string) => higher(indicator('donchian', { period: 20 }, output));
  const adx = (output: string) => higher(indicator('adx', { period: 14 }, output));
  const macd = higher(indicator('macd', { fast: 12, slow: 26, signal: 9 }, 'histogram'));
  return [
    line('ema_20_distance', '(close - @ EMA(20)) / @ ATR(14)', 'ATR', IN_ATR)([close, ema, atr], distanceInAtr),
    line('macd_histogram', '@ MACD(12, 26, 9).histogram / @ ATR(14)', 'ATR', IN_ATR)([macd, atr], inAtr()),
    line(
      'rsi_14',
      '(@ RSI(14) - 50) / 50',
      'ratio',
      BOUNDED,
    )([higher(indicator('rsi', { period: 14 }, 'rsi'))], scaled(50, 50)),
    line('adx_14', '@ ADX(14) / 100', 'fraction', BOUNDED)([adx('adx')], scaled(0, 100)),
    line(
      'di_balance_14',
      '(@ +DI(14) - @ -DI(14)) / (@ +DI(14) + @ -DI(14))',
      'ratio',
      BOUNDED,
    )([adx('plus'), adx('minus')], contrast),
    line(
      'change_5',
      '(@ close - @ close[5]) / (@ ATR(14) * sqrt(5))',
      'ATR per root of bars',
      IN_ATR,
    )([higher(indicator('roc', { period: 5 }, 'momentum')), atr], inAtr(Math.sqrt(5))),
    line(
      'donchian_position_20',
      'place of close between lowest low (0) and highest high (1) of 20 @',
      'fraction',
      IN_ATR,
    )([close, donchian('lower'), donchian('upper')], position),
    line(
      'candle_position',
      'place of close between low (0) and high (1) of the last closed @',
      'fraction',
      IN_ATR,
    )([close, higher(candle('low')), higher(candle('high'))], position),
    line(
      'regression_r2_20',
      'R² of the line through 20 @ closes',
      'fraction',
      BOUNDED,
    )([higher(indicator('linear-regression', { period: 20 }, 'rSquared'))], scaled(0, 1)),
    line(
      'atr_ratio',
      'ATR(14) / @ ATR(14)',
      'ratio',
      'Ratio of two volatilities: free of the level.',
    )([baseAtr, atr], inAtr()),
  ];
}

/** How many of the timeframes agree on the direction: the last of the catalogue, over all of them. */
export function alignmentFeature(frames: readonly (1 | 2)[], timeframes: readonly Timeframe[]): FeatureDefinition {
  const ema = indicator('ema', { period: 20 }, 'ema');
  const slowest = frames.at(-1) as 1 | 2;
  return {
    name: 'trend_alignment',
    group: 'context',
    formula: `mean sign of close - EMA(20), over the base and ${timeframes.join(', ')}`,
    unit: 'ratio',
    stationarity: BOUNDED,
    frame: slowest,
    inputs: [close, ema, ...frames.map((frame) => inFrame(frame, ema))],
    compute: agreement,
  };
}
