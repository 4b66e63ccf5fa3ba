import { currency, findInstrument, type Lots, type MinorUnits } from '@pipwright/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountBook, Booking } from './account-book.ts';
import { describeMoney, roundMinor } from './money.ts';
import { splitProfit } from './profit-split.ts';
import { fixedVolume, riskSizing } from './sizing.ts';

const minor = (value: number): MinorUnits => value as MinorUnits;

test.each([
  [0.5, 1],
  [-0.5, -1],
  [1.4999, 1],
  [2.5, 3],
  [1.005 * 100, 101],
  [-0.2, 0],
])('%f rounds to %i', (amount, rounded) => {
  expect(Object.is(roundMinor(amount), rounded)).toBe(true);
});

test('money is written for people', () => {
  expect(describeMoney(-123_456_789, currency('USD'))).toBe('-1,234,567.89 USD');
  expect(describeMoney(1500, currency('JPY'))).toBe('1,500 JPY');
});

describe('account book', () => {
  test('balance is the initial one plus everything booked', () => {
    const book = new AccountBook(currency('USD'), minor(1000));
    book.book(Booking.Profit, minor(250));
    book.book(Booking.Commission, minor(-7));
    book.book(Booking.Swap, minor(-3));
    book.book(Booking.Transfer, minor(500));
    expect(book.balance).toBe(1740);
    expect(Object.values(Booking).map((booking) => book.total(booking))).toEqual([250, -7, -3, 500]);
  });

  test('refuses a fraction of a minor unit', () => {
    expect(() => new AccountBook(currency('USD'), minor(0)).book(Booking.Profit, minor(0.5))).toThrow(
      'whole minor units',
    );
  });
});

test('the parts of a profit sum to its net (seed 7)', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const distance = fc.double({ min: -0.01, max: 0.01, noNaN: true });
  fc.assert(
    fc.property(amount, amount, amount, distance, distance, (profit, commission, swap, spread, slippage) => {
      const split = splitProfit({
        profit: minor(profit),
        commission: minor(commission),
        swap: minor(swap),
        spreadDistance: spread,
        slippageDistance: slippage,
        minorPerPriceUnit: 1_234_567,
      });
      const parts = split.price + split.spread + split.slippage + split.commission + split.swap;
      expect(parts).toBe(split.net);
      expect(split.net).toBe(profit + commission + swap);
    }),
    { seed: 7 },
  );
});

describe('sizing', () => {
  const instrument = findInstrument('EURUSD')!;
  const input = { instrument, equity: 1_000_000, freeMargin: 1_000_000, lossPerLot: 20_700, marginPerLot: 366_667 };

  test('risks the fraction at the stop, rounded down to the volume step', () => {
    const sizing = riskSizing({ riskPerTrade: 0.01, marginShareMax: 1 });
    // 10,000 / 20,700 = 0.483
    expect(sizing(input)).toBe(0.48);
  });

  test('is capped by margin', () => {
    // 0.25 x 1,000,000 / 366,667 = 0.68
    expect(riskSizing({ riskPerTrade: 0.1, marginShareMax: 0.25 })(input)).toBe(0.68);
  });

  test.each([
    ['no stop', { lossPerLot: 0 }],
    ['less than the smallest volume', { equity: 10_000 }],
    ['no free margin', { freeMargin: -5 }],
  ])('is nothing with %s', (_, change) => {
    expect(riskSizing({ riskPerTrade: 0.01, marginShareMax: 1 })({ ...input, ...change })).toBe(0);
  });

  test('never risks more than it was told (seed 11)', () => {
    const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 1, max, noNaN: true });
    fc.assert(
      fc.property(positive(1e9), positive(1e6), positive(1e6), (equity, lossPerLot, marginPerLot) => {
        const volume = riskSizing({ riskPerTrade: 0.01, marginShareMax: 0.5 })({
          ...input,
          equity,
          freeMargin: equity,
          lossPerLot,
          marginPerLot,
        });
        expect(volume * lossPerLot).toBeLessThanOrEqual(equity * 0.01 * (1 + 1e-6));
        expect(volume * marginPerLot).toBeLessThanOrEqual(equity * 0.5 * (1 + 1e-6));
      }),
      { seed: 11 },
    );
  });

  test('a fixed volume stays one', () => {
    expect(fixedVolume(0.257)(input)).toBe(0.25 as Lots);
  });

  test.each([0, -0.1, 1.5, Number.NaN])('refuses a risk of %f', (riskPerTrade) => {
    expect(() => riskSizing({ riskPerTrade, marginShareMax: 1 })).toThrow('riskPerTrade');
  });
});
