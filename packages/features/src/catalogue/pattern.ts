import type { Timeframe } from '@pipwright/model';
import { indicator } from './column-reference.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { scaledWithin } from './operations.ts';
import { Placing } from './placing.ts';
import { BOUNDED } from './stationarity.ts';

const score = (output: string) => indicator('candle-pattern-score', {}, output);

/** What the 61 candle patterns say together; over M1 those of its M5 candles. */
export function patternFeatures(timeframes: readonly Timeframe[]): readonly FeatureDefinition[] {
  const place = Placing.from('M5', timeframes);
  const feature = place.featuresOf('pattern');
  const about = { unit: 'ratio', stationarity: BOUNDED };
  return [
    feature(
      { ...about, name: 'pattern_bullish', formula: 'summed strength of bullish @ candle patterns / 3, at most 3' },
      [place.on(score('bullish'))],
      scaledWithin(0, 3, 3),
    ),
    feature(
      { ...about, name: 'pattern_bearish', formula: 'summed strength of bearish @ candle patterns / 3, at most 3' },
      [place.on(score('bearish'))],
      scaledWithin(0, 3, 3),
    ),
    feature(
      { ...about, name: 'pattern_indecision', formula: '@ candle patterns without a direction / 8' },
      [place.on(score('indecision'))],
      scaledWithin(0, 8, 1),
    ),
  ];
}
