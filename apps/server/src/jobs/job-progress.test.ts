import { expect, test } from 'vitest';
import { JobProgress } from './job-progress.ts';

test('estimates from the speed so far', () => {
  const progress = new JobProgress(1000);
  expect(progress.msLeft(1000)).toBeNull();
  progress.add(2000, 0.01);
  expect(progress.msLeft(2000), 'too little to say anything').toBeNull();
  progress.add(3000, 0.25);
  expect(progress.msLeft(3000)).toBe(6000);
  expect(progress.msLeft(4000), 'time passes without news').toBe(5000);
  expect(progress.msLeft(60_000), 'it takes longer than it seemed').toBeNull();
});

test('a jump at the start, as of a resumed search, is soon forgotten', () => {
  const progress = new JobProgress(0);
  progress.add(100, 0.5);
  for (let second = 1; second <= 40; second++) progress.add(second * 1000, 0.5 + second * 0.005);
  // 0.3 is left at 0.005 a second.
  expect(progress.msLeft(40_000)).toBe(60_000);
});

test('counts readings that come in quick succession as one, and none twice', () => {
  const progress = new JobProgress(0);
  for (let ms = 1; ms <= 10_000; ms++) progress.add(ms, ms / 20_000);
  expect(progress.msLeft(10_000)).toBe(10_000);
});
