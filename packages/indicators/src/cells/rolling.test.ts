import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { StateMemory } from '../contract/state-memory.ts';
import { RollingMax, RollingMin } from './rolling-extreme.ts';
import { RollingMaxAge } from './rolling-max-age.ts';
import { RollingMoments } from './rolling-moments.ts';
import { RollingRegression } from './rolling-regression.ts';
import { RollingSum } from './rolling-sum.ts';

const PERIOD = 17;
const random = createRandom('rolling cells');

/** Prices around 1.1 in steps of a point: the case in which squares of prices would lose most digits. */
function walk(length: number): number[] {
  let points = 110_000;
  return Array.from({ length }, () => (points += random.integer(21) - 10) / 1e5);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('windows equal their definition after a hundred thousand values: nothing drifts', () => {
  const values = walk(100_000);
  const memory = new StateMemory();
  const sum = new RollingSum(memory, PERIOD);
  const moments = new RollingMoments(memory, PERIOD);
  const regression = new RollingRegression(memory, PERIOD);
  values.forEach((value, row) => {
    const total = sum.step(value);
    moments.step(value);
    regression.step(value);
    if (row < 99_000) return;
    const window = values.slice(row - PERIOD + 1, row + 1);
    const centre = mean(window);
    const centred = window.map((each) => each - centre);
    const variance = mean(centred.map((each) => each * each));
    const slope =
      centred.reduce((all, each, index) => all + each * (index - (PERIOD - 1) / 2), 0) /
      ((PERIOD * (PERIOD * PERIOD - 1)) / 12);
    expect(Math.abs(total / PERIOD / centre - 1)).toBeLessThan(1e-14);
    expect(Math.abs(moments.variance / variance - 1)).toBeLessThan(1e-9);
    expect(Math.abs(regression.variance / variance - 1)).toBeLessThan(1e-9);
    expect(Math.abs(regression.slope - slope)).toBeLessThan(1e-9 * Math.sqrt(variance));
  });
});

test('extremes and their ages equal their definition, with ties', () => {
  const values = walk(3000).map((value) => Math.round(value * 1e4) / 1e4);
  const memory = new StateMemory();
  const max = new RollingMax(memory, PERIOD);
  const min = new RollingMin(memory, PERIOD);
  const age = new RollingMaxAge(memory, PERIOD);
  values.forEach((value, row) => {
    const figures = [max.step(value), min.step(value), age.step(value)];
    if (row < PERIOD - 1) return expect(figures).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const window = values.slice(row - PERIOD + 1, row + 1);
    const greatest = Math.max(...window);
    expect(figures).toEqual([greatest, Math.min(...window), PERIOD - 1 - window.lastIndexOf(greatest)]);
  });
});

test('equal values after others have a variance of exactly zero as soon as they fill the window', () => {
  for (let period = 2; period < 12; period++) {
    const moments = new RollingMoments(new StateMemory(), period);
    for (const value of walk(period * 3 + 1)) moments.step(value);
    for (let row = 0; row < 5 * period; row++) {
      moments.step(1.23456);
      if (row >= 2 * period) expect(moments.variance).toBe(0);
    }
  }
});

test('a NaN leaves a window with the value that carried it', () => {
  const memory = new StateMemory();
  const sum = new RollingSum(memory, 3);
  const max = new RollingMax(memory, 3);
  const moments = new RollingMoments(memory, 3);
  const seen = [1, 2, 3, Number.NaN, 4, 5, 6, 7, 8].map((value) => {
    moments.step(value);
    return [sum.step(value), max.step(value), moments.mean];
  });
  const none = [Number.NaN, Number.NaN, Number.NaN];
  expect(seen).toEqual([none, none, [6, 3, 2], none, none, none, [15, 6, 5], [18, 7, 6], [21, 8, 7]]);
});
