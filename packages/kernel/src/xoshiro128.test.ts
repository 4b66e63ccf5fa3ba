import { expect, test } from 'vitest';
import { Xoshiro128, type XoshiroState } from './xoshiro128.ts';

function draw(state: XoshiroState, count: number): number[] {
  const source = new Xoshiro128(state);
  return Array.from({ length: count }, () => source.uint32());
}

// Both sequences were made by the authors' C program (https://prng.di.unimi.it/xoshiro128starstar.c): the first one is
// the vector of the Rust crate rand_xoshiro, the second one that of the project xoshiro-6502.
test('gives the numbers of the reference implementation', () => {
  expect(draw([1, 2, 3, 4], 10)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
  expect(draw([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0], 4)).toEqual([
    0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70,
  ]);
});

test('does not start from the one state that it would never leave', () => {
  expect(() => new Xoshiro128([0, 0, 0, 0])).toThrow(RangeError);
});
