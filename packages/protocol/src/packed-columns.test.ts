import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';
import { packColumns, unpackColumns } from './packed-columns.ts';

const seed = 20_240_117;

test(`any numbers come back as they were (seed ${seed})`, async () => {
  const numbers = fc.oneof(
    fc.array(fc.integer({ min: -2_000_000, max: 2_000_000 })),
    fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 })),
    fc.array(fc.integer({ min: 90_000, max: 120_000 }).map((points) => points / 100_000)),
    fc.array(fc.double()),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(numbers, { maxLength: 4 }), async (columns) => {
      const named = Object.fromEntries(columns.map((values, index) => [`c${index}`, values]));
      const unpacked = await unpackColumns(await packColumns(named));
      // -0 may come back as 0, which is the same money and the same time.
      columns.forEach((values, index) =>
        expect([...unpacked.numbers(`c${index}`)].map((value) => value + 0)).toEqual(values.map((value) => value + 0)),
      );
    }),
    { seed, numRuns: 200 },
  );
});

test(`any texts come back as they were (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (values) => {
      const unpacked = await unpackColumns(await packColumns({ before: [1, 2], texts: values, after: [0.5] }));
      expect(unpacked.texts('texts')).toEqual(values);
      expect([...unpacked.numbers('after')]).toEqual([0.5]);
    }),
    { seed, numRuns: 100 },
  );
});

test('a column of numbers on a grid takes little', async () => {
  const prices = Array.from({ length: 10_000 }, (_, index) => Math.round(113_000 + 400 * Math.sin(index / 90)) / 1e5);
  const packed = await packColumns({ prices });
  expect(packed.length).toBeLessThan(10_000);
  expect([...(await unpackColumns(packed)).numbers('prices')]).toEqual(prices);
});

test(`base64 keeps every byte (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
    }),
    { seed },
  );
  const long = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
  expect(fromBase64(toBase64(long))).toEqual(long);
});

test('damage and wrong names are said, not guessed over', async () => {
  const packed = await packColumns({ a: [1, 2, 3], b: ['x'] });
  const unpacked = await unpackColumns(packed);
  expect(() => unpacked.numbers('b')).toThrow('there are no numbers called b');
  expect(() => unpacked.texts('a')).toThrow('there are no texts called a');
  expect(() => unpacked.numbers('c')).toThrow(RangeError);
  await expect(unpackColumns(packed.slice(0, packed.length - 4))).rejects.toThrow(TypeError);
  await expect(unpackColumns(new Uint8Array([1, 2, 3]))).rejects.toThrow(TypeError);
});
