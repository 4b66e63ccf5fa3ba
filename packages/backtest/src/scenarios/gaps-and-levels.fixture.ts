import type { Scenario } from './scenario.fixture.ts';

/**
 * Levels inside candles and gaps over them. One lot of EURUSD in USD: a point is a dollar. The spread is 10 points, so
 * that a buyer enters at 1.10010 and a seller at 1.10000. Long positions leave at the bid, short ones at the ask.
 */
export const GAPS_AND_LEVELS: readonly Scenario[] = [
  {
    name: 'a long position whose stop lies in a gap is sold at the open behind it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.09700 1.09750 1.09650 1.09700`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010                        // ask; stop 1.09910
      09:00 #1 sells 1.00 at 1.09700, stop-loss -310.00    // (1.09700 - 1.10010) x 100,000`,
    end: 'balance 9,690.00',
  },
  {
    name: 'a short position whose stop lies in a gap is bought at the ask of the open behind it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10300 1.10310 1.10250 1.10300`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 sells 1.00 at 1.10000                       // bid; stop 1.10100
      09:00 #1 buys 1.00 at 1.10310, stop-loss -310.00     // (1.10000 - 1.10310) x 100,000`,
    end: 'balance 9,690.00',
  },
  {
    name: 'a gap over the target of a long position gives the better price of the open',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10500 1.10510 1.10450 1.10500`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010                        // target 1.10210
      09:00 #1 sells 1.00 at 1.10500, take-profit 490.00   // (1.10500 - 1.10010) x 100,000`,
    end: 'balance 10,490.00',
  },
  {
    name: 'a gap over the target of a short position gives the better ask of the open',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.09500 1.09510 1.09450 1.09500`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 sells 1.00 at 1.10000                       // target 1.09800
      09:00 #1 buys 1.00 at 1.09510, take-profit 490.00    // (1.10000 - 1.09510) x 100,000`,
    end: 'balance 10,490.00',
  },
  {
    name: 'a weekend gap goes through the stop, after the swap of Friday night',
    market: `EURUSD H1 spread 10
      2019-02-08 21:00  1.10000 1.10020 1.09980 1.10000    // the last hour before Friday 17:00 New York
      2019-02-10 22:00  1.09000 1.09050 1.08950 1.09000    // Sunday`,
    orders: '2019-02-08 21:00 #1 buy 1.00 sl 500',
    journal: `
      2019-02-08 21:00 #1 buys 1.00 at 1.10010             // stop 1.09510
      2019-02-08 22:00 #1 swap -7.20, 1 night              // -7.2 points a lot
      2019-02-10 22:00 #1 sells 1.00 at 1.09000, stop-loss -1,010.00`,
    end: 'balance 8,982.80', // 10,000 - 7.20 - 1,010.00
  },
  {
    name: 'both levels in one candle, adaptive rule, the high is nearer to the open: the target comes first',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10220 1.09700 1.09800               // 220 up, 300 down`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10210, take-profit 200.00`,
    end: 'balance 10,200.00',
  },
  {
    name: 'both levels in one candle, adaptive rule, the low is nearer to the open: the stop comes first',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09800 1.10250               // 300 up, 200 down`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'both levels in one candle, adaptive rule, high and low equally far: the low comes first',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10250 1.09750 1.10100               // 250 up, 250 down`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'both levels in one candle, pessimistic rule: the stop, although the high is nearer',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10220 1.09700 1.09800`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'both levels of a short position, adaptive rule, the low is nearer: the target comes first',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09780 1.09900               // 300 up, 220 down; the ask falls to 1.09790`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 sells 1.00 at 1.10000
      10:00 #1 buys 1.00 at 1.09800, take-profit 200.00`,
    end: 'balance 10,200.00',
  },
  {
    name: 'both levels of a short position, pessimistic rule: the stop',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09780 1.09900`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 sells 1.00 at 1.10000
      10:00 #1 buys 1.00 at 1.10100, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a candle that opens over the target and falls to the stop: the open came first, under any rule',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10300 1.10310 1.09800 1.09900`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 sells 1.00 at 1.10300, take-profit 290.00`,
    end: 'balance 10,290.00',
  },
  {
    name: 'a stop is reached by the point that touches it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09910 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a stop one point below the low is not reached',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09911 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: '08:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 9,990.00', // (1.10000 - 1.10010) x 100,000
  },
  {
    name: 'the target of a long position is not reached by the ask',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10205 1.09990 1.10200               // ask up to 1.10215, bid to 1.10205`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: '08:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 10,190.00',
  },
  {
    name: 'the target of a short position is not reached by the bid',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09795 1.09900               // bid down to 1.09795, ask to 1.09805`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: '08:00 #1 sells 1.00 at 1.10000',
    end: 'balance 10,000.00 equity 10,090.00', // (1.10000 - 1.09910) x 100,000
  },
  {
    name: 'a spread that widens stops a short position although the bid hardly moves',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09990 1.10000  95           // ask from 1.10095 up to 1.10105`,
    orders: '08:00 #1 sell 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 sells 1.00 at 1.10000
      10:00 #1 buys 1.00 at 1.10100, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a stop in the candle of the entry',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10010 1.09900 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      09:00 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'where the profit of a stopped trade came from',
    splits: true,
    costs: { slippage: { kind: 'points', points: 3 }, commission: { kind: 'per-lot', perSide: 3.5 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09900 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10013 slippage 3 commission -3.50                      // stop 1.09913
      10:00 #1 sells 1.00 at 1.09910, stop-loss -103.00 slippage 3 commission -3.50
      10:00 #1 price -87.00 spread -10.00 slippage -6.00 commission -7.00 swap 0.00  // mid 1.10005 to 1.09918`,
    end: 'balance 9,890.00', // 10,000 - 103 - 7
  },
];
