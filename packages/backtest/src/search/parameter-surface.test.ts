import type { ParameterSpecs, ParameterValues } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { gridSampler } from './grid-sampler.ts';
import { madeTrial } from './made-trials.fixture.ts';
import { parameterSpace } from './parameter-space.ts';
import { parameterSurface } from './parameter-surface.ts';
import { searchSection } from './search-section.ts';

const parameters: ParameterSpecs = {
  unimportant: { kind: 'choice', default: 'a', values: ['b', 'a'], description: '' },
  fast: { kind: 'integer', default: 1, min: 1, max: 3, description: '' },
  slow: { kind: 'integer', default: 1, min: 10, max: 30, step: 10, description: '' },
};
const space = parameterSpace({ parameters });
const merit = ({ unimportant, fast, slow }: ParameterValues): number =>
  10 * (fast as number) - 2 * (slow as number) + (unimportant === 'b' ? 0.5 : 0);
const trials = gridSampler(space)
  .propose(99, [])
  .map((set, number) => madeTrial(number, set, merit(set)));

describe('a parameter surface', () => {
  test('lies over the two parameters that matter most, and takes the best of the others', () => {
    expect(parameterSurface({ dimensions: space.dimensions, trials })).toEqual({
      x: { name: 'slow', values: [10, 20, 30] },
      y: { name: 'fast', values: [1, 2, 3] },
      score: [
        [-9.5, -29.5, -49.5],
        [0.5, -19.5, -39.5],
        [10.5, -9.5, -29.5],
      ],
    });
  });

  test('lies over those that are asked for; values keep the order of their declaration', () => {
    const surface = parameterSurface({ dimensions: space.dimensions, trials, axes: ['unimportant', 'fast'] });
    expect(surface).toEqual({
      x: { name: 'unimportant', values: ['b', 'a'] },
      y: { name: 'fast', values: [1, 2, 3] },
      score: [
        [-9.5, -10],
        [0.5, 0],
        [10.5, 10],
      ],
    });
  });

  test('has nothing where nothing was tried, or stopped early, or without a score', () => {
    const some = trials.filter(
      ({ parameters: set }) => set['unimportant'] === 'a' && !(set['fast'] === 2 && set['slow'] === 20),
    );
    const early = { ...madeTrial(50, { unimportant: 'a', fast: 2, slow: 20 }, 99), state: 'stopped-early' } as const;
    const surface = parameterSurface({ dimensions: space.dimensions, trials: [...some, early] })!;
    expect(surface.score[1]).toEqual([0, null, -40]);
    expect(parameterSurface({ dimensions: space.dimensions, trials: [early] })).toBeNull();
    expect(parameterSurface({ dimensions: space.dimensions, trials: [madeTrial(0, {}, null)] })).toBeNull();
  });

  test('of many values takes bins, of a logarithm equal factors', () => {
    const many = parameterSpace({
      parameters: {
        width: { kind: 'number', default: 1, min: 0.001, max: 1000, scale: 'log', description: '' },
        count: { kind: 'integer', default: 1, min: 1, max: 600, description: '' },
      },
    });
    const made = Array.from({ length: 600 }, (_, number) =>
      madeTrial(number, { width: 10 ** (-3 + (number * 6) / 599), count: number + 1 }, number),
    );
    const surface = parameterSurface({ dimensions: many.dimensions, trials: made, axes: ['width', 'count'] })!;
    expect([surface.x.values.length, surface.y.values.length]).toEqual([24, 24]);
    expect(surface.x.values.slice(0, 2)).toEqual([0.001_334, 0.002_371]);
    expect(surface.y.values.slice(0, 2)).toEqual([13, 38]);
    expect(surface.score[0]![0]).toBe(24);
    expect(surface.score[23]![23]).toBe(599);
  });

  test('of a few scattered trials has about as many cells as trials', () => {
    const many = parameterSpace({
      parameters: {
        fast: { kind: 'integer', default: 1, min: 1, max: 200, description: '' },
        slow: { kind: 'integer', default: 1, min: 1, max: 200, description: '' },
      },
    });
    const made = Array.from({ length: 36 }, (_, number) =>
      madeTrial(number, { fast: 1 + number * 5, slow: 1 + ((number * 7) % 36) * 5 }, number),
    );
    const surface = parameterSurface({ dimensions: many.dimensions, trials: made })!;
    expect([surface.x.values.length, surface.y.values.length]).toEqual([6, 6]);
  });
});

test('the section of a search shows the best first, at most 100', () => {
  const many = Array.from({ length: 150 }, (_, number) =>
    madeTrial(number, { fast: 1, slow: number }, (number * 7) % 150),
  );
  const outcome = { trials: many, best: null, end: 'trials', stoppedEarly: 3, failed: 0 } as const;
  const section = searchSection({ method: 'tpe', objective: 'sharpe', space, outcome });
  expect(section).toMatchObject({ method: 'tpe', objective: 'sharpe', trials: 150, stoppedEarly: 3 });
  expect(section.best.map(({ score }) => score)).toEqual(Array.from({ length: 100 }, (_, place) => 149 - place));
  expect(section.best[0]!.parameters).toEqual([
    { name: 'fast', value: 1 },
    { name: 'slow', value: 107 },
  ]);
});
