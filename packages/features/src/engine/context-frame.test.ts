import { computeIndicator, createIndicator, type Bars } from '@pipwright/indicators';
import { candleCloseTime, candleOpenTime, type CandleColumns, type EpochMs, type Timeframe } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { candle, inFrame, indicator } from '../catalogue/column-reference.ts';
import { closeTimes } from '../compute-features.ts';
import { ContextFrame } from './context-frame.ts';

const constants = { pipSize: 0.0001, tickSize: 0.00001, typicalSpreadPips: 1, base: 'EUR', quote: 'USD' };

function frameOf(timeframe: Timeframe, capacity: number): ContextFrame {
  return new ContextFrame({ index: 1, timeframe, capacity, constants });
}

/** The columns that candles do not have. */
function withoutSpread(bars: Bars): Bars & { spread: Float64Array; session: Float64Array } {
  return { ...bars, spread: new Float64Array(bars.close.length), session: new Float64Array(bars.close.length) };
}

/** Whole higher candles by grouping, with the moment at which each is known. */
function aggregate(candles: CandleColumns, timeframe: Timeframe): Bars & { closeTime: number[] } {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < candles.length; row++) {
    const open = candleOpenTime(candles.time[row] as EpochMs, timeframe);
    groups.set(open, [...(groups.get(open) ?? []), row]);
  }
  const whole = [...groups].filter(([open], index) => index > 0 || candles.time[0] === open);
  const of = (pick: (rows: number[]) => number) => Float64Array.from(whole, ([, rows]) => pick(rows));
  return {
    open: of((rows) => candles.open[rows[0] as number] as number),
    high: of((rows) => Math.max(...rows.map((row) => candles.high[row] as number))),
    low: of((rows) => Math.min(...rows.map((row) => candles.low[row] as number))),
    close: of((rows) => candles.close[rows.at(-1) as number] as number),
    volume: of((rows) => rows.reduce((sum, row) => sum + (candles.volume[row] as number), 0)),
    closeTime: whole.map(([open]) => candleCloseTime(open as EpochMs, timeframe)),
  };
}

test.each(['H4', 'D1', 'W1'] as const)(
  '%s columns over H1 equal those of candles grouped and joined by hand',
  (timeframe) => {
    const { candles } = syntheticCandles({
      seed: `context ${timeframe}`,
      length: 5000,
      startTime: 1_420_443_000_000 as EpochMs,
    });
    const frame = frameOf(timeframe, candles.length);
    const high = frame.column(inFrame(1, candle('high')));
    const close = frame.column(inFrame(1, candle('close')));
    const volume = frame.column(inFrame(1, candle('volume')));
    const ema = frame.column(inFrame(1, indicator('ema', { period: 5 }, 'ema')));
    frame.run(candles.time, closeTimes(candles, 'H1'), withoutSpread(candles), candles.length);

    const grouped = aggregate(candles, timeframe);
    const expectedEma = computeIndicator(createIndicator('ema', { period: 5 }), grouped)[0] as Float64Array;
    let differences = 0;
    for (let row = 0; row < candles.length; row++) {
      const now = candleCloseTime(candles.time[row] as EpochMs, 'H1');
      const last = grouped.closeTime.findLastIndex((closeTime) => closeTime <= now);
      const expected = [grouped.high, grouped.close, grouped.volume, expectedEma].map(
        (column) => column[last] ?? Number.NaN,
      );
      const actual = [high, close, volume, ema].map((column) => column[row]);
      if (!expected.every((value, index) => Object.is(value, actual[index]))) differences++;
    }
    expect(differences).toBe(0);
    expect(grouped.closeTime.length).toBeGreaterThan(30);
  },
);

test('a higher candle whose last base candle is missing closes with the next one', () => {
  const { candles } = syntheticCandles({ seed: 'hole', length: 12 });
  const rows = [0, 1, 2, 4, 5, 6, 7, 8];
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] as number);
  const bars = {
    open: pick(candles.open),
    high: pick(candles.high),
    low: pick(candles.low),
    close: pick(candles.close),
    volume: pick(candles.volume),
  };
  const frame = frameOf('H4', 16);
  const close = frame.column(inFrame(1, candle('close')));
  frame.run(pick(candles.time), pick(closeTimes(candles, 'H1')), withoutSpread(bars), rows.length);
  const first = candles.close[2] as number;
  const second = candles.close[7] as number;
  const nothing = Number.NaN;
  expect([...close.subarray(0, rows.length)]).toEqual([nothing, nothing, nothing, first, first, first, second, second]);
});
