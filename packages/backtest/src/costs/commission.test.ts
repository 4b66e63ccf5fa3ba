import { currency } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import type { CommissionModel } from '../venue/venue-options.ts';
import { commissionOf } from './commission.ts';

const usd = currency('USD');
const jpy = currency('JPY');
/** Two lots of EURUSD at 1.10: 220,000 dollars, in cents. */
const NOTIONAL = 22_000_000;

const CASES: readonly [string, CommissionModel, volume: number, notional: number, minor: number][] = [
  ['3.50 a lot, two lots', { kind: 'per-lot', perSide: 3.5 }, 2, NOTIONAL, -700],
  ['3.50 a lot, a hundredth of one: 3.5 cents', { kind: 'per-lot', perSide: 3.5 }, 0.01, 110_000, -4],
  ['3.50 a lot, at least a dollar', { kind: 'per-lot', perSide: 3.5, minimum: 1 }, 0.01, 110_000, -100],
  ['3.50 a lot, the minimum reached', { kind: 'per-lot', perSide: 3.5, minimum: 1 }, 2, NOTIONAL, -700],
  ['25 a million of 220,000: 5.50', { kind: 'per-million', perSide: 25 }, 2, NOTIONAL, -550],
  ['25 a million of 1,100: 2.75 cents', { kind: 'per-million', perSide: 25 }, 0.01, 110_000, -3],
  ['0.002 percent of 220,000: 4.40', { kind: 'percent', fraction: 0.000_02 }, 2, NOTIONAL, -440],
  ['0.002 percent, at least 2', { kind: 'percent', fraction: 0.000_02, minimum: 2 }, 0.01, 110_000, -200],
  ['nothing', { kind: 'per-lot', perSide: 0 }, 2, NOTIONAL, 0],
];

test.each(CASES)('%s', (_, model, volume, notional, minor) => {
  expect(commissionOf(model, usd)(volume, notional)).toBe(minor);
});

describe('an account in yen has no cents', () => {
  test('500 yen a lot', () => {
    expect(commissionOf({ kind: 'per-lot', perSide: 500 }, jpy)(0.37, 0)).toBe(-185);
  });
  test('25 a million of 16,500,000 yen: 412.5, rounded away from zero', () => {
    expect(commissionOf({ kind: 'per-million', perSide: 25 }, jpy)(1, 16_500_000)).toBe(-413);
  });
});

test.each([
  { kind: 'per-lot', perSide: -1 },
  { kind: 'per-lot', perSide: Number.NaN },
  { kind: 'per-million', perSide: Number.POSITIVE_INFINITY },
  { kind: 'percent', fraction: 2 },
  { kind: 'per-lot', perSide: 1, minimum: -1 },
] satisfies CommissionModel[])('refuses %j', (model) => {
  expect(() => commissionOf(model, usd)).toThrow(expect.objectContaining({ code: 'COST_OUT_OF_RANGE' }));
});
