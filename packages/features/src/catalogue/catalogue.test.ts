import { Atr, Ema, Rsi } from '@pipwright/indicators';
import {
  candleCloseTime,
  findInstrument,
  TIMEFRAMES,
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
    const versions = TIMEFRAMES.map((timeframe) => featureSet(timeframe).version);
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
    expect(featureSet('M1').contexts).toEqual(['M5', 'M15', 'H1', 'H4', 'D1', 'W1']);
    expect(featureSet('H1').contexts).toEqual(['H4', 'D1', 'W1']);
    expect(featureSet('D1').contexts).toEqual(['W1']);
    expect(featureSet('W1').contexts).toEqual([]);
    const names = featureSet('M15').entries.map(({ name }) => name);
    expect(names).toContain('h4_rsi_14');
    expect(featureSet('D1').entries.map(({ name }) => name)).not.toContain('session_london');
  });

  test('prints as a table', () => {
    const lines = featureTable(featureSet('H1').entries).split('\n');
    expect(lines.length).toBe(featureSet('H1').entries.length + 2);
    expect(lines.every((line) => line.startsWith('| ') && line.endsWith(' |'))).toBe(true);
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
    ['spread_pips', (at(candles.askClose) - at(candles.close)) / 0.0001],
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

  test('alignment is the mean sign over closed candles of all timeframes', () => {
    const long = computeFeatures({ instrument, series: syntheticCandles({ seed: 'alignment', length: 4000 }) });
    const column = long.columns[long.names.indexOf('trend_alignment')] as Float64Array;
    expect(column.findIndex((value) => !Number.isNaN(value))).toBe(20 * 120 - 1);
    const known = column.filter((value) => !Number.isNaN(value));
    expect([...known].every((value) => [-1, -0.5, 0, 0.5, 1].includes(value))).toBe(true);
    expect(new Set(known).size).toBeGreaterThan(3);
  });
});
