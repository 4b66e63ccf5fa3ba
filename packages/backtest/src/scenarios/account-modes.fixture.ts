import type { Scenario } from './scenario.fixture.ts';

/** Parts of positions, opposite positions, and accounts that net them. One lot of EURUSD: a point is a dollar. */
export const ACCOUNT_MODES: readonly Scenario[] = [
  {
    name: 'a partial closing: the commission of the entry is shared out to the parts',
    splits: true,
    costs: { commission: { kind: 'per-lot', perSide: 3.5 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10110 1.10110 1.10110 1.10110
      10:00  1.10060 1.10060 1.10060 1.10060`,
    orders: `
      08:00 #1 buy 1.00
      09:00 close #1 0.40
      10:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010 commission -3.50
      09:00 #1 sells 0.40 at 1.10110, manual 40.00 commission -1.40
      09:00 #1 price 44.00 spread -4.00 slippage 0.00 commission -2.80 swap 0.00   // 0.40 x (1.10115 - 1.10005)
      10:00 #1 sells 0.60 at 1.10060, manual 30.00 commission -2.10
      10:00 #1 price 36.00 spread -6.00 slippage 0.00 commission -4.20 swap 0.00   // 0.60 x (1.10065 - 1.10005)`,
    end: 'balance 10,063.00', // 40 + 30 - 7.00
  },
  {
    name: 'an odd cent of commission is not lost when a position is closed in thirds',
    splits: true,
    costs: { commission: { kind: 'per-lot', perSide: 3.5 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10010 1.10010 1.10010 1.10010
      10:00  1.10010 1.10010 1.10010 1.10010
      11:00  1.10010 1.10010 1.10010 1.10010`,
    orders: `
      08:00 #1 buy 0.03
      09:00 close #1 0.01
      10:00 close #1 0.01
      11:00 close #1`,
    // 0.03 x 3.50 = 0.105 gives 0.11; each closing of 0.01 costs 0.035, which gives 0.04.
    // Of the entry's 11 cents a third is 3.67, two thirds 7.33: shares of 4, 3 and the 4 that are left.
    journal: `
      08:00 #1 buys 0.03 at 1.10010 commission -0.11
      09:00 #1 sells 0.01 at 1.10010, manual 0.00 commission -0.04
      09:00 #1 price 0.10 spread -0.10 slippage 0.00 commission -0.08 swap 0.00
      10:00 #1 sells 0.01 at 1.10010, manual 0.00 commission -0.04
      10:00 #1 price 0.10 spread -0.10 slippage 0.00 commission -0.08 swap 0.00
      11:00 #1 sells 0.01 at 1.10010, manual 0.00 commission -0.04
      11:00 #1 price 0.10 spread -0.10 slippage 0.00 commission -0.07 swap 0.00`,
    end: 'balance 9,999.77', // 11 + 3 x 4 cents
  },
  {
    name: 'the swap of a position that is closed in parts is shared out to them',
    splits: true,
    market: `EURUSD H1 spread 10
      2019-02-05 21:00  1.10000 1.10000 1.10000 1.10000
      22:00  1.10010 1.10010 1.10010 1.10010
      23:00  1.10010 1.10010 1.10010 1.10010`,
    orders: `
      21:00 #1 buy 1.00
      22:00 close #1 0.25
      23:00 close #1`,
    journal: `
      21:00 #1 buys 1.00 at 1.10010
      22:00 #1 swap -7.20, 1 night
      22:00 #1 sells 0.25 at 1.10010, manual 0.00
      22:00 #1 price 2.50 spread -2.50 slippage 0.00 commission 0.00 swap -1.80    // 0.25 x 7.20
      23:00 #1 sells 0.75 at 1.10010, manual 0.00
      23:00 #1 price 7.50 spread -7.50 slippage 0.00 commission 0.00 swap -5.40`,
    end: 'balance 9,992.80',
  },
  {
    name: 'hedging: opposite orders live side by side',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100
      10:00  1.10050 1.10050 1.10050 1.10050`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 1.00
      10:00 close #1
      10:00 close #2`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #2 sells 1.00 at 1.10100
      10:00 #1 sells 1.00 at 1.10050, manual 40.00
      10:00 #2 buys 1.00 at 1.10060, manual 40.00`,
    end: 'balance 10,080.00',
  },
  {
    name: 'close-by: two opposite positions end at each other’s price, without a spread',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100
      10:00  1.10300 1.10300 1.10300 1.10300  50`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 1.00
      10:00 close #1 by #2`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #2 sells 1.00 at 1.10100
      10:00 #1 sells 1.00 at 1.10100, close-by 90.00       // at the price of #2
      10:00 #2 buys 1.00 at 1.10100, close-by 0.00         // at its own`,
    end: 'balance 10,090.00',
  },
  {
    name: 'close-by of unequal positions leaves the rest of the larger one',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100
      10:00  1.10300 1.10300 1.10300 1.10300`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 0.40
      10:00 close #1 by #2`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #2 sells 0.40 at 1.10100
      10:00 #1 sells 0.40 at 1.10100, close-by 36.00       // 0.40 x 90
      10:00 #2 buys 0.40 at 1.10100, close-by 0.00`,
    end: 'balance 10,036.00 equity 10,210.00', // 0.60 x (1.10300 - 1.10010) = 174 float
  },
  {
    name: 'netting: a second order of the same side makes the position larger at the average price',
    mode: 'netting',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100
      10:00  1.10200 1.10200 1.10200 1.10200`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 buy 1.00
      10:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 buys 1.00 at 1.10110                        // two lots at 1.10060
      10:00 #1 sells 2.00 at 1.10200, manual 280.00        // (1.10200 - 1.10060) x 200,000`,
    end: 'balance 10,280.00',
  },
  {
    name: 'netting: an order of the other side makes the position smaller',
    mode: 'netting',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 0.40`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 sells 0.40 at 1.10100, netting 36.00        // 0.40 x 90`,
    end: 'balance 10,036.00 equity 10,090.00', // 0.60 x (1.10100 - 1.10010) = 54 float
  },
  {
    name: 'netting: an order of the same size closes the position',
    mode: 'netting',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 1.00`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 sells 1.00 at 1.10100, netting 90.00`,
    end: 'balance 10,090.00 equity 10,090.00 margin 0.00',
  },
  {
    name: 'netting: a larger order of the other side turns the position',
    mode: 'netting',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100
      10:00  1.10000 1.10000 1.10000 1.10000`,
    orders: `
      08:00 #1 buy 1.00
      09:00 #2 sell 1.50`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 sells 1.00 at 1.10100, netting 90.00        // the old position ends
      09:00 #2 sells 0.50 at 1.10100                       // the new one begins`,
    end: 'balance 10,090.00 equity 10,135.00', // 0.50 x (1.10100 - 1.10010) = 45 float
  },
];
