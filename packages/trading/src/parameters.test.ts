import { describe, expect, expectTypeOf, test } from 'vitest';
import { choice, flag, integer, number, type ParameterValues } from './parameters.ts';
import { readParameters } from './read-parameters.ts';

const SPECS = {
  fast: integer({ default: 10, min: 2, max: 50, description: 'Candles.' }),
  width: number({ default: 0.5, min: 0.1, max: 2.1, step: 0.1, description: 'Ranges.' }),
  exit: choice(['target', 'middle'], { default: 'middle', description: 'Where it leaves.' }),
  strict: flag({ description: 'Whether to be strict.' }),
} as const;

describe('parameters', () => {
  test('have the types that they were declared with', () => {
    expectTypeOf<ParameterValues<typeof SPECS>>().toEqualTypeOf<{
      readonly fast: number;
      readonly width: number;
      readonly exit: 'target' | 'middle';
      readonly strict: boolean;
    }>();
    expectTypeOf<ParameterValues>().toEqualTypeOf<{ readonly [name: string]: number | string | boolean }>();
  });

  test('take their defaults', () => {
    expect(readParameters(SPECS)).toEqual({ fast: 10, width: 0.5, exit: 'middle', strict: false });
    expect(choice(['a', 'b'], { description: 'The first one counts.' }).default).toBe('a');
  });

  test('are read from the texts of a command line', () => {
    const given = { fast: ' 12', width: '1e-1', exit: 'target', strict: 'true' };
    expect(readParameters(SPECS, given)).toEqual({ fast: 12, width: 0.1, exit: 'target', strict: true });
  });

  test('take a limit that a grid has reached by adding steps up', () => {
    const width = Array.from({ length: 20 }).reduce<number>((sum) => sum + 0.1, 0.1);
    expect(width).toBeGreaterThan(2.1);
    expect(readParameters(SPECS, { width }).width).toBe(width);
  });

  test.each([
    [{ fast: 1 }, 'fast is 1; expected a whole number from 2 to 50.'],
    [{ fast: 10.5 }, 'fast is 10.5; expected a whole number from 2 to 50.'],
    [{ fast: 'many' }, 'fast is many; expected a whole number from 2 to 50.'],
    [{ fast: '' }, 'fast is empty; expected a whole number from 2 to 50.'],
    [{ width: Number.NaN }, 'width is NaN; expected a number from 0.1 to 2.1.'],
    [{ width: Infinity }, 'width is Infinity; expected a number from 0.1 to 2.1.'],
    [{ exit: 'never' }, 'exit is never; expected one of target, middle.'],
    [{ strict: 'yes' }, 'strict is yes; expected true or false.'],
    [{ slow: 3 }, 'There is no parameter slow. It has: fast, width, exit, strict.'],
  ])('refuse %o', (given, message) => {
    expect(() => readParameters(SPECS, given)).toThrow(message);
  });

  test('a strategy without parameters says so', () => {
    expect(() => readParameters({}, { fast: 1 })).toThrow('There is no parameter fast. This strategy has none.');
  });
});
