import type { EpochMs, Trade } from '@pipwright/model';
import { expect, test } from 'vitest';
import { madeSeries } from '../testing/test-home.ts';
import { candlesAroundTrades } from './trade-windows.ts';

const { candles } = madeSeries(2000);

/** A trade from one candle to another; only what the windows read. */
function trade(from: number, to: number, net: number): Trade {
  const at = (index: number): EpochMs => (candles.time[index]! + 60_000) as EpochMs;
  return { openTime: at(from), closeTime: at(to), split: { net } } as Trade;
}

const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a trade is there from twelve candles before its entry to twelve after its exit', () => {
  expect(candlesAroundTrades(candles, [trade(100, 105, 1)], 1000)).toEqual(span(88, 117));
  expect(candlesAroundTrades(candles, [trade(3, 4, 1)], 1000)).toEqual(span(0, 16));
  expect(candlesAroundTrades(candles, [trade(1990, 1999, 1)], 1000)).toEqual(span(1978, 1999));
});

test('trades that moved most come first, and windows that overlap count once', () => {
  const trades = [trade(100, 100, 5), trade(500, 500, -900), trade(510, 510, 800), trade(900, 900, 1)];
  expect(candlesAroundTrades(candles, trades, 30)).toEqual(span(488, 522));
  expect(candlesAroundTrades(candles, trades, 10_000)).toHaveLength(25 + 35 + 25);
});

test('trades of many candles are left to longer ones', () => {
  expect(candlesAroundTrades(candles, [trade(100, 600, 9)], 1000)).toEqual([]);
  expect(candlesAroundTrades(candles, [], 1000)).toEqual([]);
});
