import { describe, expect, test } from 'vitest';
import { findInstrument } from './catalogue.ts';
import { findReferenceMarket, REFERENCE_MARKETS } from './reference-markets.ts';

const names = REFERENCE_MARKETS.flatMap(({ symbol, aliases }) => [symbol, ...aliases]);

test('no name stands for two markets, or for one that is traded', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[A-Z0-9]+$/);
    expect(findInstrument(name), name).toBeUndefined();
  }
});

test.each([
  ['US500', 'US500'],
  ['us500.cash', 'US500'],
  ['SPX500_USD', 'US500'],
  ['USA500.IDX/USD', 'US500'],
  ['USATECH.IDX/USD', 'NAS100'],
  ['DE30_EUR', 'GER40'],
  ['#Bund', 'BUND'],
  ['BUND.TR/EUR', 'BUND'],
  ['USTBOND.TR/USD', 'USTBOND'],
  ['USB10Y_USD', 'USTNOTE'],
])('%s is %s', (name, symbol) => {
  expect(findReferenceMarket(name)?.symbol).toBe(symbol);
});

test('what is traded, and what is neither, is no reference market', () => {
  for (const name of ['EURUSD', 'XAUUSD', '', 'cash', 'constructor', 'US5000'])
    expect(findReferenceMarket(name), name).toBeUndefined();
});

describe.each(REFERENCE_MARKETS)('$symbol', ({ digits, tickSize, pipSize, typicalSpread, sessions }) => {
  test('has a tick and a spread that fit its digits', () => {
    expect(tickSize).toBe(Number(`1e-${digits}`));
    expect(typicalSpread * pipSize).toBeGreaterThanOrEqual(10 * tickSize);
  });

  test('has sessions that follow one another within the trading week', () => {
    let end = 17 * 60;
    for (const { weekday, fromMinute, toMinute } of sessions) {
      expect(fromMinute).toBeLessThan(toMinute);
      expect(weekday * 1440 + fromMinute).toBeGreaterThanOrEqual(end);
      end = weekday * 1440 + toMinute;
    }
    expect(end).toBeLessThanOrEqual(5 * 1440 + 17 * 60);
  });
});
