import { readFileSync } from 'node:fs';
import { utcMs } from '@pipwright/model';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import { allocateTickBars, TickBar, tickStatisticsPerBar, type TickBarName } from './tick-bars.ts';
import type { TickColumn } from './tick-columns.ts';

type Ticks = Columns<TickColumn>;

const MINUTE_MS = 60_000;

/** Bounds of the candles that cover all ticks. */
function candlesOf(ticks: Ticks, durationMs: number): { opens: Float64Array; closes: Float64Array } {
  const first = Math.floor((ticks.time[0] as number) / durationMs);
  const last = Math.floor((ticks.time[ticks.time.length - 1] as number) / durationMs);
  const opens = Float64Array.from({ length: last - first + 1 }, (_, row) => (first + row) * durationMs);
  return { opens, closes: opens.map((open) => open + durationMs) };
}

/** The figures of one candle, by their definition. */
function figuresOf(ticks: Ticks, open: number, close: number): Readonly<Record<TickBarName, number>> {
  const rows = Array.from(ticks.time.keys()).filter((row) => {
    const time = ticks.time[row] as number;
    return time >= open && time < close;
  });
  const value = (name: TickColumn, row: number): number => ticks[name][row] as number;
  const middles = rows.map((row) => (value('bid', row) + value('ask', row)) / 2);
  const steps = middles.map((middle, index) => (index === 0 ? 0 : Math.sign(middle - (middles[index - 1] as number))));
  const moves = steps.filter((step) => step !== 0);
  // Runs: 'UUDU' has the runs UU, D and U.
  const runs =
    moves
      .map((step) => (step > 0 ? 'U' : 'D'))
      .join('')
      .match(/U+|D+/g) ?? [];
  const spreads = rows.map((row) => value('ask', row) - value('bid', row));
  const volumes = rows.map((row) => value('bidVolume', row) + value('askVolume', row));
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const side = (index: number): number => steps.slice(0, index + 1).findLast((step) => step !== 0) ?? 0;
  const delta = sum(volumes.map((volume, index) => volume * side(index)));
  const returns = middles.slice(1).map((middle, index) => Math.log(middle / (middles[index] as number)));
  return {
    count: rows.length,
    intensity: rows.length / ((close - open) / 1000),
    imbalance: moves.length === 0 ? 0 : sum(moves) / moves.length,
    meanRun: runs.length === 0 ? 0 : moves.length / runs.length,
    longestRun: Math.max(0, ...runs.map((run) => run.length)),
    spreadMean: rows.length === 0 ? Number.NaN : sum(spreads) / rows.length,
    spreadMax: rows.length === 0 ? Number.NaN : Math.max(...spreads),
    spreadLast: rows.length === 0 ? Number.NaN : (spreads[spreads.length - 1] as number),
    volatility: Math.sqrt(sum(returns.map((one) => one * one))),
    volume: sum(volumes),
    delta,
    deltaShare: sum(volumes) === 0 ? 0 : delta / sum(volumes),
  };
}

function expectFigures(ticks: Ticks, durationMs: number): number {
  const { opens, closes } = candlesOf(ticks, durationMs);
  const columns = tickStatisticsPerBar(ticks, opens, closes);
  opens.forEach((open, row) => {
    const expected = figuresOf(ticks, open, closes[row] as number);
    for (const name of Object.keys(expected) as TickBarName[]) {
      const [ours, theirs] = [columns[name][row] as number, expected[name]];
      if (Number.isNaN(theirs)) expect(ours).toBeNaN();
      else expect(ours).toBeCloseTo(theirs, 9);
    }
  });
  return columns.count.reduce((sum, count) => sum + count, 0);
}

const file = sharedData('truefx', 'usdjpy-ticks.csv');
if (file === undefined) console.log('no ../shared/data/truefx: tick statistics are not tried on real ticks');

/** 1,000 ticks of USDJPY, without volumes. */
function realTicks(path: string): Ticks {
  const rows = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1);
  const number = (text: string, from: number, to: number): number => Number(text.slice(from, to));
  const time = Float64Array.from(rows, (text) => {
    const day = utcMs(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), 0, 0);
    return (
      day +
      number(text, 11, 13) * 3_600_000 +
      number(text, 14, 16) * MINUTE_MS +
      Number(/:([0-9.]+)\+/.exec(text)?.[1]) * 1000
    );
  });
  const field = (index: number): Float64Array => Float64Array.from(rows, (text) => Number(text.split(',')[index]));
  const none = new Float64Array(rows.length);
  return { time, bid: field(1), ask: field(2), bidVolume: none, askVolume: none };
}

describe('tick statistics per candle', () => {
  test('equal their definition on random ticks', () => {
    const ticks = randomColumns('tick bars', 3000) as Ticks;
    expect(expectFigures(ticks, MINUTE_MS)).toBe(3000);
    expect(expectFigures(ticks, 1000)).toBe(3000);
  });

  test.skipIf(file === undefined)('equal their definition on real ticks', () => {
    const ticks = realTicks(file as string);
    expect(expectFigures(ticks, MINUTE_MS)).toBe(1000);
    expect(expectFigures(ticks, 5 * MINUTE_MS)).toBe(1000);
  });

  test('a tick belongs to the candle that opens with it, and ticks outside of candles to none', () => {
    const time = Float64Array.of(5, 10, 19, 20, 25, 39, 40);
    const flat = time.map(() => 1);
    const ticks = { time, bid: flat, ask: flat, bidVolume: flat, askVolume: flat };
    const columns = tickStatisticsPerBar(ticks, Float64Array.of(10, 30), Float64Array.of(20, 40));
    expect(Array.from(columns.count)).toEqual([2, 1]);
  });

  test('candles without ticks say so, and bad ticks are left out', () => {
    const time = Float64Array.of(1, 2, 3, Number.NaN, 4);
    const bid = Float64Array.of(1, Number.NaN, 1e80, 1, 1.1);
    const ask = Float64Array.of(1.1, 1, 1, 1.9, 1.3);
    const none = new Float64Array(5);
    const ticks = { time, bid, ask, bidVolume: none, askVolume: none };
    const columns = tickStatisticsPerBar(ticks, Float64Array.of(0, 10), Float64Array.of(10, 20));
    expect(Array.from(columns.count)).toEqual([2, 0]);
    expect(columns.spreadMax[0]).toBeCloseTo(0.2, 12);
    expect(columns.spreadMean[1]).toBeNaN();
    expect([columns.intensity[1], columns.volatility[1], columns.delta[1]]).toEqual([0, 0, 0]);
  });

  test('a candle that is gathered tick by tick has the same figures', () => {
    const ticks = randomColumns('live ticks', 500) as Ticks;
    const { opens, closes } = candlesOf(ticks, MINUTE_MS);
    const batch = tickStatisticsPerBar(ticks, opens, closes);
    const live = allocateTickBars(opens.length);
    const bar = new TickBar();
    let row = 0;
    ticks.time.forEach((time, tick) => {
      while (time >= (closes[row] as number)) bar.finish(MINUTE_MS, live, row++);
      bar.add(
        ticks.bid[tick] as number,
        ticks.ask[tick] as number,
        ticks.bidVolume[tick] as number,
        ticks.askVolume[tick] as number,
      );
    });
    bar.finish(MINUTE_MS, live, row);
    expect(live).toEqual(batch);
  });
});
