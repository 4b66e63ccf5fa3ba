import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value).toReversed()) copy[key] = reversed(member);
  return copy;
}

test('parsing the text gives the value back, the sign of zero included', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toStrictEqual(value);
    }),
    { seed: 21, numRuns: 1000 },
  );
  expect(canonicalJson([0, -0, 1e21, 5e-324, -1.5])).toBe('[0,-0,1e+21,5e-324,-1.5]');
  expect(canonicalJson('\ud800 é "\\\u2028')).toBe(JSON.stringify('\ud800 é "\\\u2028'));
});

test('the order of members does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
    { seed: 22, numRuns: 500 },
  );
  expect(canonicalJson({ b: 1, a: { d: null, c: [true, 'x'] }, B: 2, 10: 3, 9: 4 })).toBe(
    '{"10":3,"9":4,"B":2,"a":{"c":[true,"x"],"d":null},"b":1}',
  );
});

test.each([
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['undefined', undefined],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a map', new Map([[1, 2]])],
  ['a typed array', new Float64Array(2)],
  ['an error', new Error('x')],
  // oxlint-disable-next-line no-sparse-arrays
  ['a hole', [1, , 2]],
])('%s is refused, alone and inside', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
  expect(() => canonicalJson({ a: [1, { b: value }] })).toThrow(TypeError);
});
