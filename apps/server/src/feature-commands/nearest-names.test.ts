import { featureSet } from '@pipwright/features';
import { expect, test } from 'vitest';
import { nearestNames } from './nearest-names.ts';

const NAMES = featureSet('H1').entries.map(({ name }) => name);

test.each([
  ['rsi14', 'rsi_14'],
  ['RSI_14', 'rsi_14'],
  ['ema distance 50', 'ema_50_distance'],
  ['h4_rsi', 'h4_rsi_14'],
])('%s is taken for %s', (typed, meant) => {
  expect(nearestNames(typed, NAMES, 5)[0]).toBe(meant);
});

test('gives as many as were asked for, none twice', () => {
  expect(new Set(nearestNames('', NAMES, 5)).size).toBe(5);
});
