import { expect, test } from 'vitest';
import { buildDataset, type DatasetColumns } from './build-dataset.ts';
import { datasetDigest, featureColumn, readRow, selectRows } from './dataset.ts';

const columns: DatasetColumns = {
  features: [
    { name: 'a', values: Float64Array.of(1, 2, 3, 4) },
    { name: 'b', values: Float64Array.of(Number.NaN, 0.1, 0.2, 0.3) },
  ],
  labels: Float64Array.of(1, Number.NaN, 0, 1),
  time: Float64Array.of(10, 20, 30, 40),
  labelEnd: Float64Array.of(15, 25, 35, 45),
};

test('rows without a label are left out and missing feature values are kept', () => {
  const { dataset, sourceRows } = buildDataset(columns);
  expect([...sourceRows]).toEqual([0, 2, 3]);
  expect([...featureColumn(dataset, 0)]).toEqual([1, 3, 4]);
  expect([...featureColumn(dataset, 1)]).toEqual([Number.NaN, Math.fround(0.2), Math.fround(0.3)]);
  expect([...dataset.labels]).toEqual([1, 0, 1]);
  expect([...dataset.weights]).toEqual([1, 1, 1]);
  expect([...readRow(dataset, 1, new Float32Array(2))]).toEqual([3, Math.fround(0.2)]);
});

test('selected rows keep everything that belongs to them', () => {
  const { dataset } = buildDataset({ ...columns, weights: Float64Array.of(1, 2, 3, 4) });
  const selected = selectRows(dataset, Uint32Array.of(0, 2));
  expect([...selected.features]).toEqual([1, 4, Number.NaN, Math.fround(0.3)]);
  expect([...selected.weights]).toEqual([1, 4]);
  expect([...selected.time]).toEqual([10, 40]);
  expect([...selected.labelEnd]).toEqual([15, 45]);
});

test('the digest changes with any value and with nothing else', () => {
  const digest = datasetDigest(buildDataset(columns).dataset);
  expect(datasetDigest(buildDataset({ ...columns }).dataset)).toBe(digest);
  const labels = Float64Array.of(1, Number.NaN, 1, 1);
  expect(datasetDigest(buildDataset({ ...columns, labels }).dataset)).not.toBe(digest);
  const features = columns.features.map(({ name, values }) => ({ name: `${name}2`, values }));
  expect(datasetDigest(buildDataset({ ...columns, features }).dataset)).not.toBe(digest);
});

test.each<[string, Partial<DatasetColumns>, string]>([
  ['no features', { features: [] }, 'it has no feature'],
  ['times that fall', { time: Float64Array.of(10, 20, 5, 40) }, 'the time of row 2 is 5, after 10'],
  ['a label that ends early', { labelEnd: Float64Array.of(9, 25, 35, 45) }, 'the label of row 0 ends at 9'],
  ['a negative weight', { weights: Float64Array.of(1, 1, -1, 1) }, 'the weight of row 2 is -1'],
  ['an infinite label', { labels: Float64Array.of(1, 1, 1, Infinity) }, 'the label of row 3 is Infinity'],
  ['columns of unequal length', { time: Float64Array.of(1) }, 'time has 1 values for 4 labels'],
])('refuses %s', (_, changed, reason) => {
  expect(() => buildDataset({ ...columns, ...changed })).toThrow(reason);
});

test('refuses an infinite feature and one that is too large for 32 bits, naming the row', () => {
  for (const value of [Infinity, -Infinity, 1e39]) {
    const features = [{ name: 'a', values: Float64Array.of(1, 1, value, 1) }];
    expect(() => buildDataset({ ...columns, features })).toThrow(
      'Feature a is infinite or too large for 32 bits in row 2',
    );
  }
});
