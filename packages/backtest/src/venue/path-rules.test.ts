import { Filling } from '@pipwright/model';
import { expect, test } from 'vitest';
import { EXECUTION_IDEAL } from '../costs/execution.ts';
import { readJournal } from '../scenarios/journal.fixture.ts';
import { playScenario } from '../scenarios/play-scenario.fixture.ts';
import type { Scenario } from '../scenarios/scenario.fixture.ts';

const HALF_A_LOT = { execution: { ...EXECUTION_IDEAL, depth: { lots: 0.5, volumeFraction: 0 } } };

/** What a candle leaves open, and what a shallow book leaves over. The spread is 10 points, a point of a lot is a dollar. */
const SCENARIOS: readonly Scenario[] = [
  {
    name: 'pessimistic: a trailing stop is raised by the high before it meets the low',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10200 1.09990 1.10190               // stop to 1.10100, then the low`,
    orders: '08:00 #1 buy 1.00 trail 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10100, trailing-stop 90.00`,
    end: 'balance 10,090.00',
  },
  {
    name: 'adaptive: the same candle has its low first, and the stop is not met on the way to the close',
    rule: 'adaptive',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10200 1.09990 1.10190`,
    orders: '08:00 #1 buy 1.00 trail 100',
    journal: '08:00 #1 buys 1.00 at 1.10010',
    end: 'balance 10,000.00 equity 10,180.00', // (1.10190 - 1.10010) x 100,000
  },
  {
    name: 'pessimistic: a stop that the low reaches as it stands is not raised first',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10200 1.09950 1.10190`,
    orders: '08:00 #1 buy 1.00 sl 50 trail 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09960, stop-loss -50.00`,
    end: 'balance 9,950.00',
  },
  {
    name: 'pessimistic: the target of a position that trails comes after its stop, which the target has raised',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10200 1.10000 1.10190               // at 1.10150 the stop stands at 1.10050`,
    orders: '08:00 #1 buy 1.00 tp 140 trail 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10050, trailing-stop 40.00`,
    end: 'balance 10,040.00',
  },
  {
    name: 'pessimistic: the target of a position that trails is given where no order of events meets the stop',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10100 1.10200 1.10060 1.10190`,
    orders: '08:00 #1 buy 1.00 tp 140 trail 100',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10150, take-profit 140.00`,
    end: 'balance 10,140.00',
  },
  {
    name: 'pessimistic: of two orders that exclude each other the candle fills the one that its close leaves worse',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10100 1.09900 1.10080               // it rises: the sale is the worse one`,
    orders: `
      08:00 #1 buy 1.00 stop 1.10050 oco A
      08:00 #2 sell 1.00 stop 1.09950 oco A`,
    journal: `
      10:00 #2 sells 1.00 at 1.09950
      10:00 #1 cancelled`,
    end: 'balance 10,000.00 equity 9,860.00', // (1.09950 - 1.10090) x 100,000
  },
  {
    name: 'pessimistic: an entry gets its target where the candle closes beyond it',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10120 1.09990 1.10095`,
    orders: '08:00 #1 buy 1.00 stop 1.10050 sl 100 tp 40',
    journal: `
      10:00 #1 buys 1.00 at 1.10050
      10:00 #1 sells 1.00 at 1.10090, take-profit 40.00`,
    end: 'balance 10,040.00',
  },
  {
    name: 'pessimistic: a limit entry is stopped on the way on',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10120 1.09900 1.10100`,
    orders: '08:00 #1 buy 1.00 limit 1.09950 sl 30 tp 40',
    journal: `
      10:00 #1 buys 1.00 at 1.09950
      10:00 #1 sells 1.00 at 1.09920, stop-loss -30.00`,
    end: 'balance 9,970.00',
  },
  {
    name: 'pessimistic: a long and a short position each meet their own worse extreme',
    rule: 'pessimistic',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10100 1.09900 1.10050`,
    orders: `
      08:00 #1 buy 1.00 sl 50 tp 50
      08:00 #2 sell 1.00 sl 50 tp 50`,
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      08:00 #2 sells 1.00 at 1.10000
      10:00 #1 sells 1.00 at 1.09960, stop-loss -50.00
      10:00 #2 buys 1.00 at 1.10050, stop-loss -50.00`,
    end: 'balance 9,900.00',
  },
  {
    name: 'a stop that finds half of its volume sells the rest at the next price, wherever that is',
    costs: HALF_A_LOT,
    contracts: { EURUSD: { fillings: [Filling.Return] } },
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10000 1.09900 1.09950
      10:00  1.09960 1.09960 1.09960 1.09960`,
    orders: '08:00 #1 buy 1.00 sl 100 return',
    journal: `
      08:00 #1 buys 0.50 at 1.10010
      08:00 #1 buys 0.50 at 1.10010                        // the inside of the candle has a book of its own
      10:00 #1 sells 0.50 at 1.09910, stop-loss -50.00
      10:00 #1 sells 0.50 at 1.09960, stop-loss -25.00`,
    end: 'balance 9,925.00',
  },
  {
    name: 'a limit order keeps its price for what the book did not hold',
    costs: HALF_A_LOT,
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10000 1.10000 1.10000
      09:00  1.10000 1.10000 1.09900 1.10000
      10:00  1.10000 1.10000 1.09960 1.10000
      11:00  1.10000 1.10000 1.09930 1.10000`,
    orders: '08:00 #1 buy 1.00 limit 1.09950',
    journal: `
      10:00 #1 buys 0.50 at 1.09950
      12:00 #1 buys 0.50 at 1.09950                        // the candle of 10:00 stops a point above`,
    end: 'balance 10,000.00 equity 10,050.00', // (1.10000 - 1.09950) x 100,000
  },
];

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  const { start, journal, end } = playScenario(scenario);
  expect(journal).toEqual(readJournal(scenario.journal, start));
  expect(end).toBe(scenario.end);
});
