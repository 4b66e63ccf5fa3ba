import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RollingDigest } from './rolling-digest.ts';

const numbers = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 });

function digestOf(...columns: Float64Array[]): string {
  const digest = RollingDigest.begin([1]);
  digest.addRows(columns, 0, columns[0]?.length ?? 0);
  return digest.toString();
}

test('does not depend on how the rows were cut, nor on going on from a text', () => {
  fc.assert(
    fc.property(numbers, fc.nat(30), fc.integer({ min: 1, max: 5 }), (values, cut, count) => {
      const columns = Array.from({ length: count }, (_, index) => Float64Array.from(values, (value) => value * index));
      const middle = Math.min(cut, values.length);
      const first = RollingDigest.begin([1]);
      first.addRows(columns, 0, middle);
      const second = RollingDigest.resume(first.toString());
      second.addRows(columns, middle, values.length);
      expect(second.toString()).toBe(digestOf(...columns));
    }),
    { seed: 20_261_120 },
  );
});

test('any changed number, and any two in another order, give another digest', () => {
  fc.assert(
    fc.property(numbers, fc.nat(29), fc.double({ noNaN: true }), (values, place, value) => {
      const at = place % values.length;
      const changed = values.with(at, value);
      const isSame = Object.is(values[at], value);
      expect(digestOf(Float64Array.from(changed)) === digestOf(Float64Array.from(values))).toBe(isSame);
    }),
    { seed: 20_261_121 },
  );
  expect(digestOf(Float64Array.of(1, 2))).not.toBe(digestOf(Float64Array.of(2, 1)));
  expect(digestOf(Float64Array.of(1), Float64Array.of(2))).not.toBe(digestOf(Float64Array.of(2), Float64Array.of(1)));
  expect(digestOf(Float64Array.of(0))).not.toBe(digestOf(Float64Array.of(-0)));
});

test('many rows that differ in one bit have digests of their own', () => {
  const seen = new Set<string>();
  for (let row = 0; row < 64; row++)
    for (let bit = 0; bit < 64; bit++) {
      const values = new Float64Array(64);
      new BigUint64Array(values.buffer)[row] = 1n << BigInt(bit);
      seen.add(digestOf(values));
    }
  expect(seen.size).toBe(64 * 64);
});

test('texts are told apart by where they end', () => {
  const digest = (texts: string[]): string => {
    const rolling = RollingDigest.begin([]);
    rolling.addTexts(texts, 0, texts.length);
    return rolling.toString();
  };
  const all = [
    [],
    [''],
    ['', ''],
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    ['abc', ''],
    ['abcd'],
    ['abce'],
    ['\u0000'],
    ['Ä'],
  ];
  expect(new Set(all.map(digest)).size).toBe(all.length);
});

test('reads columns that are views', () => {
  const all = Float64Array.of(9, 1, 2, 3);
  expect(digestOf(all.subarray(1))).toBe(digestOf(Float64Array.of(1, 2, 3)));
});
