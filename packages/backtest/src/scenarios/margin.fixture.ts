import type { Scenario } from './scenario.fixture.ts';

/**
 * Margin is the value at the price of the opening over the leverage of the contract: a lot of EURUSD bought at 1.10010 needs
 * 110,010 / 30 = 3,667.00 USD, one sold at 1.10000 needs 3,666.67. Where another pair converts, its middle counts.
 */
export const MARGIN: readonly Scenario[] = [
  {
    name: 'margin of one lot of EURUSD in dollars',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 9,990.00 margin 3,667.00',
  },
  {
    name: 'margin of USDJPY in dollars does not depend on its price',
    market: `USDJPY H1 spread 10
      2019-02-05 08:00  110.000 110.020 109.980 110.000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 buys 1.00 at 110.010',
    end: 'balance 10,000.00 margin 3,333.33', // 100,000 / 30
  },
  {
    name: 'margin of EURGBP in dollars is the value of the euros, at the middle of EURUSD',
    rates: { GBPUSD: [1.25, 1.2502], EURUSD: [1.1, 1.1002] },
    market: `EURGBP H1 spread 10
      2019-02-05 08:00  0.85000 0.85020 0.84980 0.85000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 buys 1.00 at 0.85010',
    end: 'balance 10,000.00 margin 3,667.00', // 100,000 x 1.1001 / 30
  },
  {
    name: 'margin of gold: 100 ounces at 1,300.250 over 20',
    market: `XAUUSD H1 spread 250
      2019-02-05 08:00  1300.000 1300.500 1299.500 1300.000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 buys 1.00 at 1300.250',
    end: 'balance 10,000.00 margin 6,501.25', // 130,025 / 20
  },
  {
    name: 'opposite positions of the same size need half of the margin of both',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 sell 1.00`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:00 #2 sells 1.00 at 1.10000`,
    end: 'balance 10,000.00 equity 9,980.00 margin 3,666.83', // (3,667.00 + 3,666.67) x 0.5
  },
  {
    name: 'of unequal opposite positions the rest that is not hedged needs its whole margin',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 sell 0.40`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:00 #2 sells 0.40 at 1.10000`,
    end: 'balance 10,000.00 margin 3,666.93', // 0.6 x 3,667.00 + (0.4 x 3,667.00 + 0.4 x 3,666.67) x 0.5
  },
  {
    name: 'opposite positions of USDJPY on an account in yen: whole yen',
    account: '3,000,000 JPY',
    market: `USDJPY H1 spread 12
      2019-05-07 08:00  108.500 108.520 108.480 108.500`,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 sell 0.70`,
    journal: `
      08:00 #1 buys 1.00 at 108.512
      08:00 #2 sells 0.70 at 108.500`,
    // Margins 10,851,200 / 30 and 7,595,000 / 30: 0.3 of the first, 0.5 of its other 0.7 and of the second.
    end: 'balance 3,000,000 equity 2,997,960 margin 361,693',
  },
  {
    name: 'leverage by size: the first 100,000 dollars at 100, the rest at 50',
    contracts: {
      EURUSD: {
        margin: {
          leverage: 30,
          hedgedFraction: 0.5,
          tiers: [
            { notionalMax: 10_000_000, leverage: 100 }, // in cents
            { notionalMax: Infinity, leverage: 50 },
          ],
        },
      },
    },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '08:00 #1 buy 2.00',
    journal: '08:00 #1 buys 2.00 at 1.10010',
    end: 'balance 10,000.00 margin 3,400.40', // 100,000 / 100 + 120,020 / 50
  },
  {
    name: 'not enough money: the margin is above the free margin',
    account: '3,600 USD',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 buy 0.50`,
    journal: `
      08:00 #1 rejected: NoMoney                           // needs 3,667.00
      08:00 #2 buys 0.50 at 1.10010                        // needs 1,833.50`,
    end: 'balance 3,600.00 equity 3,595.00 margin 1,833.50',
  },
  {
    name: 'a margin call is told once',
    account: '4,000 USD',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.09600 1.09600 1.09600 1.09600
      10:00  1.09500 1.09500 1.09500 1.09500`,
    orders: '08:00 #1 buy 1.00',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 margin call: equity 3,590.00, margin 3,667.00  // 4,000 + (1.09600 - 1.10010) x 100,000`,
    end: 'balance 4,000.00 equity 3,490.00 margin 3,667.00',
  },
  {
    name: 'stop-out of three positions: the largest loss goes first, and no more than needed',
    account: '8,000 USD',
    marginCall: 0,
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10200 1.10200 1.10200 1.10200
      10:00  1.10400 1.10400 1.10400 1.10400
      11:00  1.07000 1.07000 1.07000 1.07000`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 buy 0.50
      10:00 #3 buy 0.50`,
    // At 1.07000: #1 -3,010, #2 -1,605, #3 -1,705: equity 1,680. Margin 3,667.00 + 1,836.83 + 1,840.17 = 7,344.00.
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #2 buys 0.50 at 1.10210
      10:00 #3 buys 0.50 at 1.10410
      11:00 #1 sells 1.00 at 1.07000, stop-out -3,010.00   // then 1,680 against half of 3,677.00
      11:00 #3 sells 0.50 at 1.07000, stop-out -1,705.00   // then 1,680 against half of 1,836.83: enough`,
    end: 'balance 3,285.00 equity 1,680.00 margin 1,836.83',
  },
  {
    name: 'a stop-out inside a candle is at the very price at which the equity reaches its level',
    account: '4,000.50 USD',
    marginCall: 0,
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10000 1.07000 1.07500`,
    orders: '08:00 #1 buy 1.00',
    // Half of 3,667.00 is 1,833.50: 2,167 points below 1.10010 the equity is there.
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.07843, stop-out -2,167.00`,
    end: 'balance 1,833.50 equity 1,833.50 margin 0.00',
  },
  {
    name: 'a gap goes through the level of the stop-out',
    account: '4,000 USD',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.05000 1.05000 1.05000 1.05000`,
    orders: '08:00 #1 buy 1.00',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 margin call: equity -1,010.00, margin 3,667.00
      09:00 #1 sells 1.00 at 1.05000, stop-out -5,010.00`,
    end: 'balance -1,010.00 equity -1,010.00 margin 0.00', // the account owes money
  },
];
