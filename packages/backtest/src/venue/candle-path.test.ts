import { candlesFrom, type Candle } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { CandlePath, NEVER } from './candle-path.ts';
import { Pass } from './pass.ts';

/** From 100 to 103, 40 points down and 60 up on the way, in an hour; the ask is 10 points above. */
const CANDLE: Candle = {
  time: 0,
  open: 1.001,
  high: 1.0016,
  low: 1.0006,
  close: 1.0013,
  askOpen: 1.0011,
  askHigh: 1.0017,
  askLow: 1.0007,
  askClose: 1.0014,
  volume: 1,
};

function pathOf(change: Partial<Candle> = {}, pass: Pass = Pass.All): CandlePath {
  const path = new CandlePath(0.00001);
  path.set(candlesFrom([{ ...CANDLE, ...change }]), 0, 3600, pass);
  return path;
}

function corners(path: CandlePath): number[] {
  return [path.bid(0, 0), path.bid(1, 0), path.bid(2, 0), path.bid(2, 1)];
}

describe('the path through a candle', () => {
  test('goes to the nearer extreme first', () => {
    expect(corners(pathOf())).toEqual([1.001, 1.0006, 1.0016, 1.0013]);
    expect(corners(pathOf({ high: 1.0012 }))).toEqual([1.001, 1.0012, 1.0006, 1.0013]);
  });

  test('goes to the low first where both are equally far, whatever binary fractions make of it', () => {
    expect(corners(pathOf({ high: 1.0014 }))).toEqual([1.001, 1.0006, 1.0014, 1.0013]);
    expect(corners(pathOf({ open: 1.1, low: 1.0997, high: 1.1003, close: 1.1 }))).toEqual([1.1, 1.0997, 1.1003, 1.1]);
  });

  test('goes where a pass wants it to go first', () => {
    expect(corners(pathOf({}, Pass.UpFirst))).toEqual([1.001, 1.0016, 1.0006, 1.0013]);
    expect(corners(pathOf({ high: 1.0012 }, Pass.DownFirst))).toEqual([1.001, 1.0006, 1.0012, 1.0013]);
  });

  test('takes a third of the time for each leg, and both sides go together', () => {
    const path = pathOf();
    expect([path.time(0, 0), path.time(1, 0), path.time(1, 0.5), path.time(2, 1)]).toEqual([0, 1200, 1800, 3600]);
    expect(path.progressAt(1, 1800)).toBeCloseTo(0.5, 12);
    expect(path.bid(1, 0.5)).toBeCloseTo(1.0011, 12);
    expect(path.ask(1, 0.5)).toBeCloseTo(1.0012, 12);
  });

  test('reaches levels from one side only, its end included', () => {
    const path = pathOf();
    expect(path.bidReaches(0, 1.0008, false)).toBeCloseTo(0.5, 9);
    expect(path.bidReaches(0, 1.0008, true)).toBe(NEVER);
    expect(path.bidReaches(0, 1.0006, false)).toBe(1);
    expect(path.bidReaches(0, 1.00059, false)).toBe(NEVER);
    expect(path.askReaches(1, 1.0017, true)).toBe(1);
    expect(path.askReaches(1, 1.0007, true)).toBe(NEVER);
  });
});
