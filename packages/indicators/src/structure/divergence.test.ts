import { describe, expect, test } from 'vitest';
import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import type { Bars } from '../contract/indicator.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import { Rsi } from '../momentum/rsi.ts';
import { Macd } from '../trend/macd.ts';
import { Obv } from '../volume/obv.ts';
import { barsOf, column, directAtr, directSwings, firstWrong, outputsOf } from './structure.fixture.ts';

const MACD = { fast: 5, slow: 12, signal: 4 };
const SPANS = { left: 3, right: 2, minimumBars: 4, maximumBars: 30 };

/** Wilder's average of the absolute changes, null before it is known. */
function averageChanges(values: Float64Array, period: number): (number | null)[] {
  let seen = 0;
  let average = 0;
  return Array.from(values, (value, row) => {
    const change = Math.abs(value - (row === 0 ? Number.NaN : (values[row - 1] as number)));
    if (Number.isNaN(change)) return null;
    seen++;
    average = seen <= period ? average + change / period : average + (change - average) / period;
    return seen < period ? null : average;
  });
}

/** Strengths of the last regular and hidden divergence and the rows since, by comparing the last two swings. */
function directDivergence(columns: NamedColumns, oscillator: Float64Array): (number | null)[][] {
  const found = directSwings(columns, SPANS.left, SPANS.right);
  const atr = directAtr(columns, 14);
  const average = averageChanges(oscillator, 14);
  const last: { strength: number; row: number }[] = [];
  return found.map((swings, row) => {
    for (const { kind, bar, price } of swings) {
      const all = found.slice(0, row).flat();
      const before = all.findLast((swing) => swing.kind === kind);
      if (before === undefined || bar - before.bar < 4 || bar - before.bar > 30) continue;
      const priceMove = price - before.price;
      const move = (oscillator[bar] as number) - (oscillator[before.bar] as number);
      if (!(priceMove * move < 0)) continue;
      const share = (size: number, unit: number | null): number => size / (size + (unit ?? Number.NaN));
      const strength = Math.min(
        share(Math.abs(priceMove), atr[row] ?? null),
        share(Math.abs(move), average[row] ?? null),
      );
      if (Number.isNaN(strength)) continue;
      const regular = kind === 'high' ? priceMove > 0 : priceMove < 0;
      last[regular ? 0 : 1] = { strength: kind === 'high' ? -strength : strength, row };
    }
    return [0, 1].flatMap((kind) => {
      const one = last[kind];
      return one === undefined ? [null, null] : [one.strength, row - one.row];
    });
  });
}

describe('divergence', () => {
  test.each([
    ['rsi-divergence', { period: 9 }, new Rsi({ period: 9 }), 'rsi'],
    ['macd-divergence', MACD, new Macd(MACD), 'histogram'],
    ['volume-divergence', {}, new Obv(), 'obv'],
  ] as const)('%s equals a comparison of the last two swings', (id, parameters, indicator, output) => {
    const columns = randomColumns('divergence', 4000);
    const bars = columns as Bars;
    const oscillator = computeIndicator(indicator, bars)[indicator.outputs.indexOf(output)] as Float64Array;
    const expected = directDivergence(columns, oscillator);
    const ours = outputsOf(id, { ...parameters, ...SPANS }, columns);
    ['regular', 'regularBars', 'hidden', 'hiddenBars'].forEach((name, index) => {
      const values = expected.map((row) => row[index] as number | null);
      expect({ name, ...firstWrong(ours[name], values) }).toEqual({ name, row: -1 });
    });
    const strengths = [...(ours['regular'] ?? []), ...(ours['hidden'] ?? [])];
    expect(strengths.some((value) => value > 0.3)).toBe(true);
    expect(strengths.some((value) => value < -0.3)).toBe(true);
    expect(strengths.every((value) => Number.isNaN(value) || Math.abs(value) < 1)).toBe(true);
  });

  test('by hand: a higher high on falling volume balance is a regular bearish one', () => {
    const closes = Array.from({ length: 40 }, (_, row) => 100 + (row % 10 < 6 ? row % 10 : 10 - (row % 10)) + row / 20);
    const bars = barsOf(closes.map((close) => [close, close + 0.1, close - 0.1, close]));
    // Falling bars carry twice the volume of rising ones, so that the balance falls from peak to peak.
    const volume = Float64Array.from(closes, (close, row) => (row > 0 && close < (closes[row - 1] as number) ? 20 : 5));
    const ours = outputsOf('volume-divergence', { left: 2, right: 2 }, { ...bars, volume });
    const first = ours['regular']?.findIndex((value) => !Number.isNaN(value)) ?? -1;
    expect(ours['regular']?.[first]).toBeLessThan(0);
    expect(closes[first - 2]).toBeGreaterThan(closes[first - 12] as number);
    expect(ours['regularBars']?.[first]).toBe(0);
  });

  test('without volume nothing diverges from it', () => {
    const columns = randomColumns('no volume', 1000);
    const silent = { ...columns, volume: column(columns, 'volume').map(() => 0) };
    for (const output of Object.values(outputsOf('volume-divergence', {}, silent))) {
      expect(output.every((value) => Number.isNaN(value))).toBe(true);
    }
  });
});
