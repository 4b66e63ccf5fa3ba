import { createRandom } from '@pipwright/kernel';
import { findInstrument, sliceCandles, type CandleSeries, type Instrument } from '@pipwright/model';
import { readLeanHourCandles, sharedData, syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeFeatures, streamFeatures } from '../compute-features.ts';
import { checkCoverage } from './check-coverage.ts';
import { checkDrift } from './check-drift.ts';
import { checkSkew } from './check-skew.ts';
import type { FeatureTable } from './feature-table.ts';
import { findRedundant } from './find-redundant.ts';

const instrument = findInstrument('EURUSD') as Instrument;
const series = syntheticCandles({ seed: 'checks', length: 3000 });
const matrix = computeFeatures({ instrument, series });

function tableOf(columns: Readonly<Record<string, ArrayLike<number>>>): FeatureTable {
  const values = Object.values(columns).map((column) => Float64Array.from(column));
  const length = values[0]?.length ?? 0;
  return { names: Object.keys(columns), length, time: Float64Array.from({ length }, (_, row) => row), columns: values };
}

describe('skew', () => {
  const stored: FeatureTable = { ...matrix, columns: matrix.columns.map((column) => Float32Array.from(column)) };

  test('stored float32 rows are those of a fresh stream', () => {
    const report = checkSkew(stored, streamFeatures({ instrument, series }));
    expect(report).toEqual({
      skews: [],
      notStored: [],
      notComputed: [],
      missingRows: 0,
      compared: 3000 * matrix.names.length,
    });
  });

  test('a value that was changed, a column and a row that are missing are found', () => {
    const columns = stored.columns.map((column) => column.slice());
    const [first, second] = matrix.names as [string, string];
    (columns[1] as Float32Array)[2000] = 7;
    (columns[1] as Float32Array)[2500] = Number.NaN;
    const without = (values: Float64Array): Float64Array => values.filter((_, row) => row !== 1000);
    const fresh: FeatureTable = {
      names: matrix.names.slice(1),
      length: 2999,
      time: without(matrix.time),
      columns: matrix.columns.slice(1).map(without),
    };
    const report = checkSkew({ ...stored, columns }, fresh);
    expect(report.notComputed).toEqual([first]);
    expect(report.missingRows).toBe(1);
    expect(report.skews).toMatchObject([{ feature: second, rows: 2, firstTime: matrix.time[2000], stored: 7 }]);
  });
});

describe('coverage', () => {
  test('the catalogue covers a series, whatever is not loaded', () => {
    const report = checkCoverage(matrix, matrix.entries);
    expect([report.poor, report.infinite]).toEqual([[], []]);
    expect(report.columns.find(({ feature }) => feature === 'rsi_14')).toEqual({
      feature: 'rsi_14',
      firstRow: 14,
      share: 1,
      infinite: 0,
    });
  });

  test('holes, emptiness and infinities are found', () => {
    const names = ['rsi_14', 'rsi_7', 'adx_14', 'gold_beta_120'];
    const column = Float64Array.from({ length: 500 }, (_, row) => row);
    const holes = column.map((value) => (value % 9 === 4 ? Number.NaN : value));
    const columns = [
      holes,
      column.map(() => Number.NaN),
      column.map((value) => 1 / (value - 7)),
      column.map(() => Number.NaN),
    ];
    const report = checkCoverage({ names, length: 500, time: column, columns }, matrix.entries);
    expect(report.poor).toEqual(['rsi_14', 'rsi_7']);
    expect(report.infinite).toEqual(['adx_14']);
  });
});

describe('redundancy', () => {
  test('constant, empty and equal columns are found', () => {
    const random = createRandom('redundant');
    const a = Array.from({ length: 400 }, () => random.normal());
    const b = Array.from({ length: 400 }, () => random.normal());
    const report = findRedundant(
      tableOf({
        a,
        b,
        copy: a,
        inverse: a.map((value) => 1 - 2 * value),
        one: a.map(() => 1),
        none: a.map(() => Number.NaN),
      }),
    );
    expect(report.constant).toEqual(['one']);
    expect(report.empty).toEqual(['none']);
    expect(report.pairs.map(({ first, second, equal }) => [first, second, equal])).toEqual([
      ['a', 'copy', true],
      ['a', 'inverse', false],
      ['copy', 'inverse', false],
    ]);
    expect(report.pairs[1]?.correlation).toBeCloseTo(-1, 12);
  });

  const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
  if (file === undefined) console.log('no ../shared/data/lean: columns of real hours are not compared');
  test.skipIf(file === undefined)('no feature of real hours is constant or says what another says', () => {
    const hours = readLeanHourCandles(file as string);
    const part: CandleSeries = { ...hours, candles: sliceCandles(hours.candles, 20_000, 40_000) };
    const found = computeFeatures({ instrument, series: part });
    const report = findRedundant(found);
    // These hours have no volume, and each opens where the one before closed.
    const ofVolume = found.entries.filter(({ formula }) => /volume|MFI|CMF|PVO/.test(formula)).map(({ name }) => name);
    expect(report.constant.filter((name) => !ofVolume.includes(name))).toEqual(['opening_gap']);
    expect(report.pairs).toEqual([]);
    // Counted in ranges, deviations or shares, nothing that a market does is this large.
    const largest = (column: Float64Array): number =>
      column.reduce((most, value) => Math.max(most, Number.isNaN(value) ? 0 : Math.abs(value)), 0);
    expect(found.names.filter((_, index) => largest(found.columns[index] as Float64Array) > 500)).toEqual([]);
  });
});

describe('drift', () => {
  const random = createRandom('drift');
  const draw = (shift: number, scale: number): number[] =>
    Array.from({ length: 3000 }, () => shift + scale * random.normal());

  test('equal distributions are stable, moved and stretched ones are not', () => {
    const before = tableOf({
      same: draw(0, 1),
      moved: draw(0, 1),
      wide: draw(0, 1),
      few: draw(0, 1).fill(Number.NaN, 100),
    });
    const after = tableOf({ same: draw(0, 1), moved: draw(1, 1), wide: draw(0, 2.5), few: draw(0, 1) });
    const { columns, drifted } = checkDrift(before, after);
    expect(columns.map(({ verdict }) => verdict)).toEqual(['stable', 'drifted', 'drifted', 'unknown']);
    expect(drifted).toEqual(['moved', 'wide']);
    expect(columns[0]?.distance).toBeLessThan(0.05);
    // Half a deviation either way of the middle: the normal distribution's 2 Φ(0.5) - 1.
    expect(columns[1]?.distance).toBeCloseTo(0.383, 1);
  });

  test('the index is the one of the definition', () => {
    const flags = (ones: number): number[] => Array.from({ length: 1000 }, (_, row) => (row < ones ? 1 : 0));
    const { columns } = checkDrift(tableOf({ flag: flags(300) }), tableOf({ flag: flags(500) }));
    const expected = (0.5 - 0.7) * Math.log(0.5 / 0.7) + (0.5 - 0.3) * Math.log(0.5 / 0.3);
    expect(columns[0]?.stabilityIndex).toBeCloseTo(expected, 12);
    expect(columns[0]?.distance).toBeCloseTo(0.2, 12);
  });
});
