import {
  CATALOGUE,
  currency,
  findInstrument,
  holidayNightsBetween,
  rolloversBetween,
  SwapMode,
  tradingWeekOpen,
  utcMs,
  type Currency,
  type EpochMs,
  type Instrument,
  type SwapContract,
} from '@pipwright/model';
import { CurrencyConversion, minorPerMajor, type ConversionRates } from '@pipwright/trading';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nightsOf, swapAmount, swapRate } from './swap.ts';

const [EURUSD, USDJPY, EURGBP, USDCAD] = ['EURUSD', 'USDJPY', 'EURGBP', 'USDCAD'].map(findInstrument) as [
  Instrument,
  Instrument,
  Instrument,
  Instrument,
];
const NOW = utcMs(2024, 7, 3, 21);
const DAY_MS = 86_400_000;

const rates: ConversionRates = {
  rate: (from, to) => {
    const found = { GBPUSD: [1.3, 1.3002], USDJPY: [150, 150.02], EURJPY: [165, 165.02], EURUSD: [1.1, 1.1002] };
    const [bid, ask] = (found as Record<string, number[]>)[`${from}${to}`] ?? [];
    return bid === undefined || ask === undefined ? undefined : { bid, ask };
  },
};

interface Case {
  readonly instrument?: Instrument;
  readonly swap?: Partial<SwapContract>;
  readonly account?: string;
  readonly isLong?: boolean;
  readonly volume?: number;
  readonly openPrice?: number;
  readonly nights?: number;
  readonly bid?: number;
  readonly ask?: number;
}

/** Swap in minor units; by default of one long lot of EURUSD over one night in dollars, the market at 1.1000 to 1.1002. */
function swapOf(scene: Case): number {
  const { instrument = EURUSD, swap = {}, account = 'USD', isLong = true, volume = 1, nights = 1 } = scene;
  const code: Currency = currency(account);
  const contract = { ...instrument, swap: { ...instrument.swap, ...swap } };
  const market = {
    bid: scene.bid ?? 1.1,
    ask: scene.ask ?? 1.1002,
    time: NOW,
    conversion: new CurrencyConversion(contract, code, rates),
    minorPerMajor: minorPerMajor(code),
  };
  return swapAmount(contract, { isLong, volume, openPrice: scene.openPrice ?? 1.2 }, nights, market);
}

const yen = { instrument: USDJPY, bid: 110, ask: 110.02 } as const;
const pounds = { instrument: EURGBP, bid: 0.85, ask: 0.8502 } as const;

describe('money by hand', () => {
  test.each<[string, number, Case]>([
    ['points: -7.2 x 0.00001 x 100,000 = -7.20 dollars', -720, {}],
    ['three nights: -21.60', -2160, { nights: 3 }],
    ['no night, no swap', 0, { nights: 0 }],
    ['short: 2.9 points are 2.90', 290, { isLong: false }],
    ['a hundredth of a lot: -7.2 cents', -7, { volume: 0.01 }],
    ['yen received: 1,180 sold at 110.02 are 10.7253', 1073, yen],
    ['yen paid: 2,240 bought at 110.00 are 20.3636', -2036, { ...yen, isLong: false }],
    ['pounds paid on a dollar account: 5.80 bought at 1.3002 are 7.5412', -754, pounds],
    ['pounds received: 2.20 sold at 1.3000 are 2.86', 286, { ...pounds, isLong: false }],
    ['dollars paid on a yen account: 7.20 bought at 150.02 are 1,080.1', -1080, { account: 'JPY' }],
    ['dollars received: 2.90 sold at 150.00 are 435', 435, { account: 'JPY', isLong: false }],
    ['5 euros a lot paid: bought at 1.1002', -550, { swap: { mode: SwapMode.BaseCurrency, long: -5 } }],
    ['5 euros a lot received: sold at 1.1000', 550, { swap: { mode: SwapMode.BaseCurrency, long: 5 } }],
    ['in the margin currency, euros too', -550, { swap: { mode: SwapMode.MarginCurrency, long: -5 } }],
    ['700 yen a lot paid: bought at 110.00', -636, { ...yen, swap: { mode: SwapMode.ProfitCurrency, long: -700 } }],
    [
      '3.25 a lot of the account, half a lot',
      -163,
      { volume: 0.5, swap: { mode: SwapMode.AccountCurrency, long: -3.25 } },
    ],
    ['3.6 % a year of 110,000: 11.00 a night', -1100, { swap: { mode: SwapMode.InterestCurrent, long: -3.6 } }],
    [
      '1.8 % of 110,020, a short at the ask: 5.501',
      550,
      { isLong: false, swap: { mode: SwapMode.InterestCurrent, short: 1.8 } },
    ],
    ['3.6 % of 120,000 at the open price: 12.00', -1200, { swap: { mode: SwapMode.InterestOpen, long: -3.6 } }],
    ['reopened 7.2 points higher: as points', -720, { swap: { mode: SwapMode.ReopenCurrent } }],
    ['disabled', 0, { swap: { mode: SwapMode.Disabled } }],
  ])('%s', (_, minor, scene) => expect(swapOf(scene)).toBe(minor));
});

describe('rates over time', () => {
  const history = [
    { from: utcMs(2024, 1, 1), long: -6, short: 2 },
    { from: utcMs(2024, 7, 1), long: -8, short: 3 },
  ];
  const contract = { ...EURUSD, swap: { ...EURUSD.swap, history } };

  test.each([
    ['before the first change', utcMs(2023, 12, 31), -7.2, 2.9],
    ['from the first change on', utcMs(2024, 1, 1), -6, 2],
    ['until the second', (utcMs(2024, 7, 1) - 1) as EpochMs, -6, 2],
    ['after the last', utcMs(2026, 1, 1), -8, 3],
  ])('%s', (_, time, long, short) => {
    expect([swapRate(contract, true, time), swapRate(contract, false, time)]).toEqual([long, short]);
  });

  test('the rate of the rollover is booked', () => {
    expect(swapOf({ swap: { history } })).toBe(-800);
  });
});

describe('nights', () => {
  const week = rolloversBetween(utcMs(2024, 7, 7, 21), utcMs(2024, 7, 12, 21));

  test('are three on the day that carries the weekend', () => {
    expect(week.map((rollover) => nightsOf(EURUSD, rollover))).toEqual([1, 1, 3, 1, 1]);
    expect(week.map((rollover) => nightsOf(USDCAD, rollover))).toEqual([1, 1, 1, 3, 1]);
  });

  test('are what the contract says of a date, before all else', () => {
    const holidayNights = { '2024-07-09': 4, '2024-07-10': 0 };
    const contract = { ...EURUSD, swap: { ...EURUSD.swap, holidayNights } };
    expect(week.map((rollover) => nightsOf(contract, rollover))).toEqual([1, 4, 0, 1, 1]);
  });

  test('around Christmas and New Year add up to the days between the value dates', () => {
    const holidayNights = holidayNightsBetween(EURUSD, { from: '2024-12-16', to: '2025-01-10' });
    const contract = { ...EURUSD, swap: { ...EURUSD.swap, holidayNights } };
    const month = rolloversBetween(utcMs(2024, 12, 15, 22), utcMs(2025, 1, 10, 22));
    // Trades of Monday 16 December are paid on the 18th, those of Monday 13 January on the 15th: 28 days.
    expect(month.reduce((sum, rollover) => sum + nightsOf(contract, rollover), 0)).toBe(28);
  });

  test('of every week of every instrument are seven, through all changes of clocks (seed 61)', () => {
    const times = fc.integer({ min: utcMs(2000, 1, 10), max: utcMs(2035, 1, 1) });
    fc.assert(
      fc.property(times, fc.constantFrom(...CATALOGUE), (time, instrument) => {
        const open = tradingWeekOpen(time as EpochMs);
        const next = tradingWeekOpen((open + 7.5 * DAY_MS) as EpochMs);
        const nights = rolloversBetween(open, next).map((rollover) => nightsOf(instrument, rollover));
        expect(nights).toHaveLength(5);
        expect(nights.reduce((sum, one) => sum + one, 0)).toBe(7);
      }),
      { seed: 61, numRuns: 2000 },
    );
  });
});
