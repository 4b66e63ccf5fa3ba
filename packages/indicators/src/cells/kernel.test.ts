import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { StateMemory } from '../contract/state-memory.ts';
import { cellKernel, columnKernel } from './kernel.ts';
import { RollingChannel } from './rolling-channel.ts';
import { RollingChannelAge } from './rolling-channel-age.ts';
import { RollingDeviation } from './rolling-deviation.ts';
import { RollingMoments } from './rolling-moments.ts';
import { RollingRegression } from './rolling-regression.ts';
import { RollingSum } from './rolling-sum.ts';
import { RollingWeightedMean } from './rolling-weighted-mean.ts';

const LENGTH = 6000;
const random = createRandom('kernels of cells');
let points = 110_000;
const close = Float64Array.from({ length: LENGTH }, () => (points += random.integer(21) - 10) / 1e5);
const high = close.map((value) => value + random.integer(5) / 1e5);
/** Some bars are upside down, some cross zero. */
const low = close.map((value, row) => value - random.integer(5) / 1e5 + (row % 500 === 0 ? 0.01 : 0));
const crossing = close.map((value, row) => (row % 700 < 350 ? value - 1.1 : value));

type Run = (from: number, to: number, outputs: readonly Float64Array[]) => void;

/** Each cell over columns, as a run of rows into three outputs of which it may use one. */
const CELLS: readonly (readonly [string, (memory: StateMemory, period: number) => Run])[] = [
  [
    'sum',
    (memory, period) => {
      const cell = new RollingSum(memory, period);
      return (from, to, [out]) => cell.run(crossing, from, to, out as Float64Array, from, period);
    },
  ],
  [
    'weighted mean',
    (memory, period) => {
      const cell = new RollingWeightedMean(memory, period);
      return (from, to, [out]) => cell.run(close, from, to, out as Float64Array, from);
    },
  ],
  [
    'moments',
    (memory, period) => {
      const cell = new RollingMoments(memory, period);
      return (from, to, [mean, deviation]) =>
        cell.run(close, from, to, mean as Float64Array, deviation as Float64Array, from);
    },
  ],
  [
    'regression',
    (memory, period) => {
      const cell = new RollingRegression(memory, Math.max(2, period));
      return (from, to, outputs) => {
        const [slopes, rSquares, ends] = outputs as [Float64Array, Float64Array, Float64Array];
        cell.run(close, from, to, { slopes, rSquares, ends }, from);
      };
    },
  ],
  [
    'deviation',
    (memory, period) => {
      const cell = new RollingDeviation(memory, period);
      return (from, to, [out]) => cell.run(close, high, from, to, out as Float64Array, from);
    },
  ],
  [
    'channel',
    (memory, period) => {
      const cell = new RollingChannel(memory, period);
      return (from, to, [top, bottom]) =>
        cell.run(crossing, low, from, to, top as Float64Array, bottom as Float64Array, from);
    },
  ],
  [
    'ages of a channel',
    (memory, period) => {
      const cell = new RollingChannelAge(memory, period);
      return (from, to, [top, bottom]) =>
        cell.run(high, crossing, from, to, top as Float64Array, bottom as Float64Array, from);
    },
  ],
];

const allocate = (): Float64Array[] => [0, 1, 2].map(() => new Float64Array(LENGTH));

/** Runs in pieces of the lengths that are drawn. */
function inPieces(run: Run, outputs: readonly Float64Array[], longest: number): void {
  const lengths = createRandom(`pieces of ${longest}`);
  for (let from = 0; from < LENGTH;) {
    const to = Math.min(LENGTH, from + 1 + lengths.integer(longest));
    run(from, to, outputs);
    from = to;
  }
}

test('the kernels are built', () => {
  expect(cellKernel).toBeDefined();
  expect(columnKernel(1024)).toBeDefined();
});

describe.each(CELLS)('%s', (_, make) => {
  test.each([1, 2, 3, 8, 9, 14, 200, 1024, 1500])(
    'period %i: the kernel gives the bits of the plain loop, however the rows are cut',
    (period) => {
      // Pieces below the kernel's least are left to the plain loop.
      const plain = allocate();
      inPieces(make(new StateMemory(), period), plain, 20);
      for (const longest of [100, 3000]) {
        const outputs = allocate();
        inPieces(make(new StateMemory(), period), outputs, longest);
        outputs.forEach((output, index) => {
          const wrong = output.findIndex((value, row) => !Object.is(value, plain[index]?.[row]));
          expect({ index, wrong }).toEqual({ index, wrong: -1 });
        });
      }
    },
  );
});

test('a channel and its ages equal their definition, on bars upside down and with ties', () => {
  const period = 11;
  const [top, bottom, topAge, bottomAge] = [allocate(), allocate()].flat() as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  new RollingChannel(new StateMemory(), period).run(high, low, 0, LENGTH, top, bottom, 0);
  new RollingChannelAge(new StateMemory(), period).run(high, low, 0, LENGTH, topAge, bottomAge, 0);
  for (let row = period - 1; row < LENGTH; row++) {
    const highs = high.subarray(row - period + 1, row + 1);
    const lows = low.subarray(row - period + 1, row + 1);
    const [highest, lowest] = [Math.max(...highs), Math.min(...lows)];
    const ages = [period - 1 - highs.lastIndexOf(highest), period - 1 - lows.lastIndexOf(lowest)];
    expect([top[row], bottom[row], topAge[row], bottomAge[row]]).toEqual([highest, lowest, ...ages]);
  }
});

test('a weighted mean equals its definition after thousands of values', () => {
  const period = 9;
  const output = new Float64Array(LENGTH);
  new RollingWeightedMean(new StateMemory(), period).run(close, 0, LENGTH, output, 0);
  for (let row = LENGTH - 200; row < LENGTH; row++) {
    let sum = 0;
    for (let weight = 1; weight <= period; weight++) sum += weight * (close[row - period + weight] as number);
    expect(Math.abs((output[row] as number) / (sum / 45) - 1)).toBeLessThan(1e-14);
  }
});
