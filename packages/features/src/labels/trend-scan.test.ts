import { candleCloseTime, type CandleSeries, type EpochMs } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { trendScan } from './trend-scan.ts';

/** t-value of the slope by the textbook: residuals of each point around the fitted line. */
function tValueOf(values: readonly number[]): number {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, _, index) => sum + (index - meanX) ** 2, 0);
  const slope = values.reduce((sum, value, index) => sum + (index - meanX) * (value - meanY), 0) / spread;
  const residual = values.reduce((sum, value, index) => sum + (value - meanY - slope * (index - meanX)) ** 2, 0);
  return slope / Math.sqrt(residual / (n - 2) / spread);
}

function mids({ candles: { close, askClose } }: CandleSeries): number[] {
  return Array.from(close, (bid, row) => (bid + (askClose[row] as number)) / 2);
}

test('chooses the window whose slope is surest, as the definition does', () => {
  const series = syntheticCandles({ seed: 'trend scan', length: 300 });
  const scan = trendScan(series, { windowMin: 4, windowMax: 15 });
  const prices = mids(series);
  for (let row = 0; row + 15 <= prices.length; row++) {
    const all = Array.from({ length: 12 }, (_, index) => tValueOf(prices.slice(row, row + 4 + index)));
    const best = all.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
    expect(Math.abs((scan.tValue.values[row] as number) / best - 1)).toBeLessThan(1e-6);
    expect(scan.label.values[row]).toBe(Math.sign(best));
    expect(scan.window[row]).toBe(4 + all.indexOf(best));
  }
});

test('is known at the end of the longest window, though a shorter one was chosen', () => {
  const series = syntheticCandles({ seed: 'known', length: 60 });
  const { label, tValue } = trendScan(series, { windowMin: 5, windowMax: 20 });
  expect(label.availableAt[10]).toBe(candleCloseTime(series.candles.time[29] as EpochMs, 'H1'));
  expect(label.endRow[10]).toBe(29);
  expect([label.values[41], tValue.values[41], label.availableAt[41], label.endRow[41]]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    -1,
  ]);
  expect(label.values[40]).not.toBeNaN();
});

test('finds no trend in equal prices, and bounds one without noise', () => {
  const series = syntheticCandles({ seed: 'line', length: 50 });
  const { candles } = series;
  candles.close.fill(1);
  candles.askClose.fill(1);
  expect(trendScan(series).label.values[0]).toBe(0);
  candles.close.forEach((_, row) => (candles.close[row] = 1 + row / 1024));
  candles.askClose.set(candles.close);
  const { label, tValue } = trendScan(series);
  expect([label.values[0], tValue.values[0]]).toEqual([1, 1e6]);
});

test('refuses windows that hold no line', () => {
  const series = syntheticCandles({ seed: 'refused', length: 10 });
  expect(() => trendScan(series, { windowMin: 2 })).toThrow(/windowMin = 2/);
  expect(() => trendScan(series, { windowMin: 9, windowMax: 8 })).toThrow(/windowMax = 8/);
});
