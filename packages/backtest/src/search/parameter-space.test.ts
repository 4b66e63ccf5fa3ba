import { createRandom } from '@pipwright/kernel';
import type { ParameterSpecs } from '@pipwright/trading';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuousAt, dimensionOf, gridValues, shareOf } from './dimension.ts';
import { gridSampler, gridSize } from './grid-sampler.ts';
import { parameterSpace } from './parameter-space.ts';
import { randomSampler } from './random-sampler.ts';

const specs = {
  fast: { kind: 'integer', default: 10, min: 2, max: 50, step: 4, description: 'fast' },
  slow: { kind: 'integer', default: 30, min: 5, max: 200, step: 5, description: 'slow' },
  stop: { kind: 'number', default: 1, min: 0.5, max: 5, description: 'stop' },
  width: { kind: 'number', default: 0.01, min: 0.001, max: 1, scale: 'log', description: 'width' },
  exit: { kind: 'choice', default: 'time', values: ['time', 'signal', 'trail'], description: 'exit' },
  reverse: { kind: 'flag', default: false, description: 'reverse' },
} as const satisfies ParameterSpecs;
const fasterThanSlow = ({ fast, slow }: Readonly<Record<string, unknown>>): true | string =>
  (fast as number) < (slow as number) || 'fast must be below slow';

describe('values of a dimension', () => {
  test.each([
    ['an integer by its step', 'fast', undefined, [2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 50]],
    ['an integer by a given step', 'slow', { min: 10, max: 30, step: 10 }, [10, 20, 30]],
    ['an integer in a given range, by its own step', 'slow', { min: 10, max: 24 }, [10, 15, 20]],
    ['a number in ten parts', 'stop', { min: 1, max: 2 }, [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]],
    ['a number by a given step', 'stop', { min: 0.5, max: 0.85, step: 0.1 }, [0.5, 0.6, 0.7, 0.8]],
    ['one value', 'stop', { min: 2, max: 2 }, [2]],
    ['a list', 'fast', { values: [5, 3, 5] }, [5, 3]],
    ['a choice', 'exit', undefined, ['time', 'signal', 'trail']],
    ['some of a choice', 'exit', { values: ['trail'] }, ['trail']],
    ['a flag', 'reverse', undefined, [false, true]],
  ] as const)('%s', (_, name, range, expected) => {
    expect(gridValues(dimensionOf(name, specs[name], range))).toEqual(expected);
  });

  test('a logarithmic scale is cut into equal factors', () => {
    const values = gridValues(dimensionOf('width', specs.width)) as readonly number[];
    expect(values).toHaveLength(11);
    expect([values[0], values[10]]).toEqual([0.001, 1]);
    for (let place = 1; place < 11; place++) expect(values[place]! / values[place - 1]!).toBeCloseTo(10 ** 0.3, 3);
  });

  test.each([
    ['fast', { min: 1, max: 5 }, /takes 2 to 50/],
    ['fast', { min: 2.5, max: 5 }, /whole number/],
    ['fast', { min: 5, max: 2 }, /no range/],
    ['stop', { min: 1, max: 2, step: 0 }, /not above 0/],
    ['stop', { values: [9] }, /does not take 9/],
    ['stop', { values: [] }, /empty/],
    ['exit', { min: 1, max: 2 }, /no number/],
    ['reverse', { values: ['yes'] }, /does not take yes/],
  ] as const)('%s cannot be searched over %j', (name, range, reason) => {
    expect(() => dimensionOf(name, specs[name], range)).toThrow(reason);
  });

  test('a share and its value name each other, with as many digits as people read (seed 11)', () => {
    const any = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), log: fc.boolean() });
    fc.assert(
      fc.property(any, ({ share, log }) => {
        const dimension = dimensionOf('x', log ? specs.width : specs.stop);
        if (dimension.kind !== 'continuous') throw new Error('not continuous');
        const value = continuousAt(dimension, share);
        expect(String(value).length).toBeLessThan(10);
        expect(shareOf(dimension, value)).toBeCloseTo(share, 3);
        expect(continuousAt(dimension, shareOf(dimension, value))).toBe(value);
      }),
      { seed: 11 },
    );
  });
});

describe('a parameter space', () => {
  test('keeps the order of the declaration, fixed values and defaults', () => {
    const space = parameterSpace({ parameters: specs, fixed: { exit: 'trail' }, searched: ['slow', 'fast', 'exit'] });
    expect(space.dimensions.map(({ name }) => name)).toEqual(['fast', 'slow']);
    expect(space.size).toBe(49 * 196);
    const set = space.assemble([3, 9]);
    expect(Object.entries(set)).toEqual([
      ['fast', 3],
      ['slow', 9],
      ['stop', 1],
      ['width', 0.01],
      ['exit', 'trail'],
      ['reverse', false],
    ]);
    expect(space.keyOf(set)).toBe('[3,9]');
  });

  test('says what is wrong with what is asked for', () => {
    expect(() => parameterSpace({ parameters: specs, fixed: { fastt: 1 } })).toThrow(/fastt.*it has fast, slow, stop/);
    const fixed = { fast: 2, slow: 9, stop: 1, width: 0.1, exit: 'time', reverse: true };
    expect(() => parameterSpace({ parameters: specs, fixed })).toThrow(
      expect.objectContaining({ code: 'SEARCH_NOTHING' }),
    );
  });
});

describe('a grid', () => {
  const few = { parameters: specs, searched: ['fast', 'slow'], ranges: { slow: { min: 5, max: 25, step: 10 } } };

  test('visits every combination that the constraint allows, the last parameter first', () => {
    const space = parameterSpace({
      ...few,
      constraint: fasterThanSlow,
      ranges: { ...few.ranges, fast: { min: 2, max: 12 } },
    });
    const sampler = gridSampler(space);
    expect([gridSize(space), sampler.size]).toEqual([9, 7]);
    const pairs = [...sampler.propose(4, []), ...sampler.propose(9, [])].map(({ fast, slow }) => [fast, slow]);
    expect(pairs).toEqual([
      [2, 5],
      [2, 15],
      [2, 25],
      [6, 15],
      [6, 25],
      [10, 15],
      [10, 25],
    ]);
    expect(sampler.propose(1, [])).toEqual([]);
  });

  test('of an absurd size is refused with a sentence before anything is made', () => {
    const space = parameterSpace({ parameters: specs, ranges: { stop: { min: 0.5, max: 5, step: 0.00001 } } });
    expect(() => gridSampler(space)).toThrow(
      'The grid has 15444034320 combinations, more than the 1000000 that are allowed. Most come from stop (450001 values), slow (40 values), fast (13 values).',
    );
  });

  test('of a size that no memory holds is refused too', () => {
    const space = parameterSpace({ parameters: specs, ranges: { stop: { min: 0.5, max: 5, step: 1e-12 } } });
    expect(() => gridSampler(space)).toThrow(expect.objectContaining({ code: 'SEARCH_TOO_LARGE' }));
  });

  test('in which nothing is allowed is refused', () => {
    expect(() => gridSampler(parameterSpace({ ...few, constraint: () => 'never' }))).toThrow(
      expect.objectContaining({ code: 'SEARCH_SPACE_EMPTY' }),
    );
  });
});

describe('random sets', () => {
  test('each is new and allowed, the same seed gives the same, and a small space is used up', () => {
    const space = () =>
      parameterSpace({
        parameters: specs,
        constraint: fasterThanSlow,
        searched: ['fast', 'slow', 'reverse'],
        ranges: { slow: { min: 5, max: 25, step: 10 } },
      });
    const [first, second] = [randomSampler(space(), createRandom(3)), randomSampler(space(), createRandom(3))];
    const sets = [...first.propose(7, []), ...first.propose(1000, [])];
    expect(sets).toEqual(second.propose(1000, []));
    // 3 + 13 + 23 fast values below the slow ones, each with both flags.
    expect(sets).toHaveLength(78);
    expect(new Set(sets.map((set) => JSON.stringify(set))).size).toBe(78);
    expect(sets.every((set) => fasterThanSlow(set) === true)).toBe(true);
    expect(randomSampler(space(), createRandom(4)).propose(78, [])).not.toEqual(sets);
  });

  test('of a space without end go on, uniform on the logarithm where the scale says so', () => {
    const space = parameterSpace({ parameters: specs, constraint: fasterThanSlow, searched: ['width', 'stop'] });
    const sets = randomSampler(space, createRandom(5)).propose(2000, []);
    expect(new Set(sets.map((set) => space.keyOf(set))).size).toBe(2000);
    const below = sets.filter(({ width }) => (width as number) < Math.sqrt(0.001)).length;
    expect(below).toBeGreaterThan(900);
    expect(below).toBeLessThan(1100);
  });

  test('where nothing is allowed say so', () => {
    const space = parameterSpace({ parameters: specs, constraint: () => 'never' });
    expect(() => randomSampler(space, createRandom(1)).propose(1, [])).toThrow(
      expect.objectContaining({ code: 'SEARCH_SPACE_EMPTY' }),
    );
  });
});
