import type { Scenario } from './scenario.fixture.ts';

/** What happened inside a candle, where ticks or smaller candles show it. The hour reaches stop and target. */
export const FINER_PATHS: readonly Scenario[] = [
  {
    name: 'quarters of the hour show that the stop came first, where the rule would have given the target',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10220 1.09700 1.09800    // 220 up, 300 down: by the rule the high first
      EURUSD M15 inside spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.09990
      08:15  1.09990 1.10000 1.09700 1.09750               // the stop at 1.09910
      08:30  1.09750 1.10220 1.09740 1.10200
      08:45  1.10200 1.10210 1.09780 1.09800`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:30 #1 sells 1.00 at 1.09910, stop-loss -100.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'ticks show that the target came first, where the rule would have given the stop',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10300 1.09800 1.10250    // 300 up, 200 down: by the rule the low first
      EURUSD ticks spread 10
      2019-02-05 08:00:00.100  1.10000
      08:10:00  1.10150
      08:20:00.500  1.10212
      08:40:00  1.09800
      08:59:59  1.10250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00:00.100 #1 buys 1.00 at 1.10010
      08:20:00.500 #1 sells 1.00 at 1.10212, take-profit 202.00   // the first tick at or above 1.10210`,
    end: 'balance 10,202.00',
  },
  {
    name: 'between two ticks there is no price: a stop is filled at the tick behind it',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.09800 1.09850
      EURUSD ticks spread 10
      2019-02-05 08:00:00  1.10000
      08:10:00  1.09920
      08:10:01  1.09880
      08:30:00  1.09800
      08:59:00  1.09850`,
    orders: '08:00 #1 buy 1.00 sl 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:10:01 #1 sells 1.00 at 1.09880, stop-loss -130.00`,
    end: 'balance 9,870.00',
  },
  {
    name: 'the spread of a tick can stop a short position alone',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.09990 1.10000
      EURUSD ticks spread 10
      2019-02-05 08:00:00  1.10000
      08:20:00  1.09990  120
      08:59:00  1.10000`,
    orders: '08:00 #1 sell 1.00 sl 100',
    journal: `
      08:00 #1 sells 1.00 at 1.10000
      08:20 #1 buys 1.00 at 1.10110, stop-loss -110.00     // ask 1.09990 + 120 points`,
    end: 'balance 9,890.00',
  },
  {
    name: 'an hour without smaller candles is walked by the rule',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10220 1.09700 1.09800               // 220 up, 300 down: the high first
      EURUSD M15 inside spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10210, take-profit 200.00`,
    end: 'balance 10,200.00',
  },
  {
    name: 'ticks in one quarter, smaller candles in the others',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10220 1.09900 1.10100
      EURUSD M15 inside spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      08:15  1.10000 1.10000 1.09930 1.09940               // the ticks below are played instead
      08:30  1.09940 1.10220 1.09940 1.10100
      EURUSD ticks spread 10
      2019-02-05 08:15:00  1.10000
      08:20:00  1.09930
      08:29:00  1.09940`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:45 #1 sells 1.00 at 1.10210, take-profit 200.00`,
    end: 'balance 10,200.00',
  },
];
