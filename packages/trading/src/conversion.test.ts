import { currency, findInstrument, type EpochMs } from '@pipwright/model';
import { expect, test } from 'vitest';
import { CurrencyConversion, type ConversionRates } from './conversion.ts';

const NOW = 1_549_353_600_000 as EpochMs;
const rates: ConversionRates = {
  rate: (from, to, time) => (`${from}${to}` === 'GBPUSD' && time === NOW ? 1.3 : undefined),
};

test('an account in the quote currency needs no rate', () => {
  const conversion = new CurrencyConversion(findInstrument('EURUSD')!, currency('USD'));
  expect(conversion.quoteToAccount(1.1, NOW)).toBe(1);
  expect(conversion.baseToAccount(1.1, NOW)).toBe(1.1);
});

test('an account in the base currency divides by the price', () => {
  const conversion = new CurrencyConversion(findInstrument('USDJPY')!, currency('USD'));
  expect(conversion.quoteToAccount(110, NOW)).toBe(1 / 110);
  expect(conversion.baseToAccount(110, NOW)).toBe(1);
});

test('a cross asks for the rate of the moment', () => {
  const conversion = new CurrencyConversion(findInstrument('EURGBP')!, currency('USD'), rates);
  expect(conversion.quoteToAccount(0.9, NOW)).toBe(1.3);
});

test('a rate that is missing is an error that names it', () => {
  const instrument = findInstrument('EURGBP')!;
  expect(() => new CurrencyConversion(instrument, currency('USD'))).toThrow('GBP to the account currency USD');
  const conversion = new CurrencyConversion(instrument, currency('USD'), rates);
  expect(() => conversion.quoteToAccount(0.9, (NOW + 1) as EpochMs)).toThrow('profit and margin of EURGBP');
});
