import { derived, indicator } from './column-reference.ts';
import { perAtr, volume } from './columns.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { oneOver, product, productOfThree, ratio, same, scaled, scaledWithin } from './operations.ts';
import { NEUTRAL_WITHOUT_VOLUME as NEUTRAL } from './stationarity.ts';

const averageVolume = (period: number) => indicator('sma', { period }, 'sma', volume);

/** One over the mean volume; 0 where there is none. */
const perMeanVolume = derived('1 / a', [averageVolume(24)], oneOver);

export const VOLUME_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'volume_ratio_24',
    group: 'volume',
    formula: 'volume / SMA(volume, 24); 1 where that is 0',
    unit: 'ratio',
    stationarity: `Relative to its own mean: free of a provider's way of counting.${NEUTRAL}`,
    frame: 0,
    inputs: [volume, averageVolume(24)],
    compute: ratio(1),
  },
  {
    name: 'volume_trend_24_120',
    group: 'volume',
    formula: 'SMA(volume, 24) / SMA(volume, 120); 1 where that is 0',
    unit: 'ratio',
    stationarity: `Relative to its own mean.${NEUTRAL}`,
    frame: 0,
    inputs: [averageVolume(24), averageVolume(120)],
    compute: ratio(1),
  },
  {
    name: 'mfi_14',
    group: 'volume',
    formula: '(MFI(14) - 50) / 50',
    unit: 'ratio',
    stationarity: `Bounded by construction.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('mfi', { period: 14 }, 'mfi')],
    compute: scaled(50, 50),
  },
  {
    name: 'cmf_20',
    group: 'volume',
    formula: 'CMF(20)',
    unit: 'ratio',
    stationarity: `Bounded by construction.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('cmf', { period: 20 }, 'cmf')],
    compute: same,
  },
  {
    name: 'obv_slope_24',
    group: 'volume',
    formula: 'slope of the line through 24 values of OBV / SMA(volume, 24); 0 where that is 0',
    unit: 'ratio',
    stationarity: `Slope in mean volumes per bar; the level of OBV does not enter.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('linear-regression', { period: 24 }, 'slope', indicator('obv', {}, 'obv')), averageVolume(24)],
    compute: ratio(0),
  },
  {
    name: 'force_index_13',
    group: 'volume',
    formula: 'force index(13) / (ATR(14) SMA(volume, 24)); 0 where that is 0',
    unit: 'ratio',
    stationarity: `Moves in average true ranges, weighed with volume in its own mean.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('force-index', { period: 13 }, 'force'), perMeanVolume, perAtr],
    compute: productOfThree,
  },
  {
    name: 'chaikin_oscillator_3_10',
    group: 'volume',
    formula: 'Chaikin oscillator(3, 10) / SMA(volume, 24); 0 where that is 0',
    unit: 'ratio',
    stationarity: `In its own mean volume; the level of the line does not enter.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('chaikin-oscillator', { fast: 3, slow: 10 }, 'oscillator'), perMeanVolume],
    compute: product(),
  },
  {
    name: 'pvo_12_26',
    group: 'volume',
    formula: 'PVO(12, 26) / 100',
    unit: 'ratio',
    stationarity: `Bounded by construction.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('pvo', { fast: 12, slow: 26, signal: 9 }, 'pvo')],
    compute: scaled(0, 100),
  },
  {
    name: 'vwap_96_distance',
    group: 'volume',
    formula: '(close - VWAP of 96 bars) / their volume-weighted deviation, at most 10',
    unit: 'deviations',
    stationarity: `In deviations of its own window.${NEUTRAL}`,
    frame: 0,
    inputs: [indicator('vwap-rolling-distance', { period: 96 }, 'distance')],
    compute: scaledWithin(0, 1, 10),
  },
];
