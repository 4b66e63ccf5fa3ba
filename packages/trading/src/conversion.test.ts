import { currency, findInstrument, type EpochMs } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
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

/** Quotes of one moment, either way round, and over the dollar: as the rates of a run answer. */
const quoted: ConversionRates = {
  rate: (from, to) => {
    const quotes: Record<string, readonly [number, number]> = {
      GBPUSD: [1.3, 1.3002],
      EURUSD: [1.1, 1.1002],
      GBPJPY: [190, 190.04],
      EURJPY: [165, 165.03],
      JPYUSD: [1 / 150.02, 1 / 150],
      GBPCHF: [1.3 * 0.88, 1.3002 * 0.8803],
      EURCHF: [0.97, 0.9702],
    };
    const [bid, ask] = quotes[`${from}${to}`] ?? [];
    return bid === undefined || ask === undefined ? undefined : { bid, ask };
  },
};

describe('a gain is sold at the bid, a loss bought at the ask', () => {
  const eurgbp = { bid: 0.85, ask: 0.8502 };
  const gbpjpy = { bid: 190, ask: 190.04 };
  const eurusd = { bid: 1.1, ask: 1.1002 };
  // Profit of 100 units of the quote currency, loss of 100, value of 100 of the base: in the account's currency.
  test.each([
    ['EURGBP on dollars', 'EURGBP', 'USD', eurgbp, 130, 130.02, 110.01],
    ['EURGBP on yen, over GBPJPY', 'EURGBP', 'JPY', eurgbp, 19_000, 19_004, 16_501.5],
    ['EURGBP on francs, over GBPUSD and USDCHF', 'EURGBP', 'CHF', eurgbp, 114.4, 114.456_606, 97.01],
    ['EURGBP on pounds', 'EURGBP', 'GBP', eurgbp, 100, 100, 85.01],
    ['EURGBP on euros: bought at 0.8502, sold at 0.85', 'EURGBP', 'EUR', eurgbp, 117.619_384, 117.647_059, 100],
    ['GBPJPY on dollars, over USDJPY turned round', 'GBPJPY', 'USD', gbpjpy, 0.666_578, 0.666_667, 130.01],
    ['EURUSD on euros', 'EURUSD', 'EUR', eurusd, 90.892_565, 90.909_091, 100],
  ] as const)('%s', (_, symbol, account, market, profit, loss, value) => {
    const conversion = new CurrencyConversion(findInstrument(symbol)!, currency(account), quoted);
    expect(100 * conversion.quoteToAccount(market, NOW, true)).toBeCloseTo(profit, 5);
    expect(100 * conversion.quoteToAccount(market, NOW, false)).toBeCloseTo(loss, 5);
    expect(100 * conversion.baseToAccount(market, NOW)).toBeCloseTo(value, 5);
  });

  test('money in any currency', () => {
    const conversion = new CurrencyConversion(findInstrument('EURUSD')!, currency('USD'), quoted);
    const into = (code: string, isProfit: boolean) =>
      Math.round(100 * conversion.moneyToAccount(currency(code), eurusd, NOW, isProfit) * 1e6) / 1e6;
    expect([into('USD', true), into('EUR', true), into('EUR', false)]).toEqual([100, 110, 110.02]);
    expect([into('GBP', true), into('GBP', false)]).toEqual([130, 130.02]);
    expect(() => into('CHF', true)).toThrow('CHF to the account currency USD');
  });

  test('an exchange there and back never earns', () => {
    const conversion = new CurrencyConversion(findInstrument('USDJPY')!, currency('USD'));
    const market = { bid: 110, ask: 110.02 };
    expect(conversion.quoteToAccount(market, NOW, false)).toBeGreaterThan(conversion.quoteToAccount(market, NOW, true));
  });
});

test('a rate that is missing is an error that names it', () => {
  const instrument = findInstrument('EURGBP')!;
  expect(() => new CurrencyConversion(instrument, currency('USD'))).toThrow('GBP to the account currency USD');
  const conversion = new CurrencyConversion(instrument, currency('USD'), rates);
  const market = { bid: 0.9, ask: 0.9002 };
  expect(() => conversion.quoteToAccount(market, (NOW + 1) as EpochMs, true)).toThrow('profit and margin of EURGBP');
});
