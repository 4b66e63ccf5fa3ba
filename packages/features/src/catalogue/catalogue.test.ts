import { readFileSync } from 'node:fs';
import { Atr, Ema, Rsi } from '@pipwright/indicators';
import {
  candleCloseTime,
  findInstrument,
  utcDate,
  zoneOffsetMs,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeFeatures } from '../compute-features.ts';
import { featureSet } from './catalogue.ts';
import { featureTable } from './feature-table.ts';

const instrument = findInstrument('EURUSD') as Instrument;
const series = syntheticCandles({ seed: 'catalogue', length: 2000 });
const { candles } = series;
const matrix = computeFeatures({ instrument, series });

function feature(name: string): Float64Array {
  return matrix.columns[matrix.names.indexOf(name)] as Float64Array;
}

describe('the catalogue', () => {
  test('has a version that depends on the timeframe and on nothing else', () => {
    expect(featureSet('H1').version).toMatch(/^[0-9a-f]{16}$/);
    expect(featureSet('H1').version).toBe(matrix.version);
    const versions = (['M1', 'M5', 'M15', 'M30', 'H1', 'H4', 'D1'] as const).map(
      (timeframe) => featureSet(timeframe).version,
    );
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('describes every feature', () => {
    for (const entry of featureSet('H1').entries) {
      for (const text of [entry.name, entry.group, entry.formula, entry.unit, entry.availableAt, entry.stationarity]) {
        expect(text.length).toBeGreaterThan(2);
      }
      expect(entry.lookbackBars).toBeGreaterThanOrEqual(1);
    }
  });

  test('names its context after the timeframes', () => {
    expect(featureSet('H1').contexts).toEqual(['H4', 'D1']);
    expect(featureSet('M1').contexts).toEqual(['M5', 'M30']);
    expect(featureSet('M15').contexts).toEqual(['H1', 'H4']);
    expect(featureSet('D1').contexts).toEqual(['W1']);
    const names = featureSet('M15').entries.map(({ name }) => name);
    expect(names).toContain('h4_rsi_14');
    expect(featureSet('D1').entries.map(({ name }) => name)).not.toContain('session_london');
  });

  test('is printed in the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(featureTable(featureSet('H1').entries));
  });
});

describe('formulas', () => {
  const last = candles.length - 1;
  const at = (column: Float64Array): number => column[last] as number;
  const stream = (indicator: Atr | Ema | Rsi): number => {
    const outputs = indicator.outputs.map(() => new Float64Array(candles.length));
    indicator.process(candles, 0, candles.length, outputs);
    return at(outputs[0] as Float64Array);
  };
  const atr = stream(new Atr({ period: 14 }));

  test.each([
    ['ema_20_distance', (at(candles.close) - stream(new Ema({ period: 20 }))) / atr],
    ['ema_20_50_distance', (stream(new Ema({ period: 20 })) - stream(new Ema({ period: 50 }))) / atr],
    ['rsi_14', (stream(new Rsi({ period: 14 })) - 50) / 50],
    ['change_24', (at(candles.close) - (candles.close[last - 24] as number)) / (atr * Math.sqrt(24))],
    ['body', (at(candles.close) - at(candles.open)) / (at(candles.high) - at(candles.low))],
    ['opening_gap', (at(candles.open) - (candles.close[last - 1] as number)) / atr],
    ['range_atr', (at(candles.high) - at(candles.low)) / atr],
    ['spread_pips', (at(candles.askClose) - at(candles.close)) / 0.0001],
    ['spread_typical', (at(candles.askClose) - at(candles.close)) / (0.0001 * instrument.typicalSpread)],
  ])('%s', (name, expected) => {
    expect(at(feature(name))).toBeCloseTo(expected, 10);
  });

  test('volume_ratio_24', () => {
    const mean = candles.volume.subarray(last - 23).reduce((sum, value) => sum + value, 0) / 24;
    expect(at(feature('volume_ratio_24'))).toBeCloseTo(at(candles.volume) / mean, 10);
  });

  test('sessions follow the wall clocks at the close', () => {
    for (let row = 0; row < candles.length; row++) {
      const close = candleCloseTime(candles.time[row] as EpochMs, 'H1');
      const hour = (zone: string): number => utcDate(close + zoneOffsetMs(zone, close)).hour;
      const flags = [hour('Europe/London'), hour('America/New_York')].map((value) =>
        value >= 8 && value < 17 ? 1 : 0,
      );
      const actual = ['session_london', 'session_new_york', 'session_overlap'].map((name) => feature(name)[row]);
      expect(actual).toEqual([...flags, Math.min(...flags)]);
    }
  });

  test('alignment counts the timeframes whose average lies below the close', () => {
    const distances = ['ema_20_distance', 'h4_ema_20_distance', 'd1_ema_20_distance'].map((name) => at(feature(name)));
    const mean = distances.reduce((sum, value) => sum + Math.sign(value), 0) / 3;
    expect(at(feature('trend_alignment'))).toBe(mean);
  });
});
