// Long because it is one table that a trader can read from top to bottom.
import { findInstrument, holidayNightsBetween, SwapMode, utcMs } from '@pipwright/model';
import type { Scenario } from './scenario.fixture.ts';

/** As the value dates have it, where the banks of the United States are closed on 4 July. */
const INDEPENDENCE_DAY_NIGHTS = holidayNightsBetween(
  findInstrument('USDJPY')!,
  { from: '2019-07-01', to: '2019-07-05' },
  { USD: new Set(['2019-07-04']) },
);

/**
 * Swap at 17:00 New York: 22:00 UTC in winter, 21:00 in summer. The catalogue's rates are points a lot and night, for
 * EURUSD -7.2 long and 2.9 short: a point of a lot is a dollar.
 */
export const SWAPS: readonly Scenario[] = [
  {
    name: 'a long position pays for the night',
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000    // Tuesday
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      22:00 #1 swap -7.20, 1 night`,
    end: 'balance 9,992.80 equity 9,982.80', // the spread of 10 points floats
  },
  {
    name: 'a short position earns for the night',
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 sell 0.50',
    journal: `
      21:00 #1 sells 0.50 at 1.10000
      22:00 #1 swap 1.45, 1 night                          // 2.90 x 0.50`,
    end: 'balance 10,001.45',
  },
  {
    name: 'Wednesday books three nights',
    market: `EURUSD H1 spread 10
      2019-02-06 21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      22:00 #1 swap -21.60, 3 nights                       // 3 x -7.20`,
    end: 'balance 9,978.40',
  },
  {
    name: 'a week of daily candles books seven nights',
    market: `EURUSD D1 spread 10
      2019-02-03 22:00  1.10000 1.10020 1.09980 1.10000    // Monday's trading day opens on Sunday
      2019-02-04 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-05 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-06 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-07 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-10 22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      2019-02-03 22:00 #1 buy 1.00
      2019-02-10 22:00 close #1`,
    journal: `
      2019-02-03 22:00 #1 buys 1.00 at 1.10010
      2019-02-04 22:00 #1 swap -7.20, 1 night
      2019-02-05 22:00 #1 swap -7.20, 1 night
      2019-02-06 22:00 #1 swap -21.60, 3 nights
      2019-02-07 22:00 #1 swap -7.20, 1 night
      2019-02-08 22:00 #1 swap -7.20, 1 night
      2019-02-10 22:00 #1 sells 1.00 at 1.10000, manual -10.00`,
    end: 'balance 9,939.60', // 7 x -7.20 = -50.40, and the spread
  },
  {
    name: 'USDCAD settles a day earlier: Wednesday books one night, Thursday three',
    market: `USDCAD H1 spread 10
      2019-02-06 21:00  1.32000 1.32020 1.31980 1.32000
      2019-02-06 22:00  1.32000 1.32020 1.31980 1.32000
      2019-02-07 21:00  1.32000 1.32020 1.31980 1.32000
      2019-02-07 22:00  1.32000 1.32020 1.31980 1.32000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      2019-02-06 21:00 #1 buys 1.00 at 1.32010
      2019-02-06 22:00 #1 swap 1.97, 1 night               // 2.60 CAD / 1.32010 = 1.9696
      2019-02-07 22:00 #1 swap 5.91, 3 nights              // 7.80 CAD / 1.32010 = 5.9086`,
    end: 'balance 10,007.88',
  },
  {
    name: 'swap in yen is earned at the ask of USDJPY and paid at its bid',
    market: `USDJPY H1 spread 10
      2019-02-05 21:00  110.000 110.000 110.000 110.000
      22:00  110.000 110.000 110.000 110.000`,
    orders: `
      21:00 #1 buy 1.00
      21:00 #2 sell 1.00`,
    journal: `
      21:00 #1 buys 1.00 at 110.010
      21:00 #2 sells 1.00 at 110.000
      22:00 #1 swap 10.73, 1 night                         // 11.8 points: 1,180 JPY / 110.010 = 10.7263
      22:00 #2 swap -20.36, 1 night                        // 22.4 points: 2,240 JPY / 110.000 = 20.3636`,
    end: 'balance 9,990.37',
  },
  {
    name: 'a holiday moves a night: four on Wednesday, none on Thursday',
    contracts: {
      EURUSD: {
        swap: {
          mode: SwapMode.Points,
          long: -7.2,
          short: 2.9,
          tripleWeekday: 3,
          holidayNights: { '2019-02-06': 4, '2019-02-07': 0 },
        },
      },
    },
    market: `EURUSD H1 spread 10
      2019-02-06 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-06 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-07 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-07 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-08 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-10 22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      2019-02-06 21:00 #1 buys 1.00 at 1.10010
      2019-02-06 22:00 #1 swap -28.80, 4 nights            // 4 x -7.20
      2019-02-08 22:00 #1 swap -7.20, 1 night              // nothing on Thursday`,
    end: 'balance 9,964.00',
  },
  {
    name: 'rates that changed: each night at the rate of its day',
    contracts: {
      EURUSD: {
        swap: {
          mode: SwapMode.Points,
          long: -7.2,
          short: 2.9,
          tripleWeekday: 3,
          history: [{ from: utcMs(2019, 2, 6), long: -5, short: 1 }],
        },
      },
    },
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-05 22:00  1.10000 1.10020 1.09980 1.10000
      2019-02-06 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-06 22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      2019-02-05 21:00 #1 buys 1.00 at 1.10010
      2019-02-05 22:00 #1 swap -7.20, 1 night
      2019-02-06 22:00 #1 swap -15.00, 3 nights            // 3 x -5.00`,
    end: 'balance 9,977.80',
  },
  {
    name: 'interest a year on the value of the moment, over 360 days',
    contracts: { EURUSD: { swap: { mode: SwapMode.InterestCurrent, long: -3.6, short: 1.8, tripleWeekday: 3 } } },
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.12020 1.09980 1.12000
      22:00  1.12000 1.12020 1.11980 1.12000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      22:00 #1 swap -11.20, 1 night                        // 3.6 % / 360 x 112,000 at the bid`,
    end: 'balance 9,988.80',
  },
  {
    name: 'interest a year on the value at the opening, over 360 days',
    contracts: { EURUSD: { swap: { mode: SwapMode.InterestOpen, long: -3.6, short: 1.8, tripleWeekday: 3 } } },
    market: `EURUSD H1 spread 10
      2019-02-06 21:00  1.10000 1.12020 1.09980 1.12000
      22:00  1.12000 1.12020 1.11980 1.12000`,
    orders: '21:00 #1 buy 1.00',
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      22:00 #1 swap -33.00, 3 nights                       // 3.6 % / 360 x 110,010 x 3 = 33.003`,
    end: 'balance 9,967.00',
  },
  {
    name: 'swap in money of the base currency, bought at the ask where it is owed',
    contracts: { EURUSD: { swap: { mode: SwapMode.BaseCurrency, long: -5, short: 2, tripleWeekday: 3 } } },
    market: `EURUSD H1 spread 100
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 2.00',
    account: '20,000 USD',
    journal: `
      21:00 #1 buys 2.00 at 1.10100
      22:00 #1 swap -11.01, 1 night                        // 10 EUR x 1.10100`,
    end: 'balance 19,988.99',
  },
  {
    name: 'swap in money of the account',
    contracts: { EURUSD: { swap: { mode: SwapMode.AccountCurrency, long: -5, short: 2, tripleWeekday: 3 } } },
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '21:00 #1 buy 0.50',
    journal: `
      21:00 #1 buys 0.50 at 1.10010
      22:00 #1 swap -2.50, 1 night`,
    end: 'balance 9,997.50',
  },
  {
    name: 'a position closed before 17:00 New York pays nothing',
    market: `EURUSD M30 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      21:30  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      21:00 #1 buy 1.00
      21:30 close #1`,
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      21:30 #1 sells 1.00 at 1.10000, manual -10.00`,
    end: 'balance 9,990.00',
  },
  {
    name: 'a position opened at 17:00 New York pays nothing for the day that has ended',
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10020 1.09980 1.10000
      23:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '22:00 #1 buy 1.00',
    journal: '22:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 9,990.00',
  },
  {
    name: 'the clocks of New York change in March: Friday at 22:00 UTC, Monday at 21:00 UTC',
    market: `EURUSD H1 spread 10
      2019-03-08 21:00  1.12000 1.12020 1.11980 1.12000
      2019-03-10 21:00  1.12000 1.12020 1.11980 1.12000    // Sunday 17:00 New York, an hour earlier than before
      2019-03-11 20:00  1.12000 1.12020 1.11980 1.12000
      2019-03-11 21:00  1.12000 1.12020 1.11980 1.12000`,
    orders: '2019-03-08 21:00 #1 buy 1.00',
    journal: `
      2019-03-08 21:00 #1 buys 1.00 at 1.12010
      2019-03-08 22:00 #1 swap -7.20, 1 night
      2019-03-11 21:00 #1 swap -7.20, 1 night`,
    end: 'balance 9,985.60',
  },
  {
    name: 'the clocks of New York change in November: Friday at 21:00 UTC, Monday at 22:00 UTC',
    market: `EURUSD H1 spread 10
      2019-11-01 20:00  1.12000 1.12020 1.11980 1.12000
      2019-11-03 22:00  1.12000 1.12020 1.11980 1.12000    // Sunday 17:00 New York, an hour later than before
      2019-11-04 21:00  1.12000 1.12020 1.11980 1.12000
      2019-11-04 22:00  1.12000 1.12020 1.11980 1.12000`,
    orders: '2019-11-01 20:00 #1 buy 1.00',
    journal: `
      2019-11-01 20:00 #1 buys 1.00 at 1.12010
      2019-11-01 21:00 #1 swap -7.20, 1 night
      2019-11-04 22:00 #1 swap -7.20, 1 night`,
    end: 'balance 9,985.60',
  },
  {
    name: 'gold on a Wednesday between the clocks of New York and London: three nights at 21:00 UTC, in the daily break',
    market: `XAUUSD H1 spread 300
      2019-03-13 20:00  1305.000 1305.500 1304.500 1305.000
      22:00  1305.000 1305.500 1304.500 1305.000`,
    orders: '20:00 #1 sell 0.30',
    journal: `
      20:00 #1 sells 0.30 at 1305.000
      21:00 #1 swap 16.20, 3 nights                        // 3 x 0.180 x 30 ounces`,
    end: 'balance 10,016.20 equity 10,007.20', // 0.300 x 30 ounces float
  },
  {
    name: 'USDCAD on an account in euros: Canadian dollars that are paid are bought at the bid of EURCAD',
    account: '10,000 EUR',
    rates: { EURCAD: [1.46, 1.4603], EURUSD: [1.105, 1.1052] },
    market: `USDCAD H1 spread 12
      2019-11-07 21:00  1.31700 1.31720 1.31680 1.31700    // Thursday
      22:00  1.31700 1.31720 1.31680 1.31700`,
    orders: '21:00 #1 sell 0.50',
    journal: `
      21:00 #1 sells 0.50 at 1.31700
      22:00 #1 swap -7.40, 3 nights                        // 3 x 3.60 CAD / 1.46 = 7.3973`,
    end: 'balance 9,992.60 equity 9,988.49', // 6 CAD of spread / 1.46 float: 4.1096
  },
  {
    name: 'Independence Day moves the nights of USDJPY: two on Monday, none on Tuesday, three on Wednesday',
    account: '1,000,000 JPY',
    contracts: {
      USDJPY: {
        swap: {
          mode: SwapMode.Points,
          long: 11.8,
          short: -22.4,
          tripleWeekday: 3,
          holidayNights: INDEPENDENCE_DAY_NIGHTS,
        },
      },
    },
    // Value dates: Monday's deals 3 July, Tuesday's and Wednesday's 5 July, Thursday's 8 July.
    market: `USDJPY H1 spread 12
      2019-07-01 20:00  108.500 108.520 108.480 108.500
      2019-07-01 21:00  108.500 108.520 108.480 108.500
      2019-07-02 21:00  108.500 108.520 108.480 108.500
      2019-07-03 21:00  108.500 108.520 108.480 108.500
      2019-07-04 21:00  108.500 108.520 108.480 108.500
      2019-07-07 21:00  108.500 108.520 108.480 108.500`,
    orders: '20:00 #1 buy 0.20',
    journal: `
      2019-07-01 20:00 #1 buys 0.20 at 108.512
      2019-07-01 21:00 #1 swap 472, 2 nights               // 0.0118 x 20,000 = 236 a night
      2019-07-03 21:00 #1 swap 708, 3 nights
      2019-07-04 21:00 #1 swap 236, 1 night
      2019-07-05 21:00 #1 swap 236, 1 night`,
    end: 'balance 1,001,652',
  },
];
