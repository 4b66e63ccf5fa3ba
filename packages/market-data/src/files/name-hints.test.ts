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
  ['USA500.IDXUSD_Candlestick_1_M_BID_01.01.2019-31.12.2019.csv', 'US500', 'M1', 'bid'],
  ['usa500idxusd-h1-bid-2019-01-01-2019-12-31.csv', 'US500', 'H1', 'bid'],
  ['US500.cash_M15_202001020000_202012312345.csv', 'US500', 'M15', undefined],
  ['GER40h1.csv', 'GER40', 'H1', undefined],
  ['SPX500_USD_H4.csv', 'US500', 'H4', undefined],
  ['DAT_ASCII_NSXUSD_M1_2019.csv', 'NAS100', 'M1', undefined],
  ['candles-minute-BUND.TR-EUR-ASK-2026-7-10.json', 'BUND', undefined, 'ask'],
  ['eurusd-against-us500.csv', 'EURUSD', undefined, undefined],
  ['prices.csv', undefined, undefined, undefined],
])('the name %s suggests %s %s %s', (name, symbol, timeframe, side) => {
  expect(nameHints(name)).toMatchObject({ symbol, timeframe, side });
});

test('a date of eight digits is read, a longer number is not', () => {
  expect(nameHints('eurusd/20140501_quote.zip').date).toEqual({ year: 2014, month: 5, day: 1 });
  expect(nameHints('EURUSD_M1_202001020000_202012312359.csv').date).toBeUndefined();
});
