import { ExecutionMode, Filling } from '@pipwright/model';
import { EXECUTION_IDEAL } from '../costs/execution.ts';
import type { Scenario } from './scenario.fixture.ts';

const THIN = { execution: { ...EXECUTION_IDEAL, depth: { lots: 0.5, volumeFraction: 0 } } };

/** How orders are carried out: depth, latency, slippage, commission, requotes, and the market between two candles. */
export const EXECUTION: readonly Scenario[] = [
  {
    name: 'fill or kill: half a lot in the book does not fill a lot',
    costs: THIN,
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000`,
    orders: '08:00 #1 buy 1.00 fok',
    journal: '08:00 #1 cancelled',
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'immediate or cancel: what there is, the rest is cancelled',
    costs: THIN,
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10000 1.10000 1.10000`,
    orders: '08:00 #1 buy 1.00 ioc',
    journal: `
      08:00 #1 filled in part                              // the other half is cancelled
      08:00 #1 buys 0.50 at 1.10010`,
    end: 'balance 10,000.00 equity 9,995.00',
  },
  {
    name: 'return: what there is, the rest waits for the next price',
    costs: THIN,
    contracts: { EURUSD: { fillings: [Filling.Return] } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10100 1.10000 1.10100
      EURUSD ticks spread 10
      2019-02-05 08:00:00  1.10000
      08:00:05  1.10100`,
    orders: '08:00 #1 buy 1.00 return',
    journal: `
      08:00 #1 buys 0.50 at 1.10010
      08:00:05 #1 buys 0.50 at 1.10110                     // a lot at 1.10060`,
    end: 'balance 10,000.00 equity 10,040.00', // (1.10100 - 1.10060) x 100,000
  },
  {
    name: 'latency: an order arrives one and a half seconds later and is filled at the next tick',
    costs: { execution: { ...EXECUTION_IDEAL, latencyMs: 1500 } },
    market: `EURUSD M1 spread 10
      2019-02-05 08:00  1.10000 1.10030 1.10000 1.10030
      EURUSD ticks spread 10
      2019-02-05 08:00:00  1.10000
      08:00:01  1.10010
      08:00:02  1.10020
      08:00:03  1.10030`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00:02 #1 buys 1.00 at 1.10030', // the ask of the tick at 1.10020
    end: 'balance 10,000.00 equity 10,000.00',
  },
  {
    name: 'latency inside a candle: the order meets the path where it is when it arrives',
    rule: 'adaptive',
    costs: { execution: { ...EXECUTION_IDEAL, latencyMs: 30 * 60_000 } },
    // 20 minutes down to 1.09990, 20 minutes up to 1.10100, 20 minutes to the close: half past, it is half way up.
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10100 1.09990 1.10080`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:30 #1 buys 1.00 at 1.10055', // the ask of 1.10045
    end: 'balance 10,000.00 equity 10,025.00',
  },
  {
    name: 'slippage of a quarter of the spread',
    costs: { slippage: { kind: 'spread', fraction: 0.25 } },
    market: `EURUSD H1 spread 20
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10100 1.10100 1.10100`,
    orders: `
      08:00 #1 buy 1.00
      09:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10025 slippage 5
      09:00 #1 sells 1.00 at 1.10095, manual 70.00 slippage 5`,
    end: 'balance 10,070.00',
  },
  {
    name: 'a limit order never slips',
    costs: { slippage: { kind: 'points', points: 3 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09930 1.09960
      10:00  1.09960 1.10060 1.09950 1.10050`,
    orders: '08:00 #1 buy 1.00 limit 1.09950 tp 100',
    journal: `
      10:00 #1 buys 1.00 at 1.09950
      11:00 #1 sells 1.00 at 1.10050, take-profit 100.00`,
    end: 'balance 10,100.00',
  },
  {
    name: 'a stop entry slips',
    costs: { slippage: { kind: 'points', points: 3 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10060 1.09990 1.10050`,
    orders: '08:00 #1 buy 1.00 stop 1.10050',
    journal: '10:00 #1 buys 1.00 at 1.10053 slippage 3',
    end: 'balance 10,000.00 equity 9,997.00',
  },
  {
    name: 'commission for a million of dollars traded',
    costs: { commission: { kind: 'per-million', perSide: 25 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.20000 1.20000 1.20000 1.20000`,
    orders: `
      08:00 #1 buy 1.00
      09:00 close #1`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010 commission -2.75       // 25 x 0.110005
      09:00 #1 sells 1.00 at 1.20000, manual 9,990.00 commission -3.00`,
    end: 'balance 19,984.25',
  },
  {
    name: 'commission in percent, at least a dollar',
    costs: { commission: { kind: 'percent', fraction: 0.00002, minimum: 1 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10000 1.10000 1.10000`,
    orders: `
      08:00 #1 buy 1.00
      08:00 #2 buy 0.01
      09:00 close #2`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010 commission -2.20       // 0.002 % of 110,005
      08:00 #2 buys 0.01 at 1.10010 commission -1.00       // 0.022, but at least 1
      09:00 #2 sells 0.01 at 1.10000, manual -0.10 commission -1.00`,
    end: 'balance 9,995.70',
  },
  {
    name: 'commission in yen has no smaller part',
    account: '2,000,000 JPY',
    costs: { commission: { kind: 'per-lot', perSide: 350 } },
    market: `USDJPY H1 spread 10
      2019-02-05 08:00  110.000 110.000 110.000 110.000`,
    orders: '08:00 #1 buy 0.15',
    journal: '08:00 #1 buys 0.15 at 110.010 commission -53', // 52.5
    end: 'balance 1,999,947',
  },
  {
    name: 'a requote: instant execution, the price has moved further than the deviation allows',
    contracts: { EURUSD: { execution: ExecutionMode.Instant } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10020 1.10020 1.10020 1.10020`,
    orders: `
      09:00 #1 buy 1.00 deviation 5                        // saw 1.10010, would get 1.10030
      09:00 #2 buy 1.00 deviation 20`,
    journal: `
      09:00 #1 rejected: Requote
      09:00 #2 buys 1.00 at 1.10030`,
    end: 'balance 10,000.00 equity 9,990.00',
  },
  {
    name: 'requotes at a set rate',
    contracts: { EURUSD: { execution: ExecutionMode.Instant } },
    costs: { execution: { ...EXECUTION_IDEAL, requoteRate: 1 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 rejected: Requote',
    end: 'balance 10,000.00',
  },
  {
    name: 'rejects at a set rate',
    costs: { execution: { ...EXECUTION_IDEAL, rejectRate: 1 } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000`,
    orders: '08:00 #1 buy 1.00',
    journal: '08:00 #1 rejected: Reject',
    end: 'balance 10,000.00',
  },
];
