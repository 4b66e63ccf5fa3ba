import { expect, test } from 'vitest';
import { nameHints } from './name-hints.ts';

test.each([
  ['ticks-EUR-USD-2026-7-13-12.json', 'EURUSD', undefined, undefined],
  ['C:\\data\\DAT_ASCII_EURUSD_M1_2012.csv', 'EURUSD', 'M1', undefined],
  ['USDJPY/USDJPYh1.csv', 'USDJPY', 'H1', undefined],
  ['EURUSD_M15_202001020000_202012312345.csv', 'EURUSD', 'M15', undefined],
  ['GBPUSD_Candlestick_1_M_BID_01.01.2019-31.12.2019.csv', 'GBPUSD', 'M1', 'bid'],
  ['fxcm/usdjpy-m1-ask-2013.csv', 'USDJPY', 'M1', 'ask'],
  ['candles-minute-EUR-USD-BID-2026-7-10.json', 'EURUSD', undefined, 'bid'],
  ['mEURUSD.raw_H4.csv', 'EURUSD', 'H4', undefined],
  ['prices.csv', undefined, undefined, undefined],
])('the name %s suggests %s %s %s', (name, symbol, timeframe, side) => {
  expect(nameHints(name)).toMatchObject({ symbol, timeframe, side });
});

test('a date of eight digits is read, a longer number is not', () => {
  expect(nameHints('eurusd/20140501_quote.zip').date).toEqual({ year: 2014, month: 5, day: 1 });
  expect(nameHints('EURUSD_M1_202001020000_202012312359.csv').date).toBeUndefined();
});
