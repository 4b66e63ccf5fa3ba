import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { randomColumns, realColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import { Renko } from './renko.ts';

interface Brick {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly isUp: boolean;
}

/** The single bricks that the rows stand for. */
function bricksOf(columns: readonly Float64Array[], size: number): Brick[] {
  const [opens, highs, lows, , direction, counts] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return Array.from(counts).flatMap((count, row) =>
    Array.from({ length: count }, (_, index) => {
      const step = (direction[row] as number) * size;
      const open = (opens[row] as number) + index * step;
      const isUp = step > 0;
      return { open, high: highs[row] as number, low: lows[row] as number, close: open + step, isUp };
    }),
  );
}

const file = sharedData('indicators', 'results', 'renko.standard.json');
if (file === undefined) console.log('no ../shared/data/indicators: renko is not compared with outside values');

describe.skipIf(file === undefined)('values from outside', () => {
  test('bricks of size 1 are those of renko.standard.json', () => {
    const theirs = JSON.parse(readFileSync(file as string, 'utf8')) as Brick[];
    const ours = bricksOf(computeIndicator(new Renko({ size: 1 }), realColumns() as NamedColumns), 1);
    expect(ours.length).toBeGreaterThan(400);
    expect(ours).toEqual(theirs.map(({ open, high, low, close, isUp }) => ({ open, high, low, close, isUp })));
  });
});

function closes(...values: number[]): NamedColumns {
  const column = Float64Array.from(values);
  return { open: column, high: column, low: column, close: column, volume: column };
}

test('a close that reaches a level in decimals fills the brick, whatever the binary fraction says', () => {
  const [open, , , close, direction, bricks] = computeIndicator(
    new Renko({ size: 0.001 }),
    closes(1.1, 1.103, 1.102, 1.101, 1.1),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  expect([...bricks]).toEqual([0, 3, 0, 1, 1]);
  expect([...direction]).toEqual([Number.NaN, 1, 1, -1, -1]);
  expect(open[1]).toBeCloseTo(1.1, 12);
  expect(close[1]).toBeCloseTo(1.103, 12);
  expect(close[3]).toBeCloseTo(1.101, 12);
});

test('levels stay multiples of the size after any number of bricks', () => {
  const size = 0.0003;
  const [, , , close] = computeIndicator(new Renko({ size }), randomColumns('renko', 20_000));
  const levels = (close as Float64Array).filter((value) => !Number.isNaN(value));
  expect(levels.length).toBeGreaterThan(1000);
  for (const level of levels) expect(Math.abs(level / size - Math.round(level / size))).toBeLessThan(1e-9);
});

test('without a size, no brick changes when later bars come', () => {
  const all = randomColumns('renko prefix', 2000);
  const whole = computeIndicator(new Renko({ period: 5 }), all);
  const half = Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.slice(0, 1000)]));
  const part = computeIndicator(new Renko({ period: 5 }), half as NamedColumns);
  expect((whole[5] as Float64Array).reduce((sum, value) => sum + (value > 0 ? value : 0), 0)).toBeGreaterThan(50);
  part.forEach((column, output) => expect(column).toEqual((whole[output] as Float64Array).slice(0, 1000)));
});
