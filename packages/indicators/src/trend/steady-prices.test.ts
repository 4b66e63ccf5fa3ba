import { expect, test } from 'vitest';
import { computeIndicator } from '../contract/stream-indicator.ts';
import type { AnyIndicator } from '../registry-entry.ts';
import { TREND } from './entries.ts';

test('the McGinley dynamic never steps past a price that fell to a fraction', () => {
  const indicator = TREND.mcginley.create({ period: 2 });
  const close = Float64Array.from([100, 100, 1, 1]);
  const [dynamic] = computeIndicator(indicator, { open: close, high: close, low: close, close, volume: close });
  expect([...(dynamic as Float64Array)]).toEqual([Number.NaN, 100, 1, 1]);
});

const STEADY = [
  'ema',
  't3',
  'trima',
  'hma',
  'alma',
  'zlema',
  'epma',
  'vidya',
  'mcginley',
  'super-smoother',
  'mama',
  'frama',
] as const;

test.each(STEADY)('%s of equal prices is exactly their price', (id) => {
  const indicator: AnyIndicator = TREND[id].create();
  const price = new Float64Array(400).fill(1.25);
  const bars = { open: price, high: price, low: price, close: price, volume: price };
  for (const column of computeIndicator(indicator, bars)) expect([1.25]).toContain(column[399]);
});
