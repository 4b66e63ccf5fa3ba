import { currency, type EpochMs } from '@pipwright/model';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratesOf, type RateColumns, type RateTable } from './rate-table.ts';

const [usd, eur, gbp, jpy, chf] = ['USD', 'EUR', 'GBP', 'JPY', 'CHF'].map(currency) as [
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
  ReturnType<typeof currency>,
];
const at = (time: number): EpochMs => time as EpochMs;

/** Rows of time, bid and ask. */
function columns(rows: readonly (readonly [time: number, bid: number, ask: number])[]): RateColumns {
  return {
    time: Float64Array.from(rows, ([time]) => time),
    bid: Float64Array.from(rows, ([, bid]) => bid),
    ask: Float64Array.from(rows, ([, , ask]) => ask),
  };
}

const EURUSD = columns([
  [10, 1.1, 1.1002],
  [20, 1.2, 1.2002],
]);
const USDCHF = columns([
  [15, 0.9, 0.9003],
  [30, 0.8, 0.8003],
]);

const inFrancs: RateTable = {
  account: chf,
  routes: [
    { from: usd, legs: [{ columns: USDCHF, inverse: false }] },
    {
      from: eur,
      legs: [
        { columns: EURUSD, inverse: false },
        { columns: USDCHF, inverse: false },
      ],
    },
  ],
};

test('a rate is known from its time on, until the next', () => {
  const rates = ratesOf(inFrancs);
  const seen = [14, 15, 29, 30, 1000].map((time) => ({ ...rates.rate(usd, chf, at(time)) }));
  expect(seen).toEqual([
    {},
    { bid: 0.9, ask: 0.9003 },
    { bid: 0.9, ask: 0.9003 },
    { bid: 0.8, ask: 0.8003 },
    { bid: 0.8, ask: 0.8003 },
  ]);
});

test('two steps cross two spreads, each pair as it is known', () => {
  const rates = ratesOf(inFrancs);
  // At 14 only the first pair is known; at 25 the second pair of 15 meets the first of 20.
  expect(rates.rate(eur, chf, at(14))).toBeUndefined();
  expect(rates.rate(eur, chf, at(25))).toEqual({ bid: 1.2 * 0.9, ask: 1.2002 * 0.9003 });
});

test('a pair that quotes the step the other way round is turned over, bid for ask', () => {
  const usdjpy = columns([[0, 150, 150.02]]);
  const rates = ratesOf({ account: usd, routes: [{ from: jpy, legs: [{ columns: usdjpy, inverse: true }] }] });
  expect(rates.rate(jpy, usd, at(1))).toEqual({ bid: 1 / 150.02, ask: 1 / 150 });
});

test('only rates to the account are known', () => {
  const rates = ratesOf(inFrancs);
  expect([rates.rate(gbp, chf, at(40)), rates.rate(usd, eur, at(40))]).toEqual([undefined, undefined]);
});

describe('read in any order', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 });
  const asked = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 });

  test('the last quote at or before the time is found (seed 41)', () => {
    fc.assert(
      fc.property(steps, asked, (gaps, times) => {
        let time = 0;
        const rows = gaps.map((gap, index) => {
          time += gap;
          return [time, index + 1, index + 2] as const;
        });
        const table = { account: chf, routes: [{ from: usd, legs: [{ columns: columns(rows), inverse: false }] }] };
        const rates = ratesOf(table);
        for (const moment of times) {
          const row = rows.findLast(([known]) => known <= moment);
          const found = rates.rate(usd, chf, at(moment));
          expect(found).toEqual(row === undefined ? undefined : { bid: row[1], ask: row[2] });
        }
      }),
      { seed: 41, numRuns: 500 },
    );
  });
});
