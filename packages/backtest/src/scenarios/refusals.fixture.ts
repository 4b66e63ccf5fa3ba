import { Filling, type Lots, type Points } from '@pipwright/model';
import type { Scenario } from './scenario.fixture.ts';

const QUIET = `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10020 1.09980 1.10000`;

/** What a broker does not do, with the names of MetaTrader 5's return codes. */
export const REFUSALS: readonly Scenario[] = [
  {
    name: 'a volume that is no whole number of steps',
    market: QUIET,
    orders: '08:00 #1 buy 0.015',
    journal: '08:00 #1 rejected: InvalidVolume',
    end: 'balance 10,000.00',
  },
  {
    name: 'a volume below the smallest, and one above the largest',
    market: QUIET,
    orders: `
      08:00 #1 buy 0.001
      08:00 #2 buy 100.01`,
    journal: `
      08:00 #1 rejected: InvalidVolume
      08:00 #2 rejected: InvalidVolume`,
    end: 'balance 10,000.00',
  },
  {
    name: 'more than the largest volume of one side',
    contracts: {
      EURUSD: { volume: { min: 0.01 as Lots, step: 0.01 as Lots, max: 100 as Lots, limit: 1.5 as Lots } },
    },
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 buy 1.00
      09:00 #3 buy 0.50`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #2 rejected: LimitVolume
      09:00 #3 buys 0.50 at 1.10010`,
    end: 'balance 10,000.00',
  },
  {
    name: 'a stop closer than the stops level',
    contracts: { EURUSD: { stopsLevel: 50 as Points } },
    market: QUIET,
    orders: '08:00 #1 buy 1.00 sl 30',
    journal: '08:00 #1 rejected: InvalidStops',
    end: 'balance 10,000.00',
  },
  {
    name: 'a target closer than the stops level',
    contracts: { EURUSD: { stopsLevel: 50 as Points } },
    market: QUIET,
    orders: '08:00 #1 sell 1.00 sl 100 tp 30',
    journal: '08:00 #1 rejected: InvalidStops',
    end: 'balance 10,000.00',
  },
  {
    name: 'a buy limit above the market and a buy stop below it',
    market: QUIET,
    orders: `
      09:00 #1 buy 1.00 limit 1.10100
      09:00 #2 buy 1.00 stop 1.09900`,
    journal: `
      09:00 #1 rejected: InvalidPrice
      09:00 #2 rejected: InvalidPrice`,
    end: 'balance 10,000.00',
  },
  {
    name: 'a waiting order closer to the market than the stops level',
    contracts: { EURUSD: { stopsLevel: 50 as Points } },
    market: QUIET,
    orders: '09:00 #1 buy 1.00 limit 1.09990',
    journal: '09:00 #1 rejected: InvalidPrice', // 20 points below the ask
    end: 'balance 10,000.00',
  },
  {
    name: 'levels within the freeze level cannot be moved, and the position cannot be closed by hand',
    contracts: { EURUSD: { freezeLevel: 50 as Points } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09930 1.09940               // 30 points above the stop at 1.09910
      10:00  1.09940 1.09950 1.09930 1.09940`,
    orders: `
      08:00 #1 buy 1.00 sl 100
      10:00 move #1 sl 1.09800
      10:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 modify-position refused: Frozen
      10:00 #1 close-position refused: Frozen`,
    end: 'balance 10,000.00 equity 9,930.00',
  },
  {
    name: 'a waiting order within the freeze level cannot be cancelled',
    contracts: { EURUSD: { freezeLevel: 50 as Points } },
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00 limit 1.09970                      // 40 points below the ask
      08:00 #2 buy 1.00 limit 1.09900                      // 110 points below the ask
      09:00 cancel #1
      09:00 cancel #2`,
    journal: `
      09:00 #1 cancel-order refused: Frozen
      09:00 #2 cancelled`,
    end: 'balance 10,000.00',
  },
  {
    name: 'a filling that the contract does not have',
    contracts: { EURUSD: { fillings: [Filling.FillOrKill] } },
    market: QUIET,
    orders: '08:00 #1 buy 1.00 ioc',
    journal: '08:00 #1 rejected: InvalidFill',
    end: 'balance 10,000.00',
  },
  {
    name: 'an order that ends before it is given',
    market: QUIET,
    orders: '09:00 #1 buy 1.00 limit 1.09900 until 2019-02-05 08:30',
    journal: '09:00 #1 rejected: InvalidExpiration',
    end: 'balance 10,000.00',
  },
  {
    name: 'too many orders',
    ordersMax: 2,
    market: QUIET,
    orders: `
      09:00 #1 buy 0.10 limit 1.09900
      09:00 #2 buy 0.10 limit 1.09800
      09:00 #3 buy 0.10 limit 1.09700`,
    journal: '09:00 #3 rejected: LimitOrders',
    end: 'balance 10,000.00',
  },
  {
    name: 'a price on Saturday is not dealt at: the market is closed',
    market: `EURUSD H1 spread 10
      2019-02-09 12:00  1.10000 1.10020 1.09980 1.10000
      2019-02-10 22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      2019-02-09 12:00 #1 buy 1.00
      2019-02-10 22:00 #2 buy 1.00`,
    journal: `
      2019-02-09 12:00 #1 rejected: MarketClosed
      2019-02-10 22:00 #2 buys 1.00 at 1.10010             // Sunday 17:00 New York`,
    end: 'balance 10,000.00',
  },
  {
    name: 'a stop is not filled at a price on Saturday, but at that of Sunday',
    market: `EURUSD M30 spread 10
      2019-02-08 21:30  1.10000 1.10020 1.09980 1.10000
      2019-02-09 12:00  1.09800 1.09800 1.09800 1.09800
      2019-02-10 22:00  1.09850 1.09860 1.09840 1.09850`,
    orders: '2019-02-08 21:30 #1 buy 1.00 sl 100',
    journal: `
      2019-02-08 21:30 #1 buys 1.00 at 1.10010
      2019-02-08 22:00 #1 swap -7.20, 1 night
      2019-02-10 22:00 #1 sells 1.00 at 1.09850, stop-loss -160.00`,
    end: 'balance 9,832.80',
  },
  {
    name: 'the market is closed on a day without trading',
    contracts: { EURUSD: { closedDays: ['2019-12-25'] } },
    market: `EURUSD H1 spread 10
      2019-12-25 12:00  1.10000 1.10020 1.09980 1.10000
      2019-12-25 22:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      2019-12-25 12:00 #1 buy 1.00
      2019-12-25 22:00 #2 buy 1.00`,
    journal: `
      2019-12-25 12:00 #1 rejected: MarketClosed
      2019-12-25 22:00 #2 buys 1.00 at 1.10010             // the trading day of the 26th`,
    end: 'balance 10,000.00',
  },
  {
    name: 'gold is not traded between 17:00 and 18:00 New York',
    market: `XAUUSD H1 spread 250
      2019-02-05 22:00  1300.000 1300.500 1299.500 1300.000
      2019-02-05 23:00  1300.000 1300.500 1299.500 1300.000`,
    orders: `
      22:00 #1 buy 0.10
      23:00 #2 buy 0.10`,
    journal: `
      22:00 #1 rejected: MarketClosed
      23:00 #2 buys 0.10 at 1300.250`,
    end: 'balance 10,000.00',
  },
  {
    name: 'an order given after the close of Friday waits for the first price of Sunday',
    market: `EURUSD H1 spread 10
      2019-02-08 21:00  1.10000 1.10020 1.09980 1.10000
      2019-02-10 22:00  1.10300 1.10320 1.10280 1.10300`,
    orders: '2019-02-08 22:00 #1 buy 1.00',
    journal: '2019-02-10 22:00 #1 buys 1.00 at 1.10310',
    end: 'balance 10,000.00',
  },
  {
    name: 'closing more than there is',
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00
      09:00 close #1 2.00`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 close-position refused: InvalidCloseVolume`,
    end: 'balance 10,000.00',
  },
  {
    name: 'closing what is closed',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09900 1.10000
      10:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      08:00 #1 buy 1.00 sl 100
      10:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -100.00
      10:00 #1 close-position refused: PositionClosed`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a change that changes nothing',
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00 sl 100
      09:00 move #1 sl 1.09910`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 modify-position refused: NoChanges`,
    end: 'balance 10,000.00',
  },
  {
    name: 'a stop moved to the wrong side of the market',
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00 sl 100
      09:00 move #1 sl 1.10050`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 modify-position refused: InvalidStops`,
    end: 'balance 10,000.00',
  },
  {
    name: 'cancelling an order that is filled',
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00
      09:00 cancel #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 cancel-order refused: InvalidOrder`,
    end: 'balance 10,000.00',
  },
  {
    name: 'closing two positions of one side by each other',
    market: QUIET,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 buy 1.00
      09:00 close #1 by #2`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:00 #2 buys 1.00 at 1.10010
      09:00 #1 close-by refused: Invalid`,
    end: 'balance 10,000.00',
  },
];
