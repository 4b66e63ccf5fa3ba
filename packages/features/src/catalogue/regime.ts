import type { Timeframe } from '@pipwright/model';
import { indicator } from './column-reference.ts';
import { close, perAtr, returnDeviation } from './columns.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { distanceFromMiddle, distance, ratio, same, scaled } from './operations.ts';
import { Placing } from './placing.ts';
import { BOUNDED, IN_ATR, VOLATILITY_RATIO } from './stationarity.ts';

const adx = (output: string) => indicator('adx', { period: 14 }, output);
const ichimoku = (output: string) =>
  indicator('ichimoku', { tenkan: 9, kijun: 26, senkou: 52, displacement: 26 }, output);

/** From this average directional index on Wilder speaks of a trend. */
const TREND_FROM = 25;

/** Sign of b - c where a is at least 25, else 0. */
const trendState: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [index, plus, minus] = inputs as unknown as readonly [Float64Array, Float64Array, Float64Array];
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const strength = index[row] as number;
    const sign = Math.sign((plus[row] as number) - (minus[row] as number));
    const state = strength >= TREND_FROM ? sign : 0;
    output[row + shift] = Number.isNaN(strength) ? Number.NaN : state;
  }
};

/** How volatile the market is, and how that has come about. */
function volatilityRegimes(place: Placing): readonly FeatureDefinition[] {
  const feature = place.featuresOf('regime');
  return [
    feature(
      {
        name: 'volatility_percentile',
        formula: 'share of the 150 @ historical volatilities(20) before that are below this one',
        unit: 'fraction',
        stationarity: BOUNDED,
      },
      [place.on(indicator('volatility-rank', { period: 20, rank: 150 }, 'rank'))],
      scaled(0, 100),
    ),
    feature(
      {
        name: 'squeeze',
        formula: '1 while the @ Bollinger bands(20, 2) lie inside the @ Keltner channel(20, 1.5)',
        unit: 'flag',
        stationarity: BOUNDED,
      },
      [place.on(indicator('squeeze', { period: 20, deviations: 2, multiple: 1.5 }, 'squeeze'))],
      same,
    ),
    feature(
      {
        name: 'yang_zhang_ratio_24',
        formula: '@ Yang-Zhang volatility(24) / standard deviation of 24 @ log returns; 1 where that is 0',
        unit: 'ratio',
        stationarity: VOLATILITY_RATIO,
      },
      [place.on(indicator('yang-zhang', { period: 24, barsPerYear: 1 }, 'volatility')), place.on(returnDeviation(24))],
      ratio(1),
    ),
  ];
}

/** Whether the market trends, and where it stands in its trend. */
function trendRegimes(place: Placing): readonly FeatureDefinition[] {
  const feature = place.featuresOf('regime');
  return [
    feature(
      {
        name: 'trend_state',
        formula: 'sign of @ (+DI(14) - -DI(14)) where @ ADX(14) is at least 25, else 0',
        unit: 'sign',
        stationarity: BOUNDED,
      },
      [place.on(adx('adx')), place.on(adx('plus')), place.on(adx('minus'))],
      trendState,
    ),
    feature(
      {
        name: 'hurst_100',
        formula: 'Hurst exponent of 100 @ log returns by rescaled range, corrected for the length - 0.5',
        unit: 'exponent',
        stationarity: BOUNDED,
      },
      [place.on(indicator('hurst', { period: 100 }, 'corrected'))],
      scaled(0.5, 1),
    ),
    feature(
      {
        name: 'cloud_distance',
        formula: '(close - middle of the @ Ichimoku cloud) / @ ATR(14)',
        unit: 'ATR',
        stationarity: IN_ATR,
      },
      [close, place.on(ichimoku('senkouA')), place.on(ichimoku('senkouB')), place.on(perAtr)],
      distanceFromMiddle,
    ),
    feature(
      {
        name: 'tenkan_kijun_distance',
        formula: '@ (Ichimoku tenkan(9) - kijun(26)) / @ ATR(14)',
        unit: 'ATR',
        stationarity: IN_ATR,
      },
      [place.on(ichimoku('tenkan')), place.on(ichimoku('kijun')), place.on(perAtr)],
      distance,
    ),
  ];
}

/**
 * What kind of market it is. Regimes last for hours at least, and what finds them looks at long windows: over minutes
 * they are those of the M15 candles.
 */
export function regimeFeatures(timeframes: readonly Timeframe[]): readonly FeatureDefinition[] {
  const place = Placing.from('M15', timeframes);
  return [...volatilityRegimes(place), ...trendRegimes(place)];
}
