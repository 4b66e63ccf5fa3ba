import { currency, findInstrument, type EpochMs } from '@pipwright/model';
import { expect, test } from 'vitest';
import { CurrencyConversion, type ConversionRates } from './conversion.ts';

const NOW = 1_549_353_600_000 as EpochMs;
const rates: ConversionRates = {
  rate: (from, to, time) => (`${from}${to}` === 'GBPUSD' && time === NOW ? { bid: 1.3, ask: 1.3002 } : undefined),
};

test('an account in the quote currency needs no rate', () => {
  const conversion = new CurrencyConversion(findInstrument('EURUSD')!, currency('USD'));
  const market = { bid: 1.1, ask: 1.1002 };
  expect(conversion.quoteToAccount(market, NOW, true)).toBe(1);
  expect(conversion.quoteToAccount(market, NOW, false)).toBe(1);
  expect(conversion.baseToAccount(market, NOW)).toBeCloseTo(1.1001, 12);
});

test('an account in the base currency sells a profit at the ask and buys a loss at the bid', () => {
  const conversion = new CurrencyConversion(findInstrument('USDJPY')!, currency('USD'));
  const market = { bid: 110, ask: 110.02 };
  expect(conversion.quoteToAccount(market, NOW, true)).toBe(1 / 110.02);
  expect(conversion.quoteToAccount(market, NOW, false)).toBe(1 / 110);
  expect(conversion.baseToAccount(market, NOW)).toBe(1);
});

test('a cross asks for the rate of the moment, at the worse side', () => {
  const conversion = new CurrencyConversion(findInstrument('EURGBP')!, currency('USD'), rates);
  const market = { bid: 0.9, ask: 0.9002 };
  expect(conversion.quoteToAccount(market, NOW, true)).toBe(1.3);
  expect(conversion.quoteToAccount(market, NOW, false)).toBe(1.3002);
});

test('a rate that is missing is an error that names it', () => {
  const instrument = findInstrument('EURGBP')!;
  expect(() => new CurrencyConversion(instrument, currency('USD'))).toThrow('GBP to the account currency USD');
  const conversion = new CurrencyConversion(instrument, currency('USD'), rates);
  const market = { bid: 0.9, ask: 0.9002 };
  expect(() => conversion.quoteToAccount(market, (NOW + 1) as EpochMs, true)).toThrow('profit and margin of EURGBP');
});
