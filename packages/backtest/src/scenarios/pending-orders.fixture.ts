import type { Scenario } from './scenario.fixture.ts';

/**
 * Orders that wait. Buy limits and buy stops are reached by the ask, sell limits and sell stops by the bid. The spread is 10
 * points. Levels of a pending order are counted from its own price.
 */
export const PENDING_ORDERS: readonly Scenario[] = [
  {
    name: 'a buy limit is filled at its price when the ask reaches it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09930 1.09960               // ask down to 1.09940`,
    orders: '08:00 #1 buy 1.00 limit 1.09950',
    journal: '10:00 #1 buys 1.00 at 1.09950',
    end: 'balance 10,000.00 equity 10,010.00', // (1.09960 - 1.09950) x 100,000
  },
  {
    name: 'a buy limit is not reached by the bid alone',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09945 1.09960               // ask down to 1.09955`,
    orders: '08:00 #1 buy 1.00 limit 1.09950',
    journal: '',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'a gap under a buy limit gives the better price of the open',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.09800 1.09820 1.09790 1.09800`,
    orders: '08:00 #1 buy 1.00 limit 1.09950',
    journal: '09:00 #1 buys 1.00 at 1.09810',
    end: 'balance 10,000.00 equity 9,990.00',
  },
  {
    name: 'a sell limit is filled at its price when the bid reaches it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10040`,
    orders: '08:00 #1 sell 1.00 limit 1.10050',
    journal: '10:00 #1 sells 1.00 at 1.10050',
    end: 'balance 10,000.00 equity 10,000.00', // leaves at the ask 1.10050
  },
  {
    name: 'a buy stop is filled at its price when the ask touches it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10040 1.09990 1.10030               // ask up to 1.10050`,
    orders: '08:00 #1 buy 1.00 stop 1.10050',
    journal: '10:00 #1 buys 1.00 at 1.10050',
    end: 'balance 10,000.00 equity 9,980.00', // (1.10030 - 1.10050) x 100,000
  },
  {
    name: 'a gap over a buy stop gives the worse ask of the open',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10200 1.10220 1.10190 1.10200`,
    orders: '08:00 #1 buy 1.00 stop 1.10050',
    journal: '09:00 #1 buys 1.00 at 1.10210',
    end: 'balance 10,000.00 equity 9,990.00',
  },
  {
    name: 'a gap under a sell stop gives the worse bid of the open',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.09700 1.09720 1.09690 1.09700`,
    orders: '08:00 #1 sell 1.00 stop 1.09950',
    journal: '09:00 #1 sells 1.00 at 1.09700',
    end: 'balance 10,000.00 equity 9,990.00',
  },
  {
    name: 'a stop entry and its target in one candle, adaptive rule: low first, then entry and target on the way up',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10100 1.09940 1.10080               // 100 up, 60 down`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 sl 100 tp 40',
    journal: `
      10:00 #1 buys 1.00 at 1.10050                        // stop 1.09950, target 1.10090
      10:00 #1 sells 1.00 at 1.10090, take-profit 40.00`,
    end: 'balance 10,040.00',
  },
  {
    name: 'a stop entry and its stop in one candle, pessimistic rule: entered and stopped, the target is not given',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10100 1.09940 1.10080`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 sl 100 tp 40',
    journal: `
      10:00 #1 buys 1.00 at 1.10050
      10:00 #1 sells 1.00 at 1.09950, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a stop entry whose target alone lies in its candle, pessimistic rule: the position stays open',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10100 1.09960 1.10080               // low above the stop at 1.09950`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 sl 100 tp 40',
    journal: '10:00 #1 buys 1.00 at 1.10050',
    end: 'balance 10,000.00 equity 10,030.00', // (1.10080 - 1.10050) x 100,000
  },
  {
    name: 'a stop-limit order becomes a limit when its stop is reached, and waits for its price',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10045               // low, then ask up to 1.10070: triggered; closes above the limit
      10:00  1.10045 1.10050 1.10000 1.10030               // ask down to 1.10010`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 limit 1.10020',
    journal: '11:00 #1 buys 1.00 at 1.10020',
    end: 'balance 10,000.00 equity 10,010.00',
  },
  {
    name: 'a stop-limit order that is triggered and never comes back is not filled',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10045
      10:00  1.10045 1.10250 1.10040 1.10240`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 limit 1.10020',
    journal: '',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'a trailing stop follows the best price and is reached on the way back',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10200 1.09990 1.10190               // low first; then 190 points in profit: stop at 1.10100
      10:00  1.10190 1.10195 1.10050 1.10060`,
    orders: '08:00 #1 buy 1.00 sl 100 trail 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      11:00 #1 sells 1.00 at 1.10100, trailing-stop 90.00`,
    end: 'balance 10,090.00',
  },
  {
    name: 'a trailing stop does not begin before the profit is as large as its distance',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10100 1.09990 1.10090               // at best 90 points in profit
      10:00  1.10090 1.10095 1.09950 1.09960`,
    orders: '08:00 #1 buy 1.00 trail 100',
    journal: '08:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 9,950.00', // (1.09960 - 1.10010) x 100,000
  },
  {
    name: 'the trailing stop of a short position follows the ask down',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09800 1.09810               // high first; then the ask at 1.09810: stop at 1.09910
      10:00  1.09810 1.09950 1.09805 1.09940`,
    orders: '08:00 #1 sell 1.00 sl 100 trail 100',
    journal: `
      08:00 #1 sells 1.00 at 1.10000
      11:00 #1 buys 1.00 at 1.09910, trailing-stop 90.00`,
    end: 'balance 10,090.00',
  },
  {
    name: 'of two orders in one group the first that is filled cancels the other',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10050
      10:00  1.10050 1.10060 1.09900 1.09910               // would reach the other`,
    orders: `
      08:00 #1 buy 1.00 stop 1.10050 oco A
      08:00 #2 sell 1.00 stop 1.09950 oco A`,
    journal: `
      10:00 #1 buys 1.00 at 1.10050
      10:00 #2 cancelled`,
    end: 'balance 10,000.00 equity 9,860.00', // (1.09910 - 1.10050) x 100,000
  },
  {
    name: 'a bracket: a limit entry with stop and target counted from its price',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09930 1.09960
      10:00  1.09960 1.10060 1.09950 1.10050`,
    orders: '08:00 #1 buy 1.00 limit 1.09950 sl 100 tp 100',
    journal: `
      10:00 #1 buys 1.00 at 1.09950                        // stop 1.09850, target 1.10050
      11:00 #1 sells 1.00 at 1.10050, take-profit 100.00`,
    end: 'balance 10,100.00',
  },
  {
    name: 'the levels of a limit order stay where they are when a gap fills it better',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.09900 1.09920 1.09890 1.09900
      10:00  1.09900 1.09905 1.09840 1.09850`,
    orders: '08:00 #1 buy 1.00 limit 1.09950 sl 100',
    journal: `
      09:00 #1 buys 1.00 at 1.09910                        // stop at 1.09850, not 1.09810
      11:00 #1 sells 1.00 at 1.09850, stop-loss -60.00`,
    end: 'balance 9,940.00',
  },
  {
    name: 'a sell stop-limit order',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10005 1.09940 1.09945               // triggered at 1.09950; closes below the limit
      10:00  1.09945 1.09990 1.09940 1.09960`,
    orders: '08:00 #1 sell 1.00 stop 1.09950 limit 1.09980',
    journal: '11:00 #1 sells 1.00 at 1.09980',
    end: 'balance 10,000.00 equity 10,010.00', // leaves at the ask 1.09970
  },
  {
    name: 'a stop-limit order whose limit the market has when it is triggered is filled there and then',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10045`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 limit 1.10055',
    journal: '10:00 #1 buys 1.00 at 1.10050',
    end: 'balance 10,000.00 equity 9,995.00', // (1.10045 - 1.10050) x 100,000
  },
  {
    name: 'a day order ends at 17:00 New York: 22:00 UTC in winter',
    market: `EURUSD H1 spread 10
      2019-02-05 20:00  1.10000 1.10020 1.09980 1.10000
      21:00  1.10000 1.10020 1.09980 1.10000
      22:00  1.10000 1.10010 1.09900 1.09950               // would reach it`,
    orders: '20:00 #1 buy 1.00 limit 1.09950 day',
    journal: '22:00 #1 expired',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'an order with a date is not filled from that moment on',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10020 1.09980 1.10000
      10:00  1.10000 1.10010 1.09900 1.09950               // would reach it`,
    orders: '08:00 #1 buy 1.00 limit 1.09950 until 2019-02-05 10:00',
    journal: '10:00 #1 expired',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'an order that is cancelled is not filled',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09900 1.09950`,
    orders: `
      08:00 #1 buy 1.00 limit 1.09950
      09:00 cancel #1`,
    journal: '09:00 #1 cancelled',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'an order whose price is changed waits at the new price',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09920 1.09940               // would fill 1.09950 with the ask at 1.09930
      10:00  1.09940 1.09950 1.09880 1.09900               // ask down to 1.09890`,
    orders: `
      08:00 #1 buy 1.00 limit 1.09950
      09:00 change #1 price 1.09900`,
    journal: '11:00 #1 buys 1.00 at 1.09900',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'a stop that is moved into the profit keeps it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10150 1.09990 1.10140
      10:00  1.10140 1.10145 1.10040 1.10060`,
    orders: `
      08:00 #1 buy 1.00 sl 100
      10:00 move #1 sl 1.10050`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      11:00 #1 sells 1.00 at 1.10050, stop-loss 40.00`,
    end: 'balance 10,040.00',
  },
];
