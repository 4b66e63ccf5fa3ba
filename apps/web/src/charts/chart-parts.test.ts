import fc from 'fast-check';
import type { UTCTimestamp } from 'lightweight-charts';
import { describe, expect, it } from 'vitest';
import { PlatformFixture } from '../../fixtures/platform-fixture.ts';
import { indexAtOrBefore } from './candle-search.ts';
import { chartKey } from './chart-keys.ts';
import type { ChartColours } from './colours.ts';
import { curveOfPoints } from './equity-curve.ts';
import { levelLines, levelsOf } from './levels.ts';
import { areShown } from './shown-trades.ts';
import { markersOf, markOfTrade } from './trade-marks.ts';

const COLOURS = { up: 'up', down: 'down', accent: 'accent' } as ChartColours;

function press(key: string, more: { code?: string; altKey?: boolean; ctrlKey?: boolean; shiftKey?: boolean } = {}) {
  return chartKey({ key, code: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more });
}

describe('chartKey', () => {
  it('moves by one candle, with Shift by ten', () => {
    expect(press('ArrowLeft')).toEqual({ do: 'move', by: -1 });
    expect(press('ArrowRight', { shiftKey: true })).toEqual({ do: 'move', by: 10 });
  });

  it('leaves the keys of browser and page alone', () => {
    expect([press(' '), press('?'), press('Tab'), press('ArrowLeft', { ctrlKey: true }), press('constructor')]).toEqual(
      [null, null, null, null, null],
    );
    expect(press('r', { altKey: true, code: 'KeyR' })).toEqual({ do: 'reset' });
  });
});

describe('indexAtOrBefore', () => {
  it('finds the candle that holds a moment', () => {
    const ascending = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ascending, fc.integer({ min: -10, max: 510 }), (values, time) => {
        const times = values.toSorted((a, b) => a - b);
        const found = indexAtOrBefore(times.length, (index) => times[index]!, time);
        expect(found).toBe(
          Math.max(
            0,
            times.findLastIndex((value) => value <= time),
          ),
        );
      }),
      { seed: 3 },
    );
    expect(indexAtOrBefore(0, () => 0, 5)).toBe(-1);
  });
});

describe('marks and levels', () => {
  const platform = new PlatformFixture();
  const { trades } = platform.advance(900);

  it('gives every trade an entry and an exit, in order of time', () => {
    const snap = (time: number): UTCTimestamp => Math.floor(time / 1000) as UTCTimestamp;
    const markers = markersOf(trades.map(markOfTrade), COLOURS, snap, true);
    expect(markers.length).toBe(2 * trades.length);
    expect(markers.map(({ time }) => time)).toEqual(markers.map(({ time }) => time).toSorted((a, b) => a - b));
    const [trade] = trades;
    const entry = markers.find(({ id }) => id === `${trade?.id}-in`);
    const exit = markers.find(({ id }) => id === `${trade?.id}-out`);
    expect(entry?.shape).toBe(trade?.side === 'buy' ? 'arrowUp' : 'arrowDown');
    expect(exit?.text).toMatch(/^[+−]\d+\.\d$|^0\.0$/);
  });

  it('draws entry, stop and target of each open position, told apart without colour', () => {
    const { positions } = platform.snapshot().state;
    expect(positions.length).toBeGreaterThan(0);
    const lines = levelLines(levelsOf(positions), COLOURS);
    expect(lines.length).toBe(3 * positions.length);
    expect(new Set(lines.slice(0, 3).map(({ lineStyle }) => lineStyle)).size).toBe(3);
    expect(lines.slice(1, 3).map(({ title }) => title)).toEqual(['S/L', 'T/P']);
  });
});

describe('areShown', () => {
  const at = (hours: number): number => hours * 3_600_000;
  const times = [0, 1, 2, 10, 11].map(at);
  const none = (): number => 0;
  const bars = {
    length: times.length,
    time: (index: number) => times[index]!,
    open: none,
    high: none,
    low: none,
    close: none,
    spread: () => null,
  };

  it('asks for the candles of both ends', () => {
    expect(areShown(bars, 'H1', { openTime: at(0.5), closeTime: at(2) })).toBe(true);
    expect(areShown(bars, 'H1', { openTime: at(1), closeTime: at(12) })).toBe(true);
    expect(areShown(bars, 'H1', { openTime: at(1), closeTime: at(5) })).toBe(false);
    expect(areShown({ ...bars, length: 0 }, 'H1', { openTime: 0, closeTime: 0 })).toBe(false);
  });
});

describe('curveOfPoints', () => {
  it('measures the fall from the highest equity so far', () => {
    const equity = [100, 120, 90, 130, 65];
    const curve = curveOfPoints(equity.map((value, time) => ({ time, balance: 100, equity: value })));
    expect(curve.fall).toEqual([0, 0, -0.25, 0, -0.5]);
  });
});
