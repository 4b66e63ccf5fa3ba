import { describe, expect, expectTypeOf, test } from 'vitest';
import { definitionProblem, defineStrategy, strategyOf } from './define-strategy.ts';
import { describeStrategy } from './describe-strategy.ts';
import { choice, integer, number } from './parameters.ts';

const cross = defineStrategy({
  name: 'cross',
  description: 'Follows the faster of two averages.',
  parameters: {
    fast: integer({ default: 10, min: 1, max: 50, description: 'Candles.' }),
    slow: integer({ default: 20, min: 2, max: 200, step: 2, description: 'Candles.' }),
    width: number({ default: 1, min: 0.1, max: 10, scale: 'log', description: 'Ranges.' }),
    side: choice(['both', 'long'], { description: 'Sides.' }),
  },
  constraint: ({ fast, slow }) => fast < slow || 'the fast average must be the shorter one',
  start: ({ parameters }) => {
    expectTypeOf(parameters.fast).toEqualTypeOf<number>();
    expectTypeOf(parameters.side).toEqualTypeOf<'both' | 'long'>();
    return { onCandle: () => undefined };
  },
});

describe('a strategy', () => {
  test('runs with the parameters that are chosen, and defaults', () => {
    expect(strategyOf(cross, { fast: 12 })).toMatchObject({
      name: 'cross',
      parameters: { fast: 12, slow: 20, width: 1, side: 'both' },
    });
  });

  test('says in its own words which parameters make no sense', () => {
    expect(() => strategyOf(cross, { fast: 30 })).toThrow(
      'The strategy cross cannot run with fast=30 slow=20 width=1 side=both: the fast average must be the shorter one.',
    );
  });

  test('cannot be changed once it is declared', () => {
    expect(Object.isFrozen(cross)).toBe(true);
    expect(Object.isFrozen(cross.parameters)).toBe(true);
  });

  test('is described by plain data', () => {
    const described = describeStrategy(cross);
    expect(structuredClone(described)).toEqual(described);
    expect(described).toMatchObject({ name: 'cross', model: 'none', hasColumns: false, volume: null });
    expect(
      described.parameters.map(({ name, kind, min, max, step, scale, values }) => [
        name,
        kind,
        min,
        max,
        step,
        scale,
        values,
      ]),
    ).toEqual([
      ['fast', 'integer', 1, 50, null, null, null],
      ['slow', 'integer', 2, 200, 2, null, null],
      ['width', 'number', 0.1, 10, null, 'log', null],
      ['side', 'choice', null, null, null, null, ['both', 'long']],
    ]);
  });
});

describe('an incomplete definition says what is missing', () => {
  const whole = {
    name: 'whole',
    description: 'Does nothing.',
    parameters: {},
    start: () => ({ onCandle: () => undefined }),
  };
  const period = { kind: 'integer', default: 5, min: 1, max: 9, description: 'Candles.' };

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it is undefined, not what defineStrategy returns'],
    ['a function', () => whole, 'it is function, not'],
    ['no name', { ...whole, name: undefined }, "'name' is missing"],
    ['a name with blanks', { ...whole, name: 'My best one' }, "'name' is missing, or not of small letters"],
    ['no description', { ...whole, description: '' }, "'description' is missing"],
    ['no start', { ...whole, start: undefined }, "'start' is missing"],
    ['a start that is no function', { ...whole, start: {} }, "'start' is missing"],
    ['columns that are no function', { ...whole, columns: {} }, "'columns' is not a function"],
    ['an unknown use of the model', { ...whole, model: 'sometimes' }, "'model' is not none, optional or required"],
    ['a volume of nothing', { ...whole, volume: 0 }, "'volume' is not a number of lots"],
    ['a misspelt part', { ...whole, paramters: {} }, "'paramters' is not a part of a strategy"],
    ['no parameters', { ...whole, parameters: undefined }, "'parameters' is missing"],
    ['a bare number', { ...whole, parameters: { fast: 5 } }, 'the parameter fast is not made by integer'],
    [
      'a default out of range',
      { ...whole, parameters: { fast: { ...period, default: 0 } } },
      'the default of fast is 0',
    ],
    ['no range', { ...whole, parameters: { fast: { ...period, max: 0 } } }, 'the range of fast is 1 to 0'],
    ['a step of 0', { ...whole, parameters: { fast: { ...period, step: 0 } } }, 'the step of fast is 0'],
    ['a range between numbers', { ...whole, parameters: { fast: { ...period, max: 9.5 } } }, 'whole numbers'],
    [
      'a logarithm of 0',
      { ...whole, parameters: { fast: { ...period, kind: 'number', min: 0, scale: 'log' } } },
      'its range does not begin above 0',
    ],
    [
      'a choice twice',
      { ...whole, parameters: { side: { kind: 'choice', values: ['a', 'a'], default: 'a', description: '' } } },
      'side has a value twice',
    ],
    ['a name of two words', { ...whole, parameters: { 'fast period': period } }, "the name 'fast period'"],
  ])('%s', (_, definition, problem) => {
    expect(definitionProblem(definition)).toContain(problem);
    expect(() => defineStrategy(definition as never)).toThrow('is not complete: ');
  });

  test('a whole one has no problem', () => {
    expect(definitionProblem(whole)).toBe('');
  });
});
