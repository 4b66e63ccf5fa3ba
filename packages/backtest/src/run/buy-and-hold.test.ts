import {
  AskSource,
  candlesFrom,
  currency,
  findInstrument,
  fromPoints,
  toPoints,
  utcMs,
  type CandleSeries,
  type Instrument,
  type MinorUnits,
  type Timeframe,
} from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { COSTS_NONE, type TradingCosts } from '../costs/trading-costs.ts';
import { buyAndHold } from './buy-and-hold.ts';

const EURUSD = findInstrument('EURUSD')!;
const USDJPY = findInstrument('USDJPY')!;

/** Candles of closes, each opening at the close before; a spread of 10 points. */
function series(
  instrument: Instrument,
  timeframe: Timeframe,
  rows: readonly (readonly [time: number, close: number])[],
): CandleSeries {
  const ask = (price: number): number => fromPoints(instrument, toPoints(instrument, price) + 10);
  const candles = rows.map(([time, close], index) => {
    const open = index === 0 ? close : rows[index - 1]![1];
    const [high, low] = [Math.max(open, close), Math.min(open, close)];
    const asks = { askOpen: ask(open), askHigh: ask(high), askLow: ask(low), askClose: ask(close) };
    return { time, open, high, low, close, ...asks, volume: 1 };
  });
  return { symbol: instrument.symbol, timeframe, askSource: AskSource.Quoted, candles: candlesFrom(candles) };
}

function hold(given: CandleSeries, instrument: Instrument, costs: Partial<TradingCosts>, times: readonly number[]) {
  const account = { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 };
  const equity = buyAndHold({
    instrument,
    series: given,
    account,
    costs: { ...COSTS_NONE, ...costs },
    times: Float64Array.from(times),
  });
  return [...equity].map((cents) => cents / 100);
}

const HOUR_MS = 3_600_000;
const START = utcMs(2019, 2, 5, 8);

describe('buying and holding', () => {
  const hours = series(
    EURUSD,
    'H1',
    [1.1, 1.11, 1.09, 1.12].map((close, hour) => [START + hour * HOUR_MS, close] as const),
  );

  test('moves as the price does, less the spread, without leverage', () => {
    const times = [0, 1, 2, 3, 4].map((hour) => START + hour * HOUR_MS);
    // 10,000 USD at the middle of 1.10000 and 1.10010 are 9,090.495 EUR, bought at 1.10010.
    // At 1.10000: 9,090.495 x -0.0001 = -0.91; at 1.11: x 0.0099 = 90.00; at 1.09: x -0.0101 = -91.81; at 1.12: x 0.0199.
    expect(hold(hours, EURUSD, {}, times)).toEqual([10_000, 9_999.09, 10_090, 9_908.19, 10_180.9]);
  });

  test('pays commission at the entry, and at the exit in the last row', () => {
    const times = [1, 2].map((hour) => START + hour * HOUR_MS);
    // 0.0909 lots at 35.00 a lot: 3.18 each time.
    const costs: Partial<TradingCosts> = { commission: { kind: 'per-lot', perSide: 35 } };
    expect(hold(hours, EURUSD, costs, times)).toEqual([9_995.91, 10_083.64]);
  });

  test('takes the last close that is known at each time', () => {
    const times = [START + 1.5 * HOUR_MS, START + 3.9 * HOUR_MS, START + 100 * HOUR_MS];
    expect(hold(hours, EURUSD, {}, times)).toEqual([9_999.09, 9_908.19, 10_180.9]);
  });

  test('pays swap for each night, three times on Wednesday', () => {
    // A week of days that open at 22:00 UTC, and the next Monday's.
    const opens = [3, 4, 5, 6, 7, 10].map((day) => [utcMs(2019, 2, day, 22), 1.1] as const);
    const days = series(EURUSD, 'D1', opens);
    const times = opens.map(([open]) => open + 24 * HOUR_MS);
    // 0.0909 lots at -7.2 points: -0.65 a night, -1.96 for three (1.9635).
    const equity = hold(days, EURUSD, { swap: true }, times);
    const falls = equity.slice(1).map((value, index) => Math.round((value - equity[index]!) * 100) / 100);
    expect(falls).toEqual([-0.65, -0.65, -1.96, -0.65, -0.65]);
  });

  test('begins where its currencies can be converted', () => {
    const EURGBP = findInstrument('EURGBP')!;
    const rows = [0.85, 0.85, 0.86].map((close, hour) => [START + hour * HOUR_MS, close] as const);
    const equity = buyAndHold({
      instrument: EURGBP,
      series: series(EURGBP, 'H1', rows),
      account: { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 },
      costs: COSTS_NONE,
      rates: {
        rate: (from, _to, time) => {
          if (time < START + HOUR_MS) return undefined;
          return from === currency('GBP') ? { bid: 1.25, ask: 1.25 } : { bid: 1.1, ask: 1.1 };
        },
      },
      times: Float64Array.from([1, 2, 3].map((hour) => START + hour * HOUR_MS)),
    });
    // 9,090.91 EUR bought at 0.85010: at 0.85000 they lose 0.91 GBP, at 0.86000 they gain 90.00 GBP, at 1.25.
    expect([...equity]).toEqual([1_000_000, 999_886, 1_011_250]);
  });

  test('converts the profit at the worse side', () => {
    const yen = series(
      USDJPY,
      'H1',
      [110, 112].map((close, hour) => [START + hour * HOUR_MS, close] as const),
    );
    // 10,000 USD bought at 110.010: 19,900 JPY at the ask 112.010 are 177.66 USD.
    expect(hold(yen, USDJPY, {}, [START + 2 * HOUR_MS])).toEqual([10_177.66]);
  });
});
