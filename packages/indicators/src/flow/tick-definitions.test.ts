import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { computeIndicator, createIndicator, type IndicatorId } from '../index.ts';

const LENGTH = 1500;
const PERIOD = 40;
const ticks = randomColumns('tick definitions', LENGTH);

function at(name: string, row: number): number {
  return (ticks[name] as Float64Array)[row] as number;
}

function compute(id: IndicatorId, parameters: Readonly<Record<string, number>>, input = ticks): Float64Array[] {
  return computeIndicator(createIndicator(id, parameters as never) as never, input as never);
}

function middle(row: number): number {
  return (at('bid', row) + at('ask', row)) / 2;
}

/** 1 up, -1 down, 0 unchanged, per tick; then the same with the last move carried on. */
const moves = Array.from({ length: LENGTH }, (_, row) => (row === 0 ? 0 : Math.sign(middle(row) - middle(row - 1))));
const sides = moves.reduce<number[]>((all, move) => [...all, move === 0 ? (all[all.length - 1] ?? 0) : move], []);

function sum(from: number, to: number, value: (row: number) => number): number {
  let all = 0;
  for (let row = from; row < to; row++) all += value(row);
  return all;
}

test('the intensity is that of evenly spaced ticks from the beginning on', () => {
  const time = Float64Array.from({ length: 3000 }, (_, row) => 1_700_000_000_000 + 250 * row);
  const [fast, slow, burst] = compute('tick-intensity', { fastMs: 5000, slowMs: 60_000 }, { time });
  expect(fast?.[0]).toBe(0);
  for (let row = 100; row < 3000; row++) {
    // A tick is counted when it comes, half a distance early on average.
    expect(Math.abs((fast?.[row] as number) - 4)).toBeLessThan(0.11);
    expect(Math.abs((slow?.[row] as number) - 4)).toBeLessThan(0.05);
    expect(Math.abs((burst?.[row] as number) - 1)).toBeLessThan(0.03);
  }
});

test('the intensity equals the decayed count over what of the kernel was seen', () => {
  const [fast] = compute('tick-intensity', { fastMs: 5000, slowMs: 60_000 });
  const start = at('time', 0);
  for (let row = 1; row < LENGTH; row += 7) {
    const count = sum(1, row + 1, (other) => Math.exp((at('time', other) - at('time', row)) / 5000));
    const seen = 1 - Math.exp((start - at('time', row)) / 5000);
    if (seen > 0) expect((fast?.[row] as number) / ((1000 * count) / (5000 * seen))).toBeCloseTo(1, 8);
    else expect(fast?.[row]).toBe(0);
  }
});

test('the intensity rises in a burst and falls in a pause', () => {
  const time = Float64Array.from({ length: 400 }, (_, row) => (row < 300 ? row * 1000 : 300_000 + (row - 300) * 50));
  const [, , burst] = compute('tick-intensity', {}, { time });
  expect(burst?.[299]).toBeCloseTo(1, 1);
  expect(burst?.[399]).toBeGreaterThan(4);
});

test('imbalance and share of moving ticks equal their definition', () => {
  const [imbalance, moving] = compute('tick-imbalance', { period: PERIOD });
  for (let row = PERIOD - 1; row < LENGTH; row++) {
    const [from, to] = [row - PERIOD + 1, row + 1];
    expect(imbalance?.[row]).toBeCloseTo(sum(from, to, (other) => sides[other] as number) / PERIOD, 14);
    expect(moving?.[row]).toBeCloseTo(sum(from, to, (other) => Math.abs(moves[other] as number)) / PERIOD, 14);
  }
});

test('runs end where the price turns, and not where it stands still', () => {
  const bid = Float64Array.from([10, 11, 11, 12, 11, 10, 10, 9, 10]);
  const [run, meanRun] = compute('tick-runs', { period: 9 }, { bid, ask: bid });
  expect(Array.from(run as Float64Array)).toEqual([0, 1, 1, 2, -1, -2, -2, -3, 1]);
  expect(meanRun?.[8]).toBe(6 / 3);
});

test('runs equal their definition', () => {
  const [, meanRun] = compute('tick-runs', { period: PERIOD });
  for (let row = PERIOD - 1; row < LENGTH; row++) {
    const [from, to] = [row - PERIOD + 1, row + 1];
    const moved = sum(from, to, (other) => Math.abs(moves[other] as number));
    const turns = sum(from, to, (other) => ((moves[other] as number) * (sides[other - 1] ?? 0) < 0 ? 1 : 0));
    expect(meanRun?.[row]).toBeCloseTo(moved / (turns + 1), 12);
  }
});

test('spread statistics equal their definition', () => {
  const [spread, mean, deviation, zScore] = compute('spread-statistics', { period: PERIOD });
  const width = (row: number): number => at('ask', row) - at('bid', row);
  for (let row = PERIOD - 1; row < LENGTH; row++) {
    const [from, to] = [row - PERIOD + 1, row + 1];
    const centre = sum(from, to, width) / PERIOD;
    const root = Math.sqrt(sum(from, to, (other) => (width(other) - centre) ** 2) / PERIOD);
    expect(spread?.[row]).toBe(width(row));
    expect(mean?.[row]).toBeCloseTo(centre, 14);
    expect(deviation?.[row]).toBeCloseTo(root, 14);
    expect(zScore?.[row]).toBeCloseTo((width(row) - centre) / root, 8);
  }
});

test('realised volatility equals its definition, and its correction takes out bouncing', () => {
  const [realised, corrected] = compute('tick-volatility', { period: PERIOD });
  const change = (row: number): number => Math.log(middle(row) / middle(row - 1));
  for (let row = PERIOD + 1; row < LENGTH; row++) {
    const [from, to] = [row - PERIOD + 1, row + 1];
    expect(realised?.[row]).toBeCloseTo(Math.sqrt(sum(from, to, (other) => change(other) ** 2)), 13);
    const rest = sum(from, to, (other) => change(other) ** 2 + 2 * change(other) * change(other - 1));
    expect((corrected?.[row] as number) ** 2).toBeCloseTo(Math.max(0, rest), 14);
  }
  const bouncing = Float64Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? 1.1 : 1.1001));
  const [bounce, nothing] = compute('tick-volatility', { period: PERIOD }, { bid: bouncing, ask: bouncing });
  expect(bounce?.[199]).toBeGreaterThan(5e-4);
  expect(nothing?.[199]).toBe(0);
});

test('delta volume gives each tick the side of the last move', () => {
  const [delta, rolling, cumulative] = compute('tick-delta', { period: PERIOD });
  const signed = (row: number): number => (sides[row] as number) * (at('bidVolume', row) + at('askVolume', row));
  for (let row = PERIOD - 1; row < LENGTH; row++) {
    expect(delta?.[row]).toBe(signed(row) + 0);
    expect(rolling?.[row]).toBeCloseTo(sum(row - PERIOD + 1, row + 1, signed), 9);
    expect(cumulative?.[row]).toBeCloseTo(sum(0, row + 1, signed), 8);
  }
});
