import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { computeIndicator, findIndicator, INDICATORS } from '../index.ts';
import type { NamedColumns } from './columns.fixture.ts';
import { variantsOf } from './variants.fixture.ts';

const NAMES = ['open', 'high', 'low', 'close', 'volume'];

/** Numbers that no market has and that all are let through: none, negative, barely above 0, and huge. */
const ODD = [0, 0, 1, -1, 1.1, 5e-324, -5e-324, 1e-200, 1e-160, 1e-30, 1e30, 1e60, -1e60];

function oddColumns(seed: string, length: number): NamedColumns {
  const random = createRandom(seed);
  const column = (): Float64Array =>
    Float64Array.from(
      { length },
      () => (ODD[random.integer(ODD.length)] as number) * (random.next() < 0.5 ? 1 : 1 + random.next() / 1e3),
    );
  const session = Float64Array.from({ length }, (_, row) => Math.floor(row / 24));
  const prices = Object.fromEntries(
    NAMES.map((name) => [name, column().map((value) => Math.max(-1e60, Math.min(1e60, value)))]),
  );
  return { ...prices, session };
}

/**
 * Runs the indicators of a group over prices that contradict each other, and over equal prices, on which all outputs
 * that are numbers must be exactly what `neutral` says (`price`: that price).
 */
export function describeDegenerate(group: string, neutral: Readonly<Record<string, number | 'price'>>): void {
  const entries = INDICATORS.filter((one) => one.group === group);

  describe(`${group}: bars that no market has`, () => {
    test.each(entries)('$id is never infinite, whatever the numbers', (one) => {
      for (const seed of ['odd 1', 'odd 2', 'odd 3']) {
        const columns = oddColumns(seed, 2000);
        for (const given of variantsOf(one)) {
          const indicator = one.create(given);
          computeIndicator(indicator, columns).forEach((column, output) => {
            const wrongRow = column.findIndex((value) => value === Infinity || value === -Infinity);
            expect({ output: indicator.outputs[output], seed, wrongRow }).toMatchObject({ wrongRow: -1 });
          });
        }
      }
    });
  });

  test.each(Object.entries(neutral))(`${group}: %s is exactly %s on equal prices`, (id, expected) => {
    for (const price of [1.1, 0.3, 1234.56]) {
      const columns = Object.fromEntries(NAMES.map((name) => [name, new Float64Array(700).fill(price)]));
      const value = expected === 'price' ? price : expected;
      computeIndicator(findIndicator(id).create(), columns).forEach((column) => {
        const numbers = column.filter((one) => !Number.isNaN(one));
        expect(numbers.length).toBeGreaterThan(300);
        expect(new Set(numbers.map((one) => one + 0))).toEqual(new Set([value]));
      });
    }
  });
}
