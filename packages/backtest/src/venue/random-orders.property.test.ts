import { describe, expect, test } from 'vitest';
import { RandomTrader, type RandomRun } from './random-orders.fixture.ts';
import { AccountMode, PathRule } from './venue-options.ts';

/** Orders over all runs. `PIPWRIGHT_RANDOM_ORDERS=1000000` plays a million. */
const ORDERS = Number(process.env['PIPWRIGHT_RANDOM_ORDERS'] ?? 120_000);
/** Orders of one account: a small one has lost everything after some thousands. */
const LIFE = 2500;

const { Hedging, Netting } = AccountMode;
const { Adaptive, Pessimistic } = PathRule;

const RUNS: readonly Omit<RandomRun, 'orders'>[] = [
  { seed: 'a', symbols: ['EURUSD'], account: 'USD', mode: Hedging, rule: Adaptive, isHard: false, balance: 12_000 },
  {
    seed: 'b',
    symbols: ['EURUSD', 'USDJPY'],
    account: 'USD',
    mode: Hedging,
    rule: Pessimistic,
    isHard: false,
    balance: 2e6,
  },
  {
    seed: 'c',
    symbols: ['EURUSD', 'GBPUSD'],
    account: 'USD',
    mode: Netting,
    rule: Adaptive,
    isHard: false,
    balance: 2e6,
  },
  {
    seed: 'd',
    symbols: ['USDJPY', 'EURJPY', 'GBPJPY'],
    account: 'JPY',
    mode: Hedging,
    rule: Adaptive,
    isHard: true,
    balance: 2e6,
  },
  {
    seed: 'e',
    symbols: ['EURGBP', 'XAUUSD'],
    account: 'USD',
    mode: Netting,
    rule: Pessimistic,
    isHard: true,
    balance: 2e6,
  },
  {
    seed: 'f',
    symbols: ['EURGBP', 'USDCHF'],
    account: 'JPY',
    mode: Hedging,
    rule: Pessimistic,
    isHard: true,
    balance: 15_000,
  },
  {
    seed: 'g',
    symbols: ['EURUSD', 'EURJPY', 'USDJPY'],
    account: 'EUR',
    mode: Netting,
    rule: Adaptive,
    isHard: true,
    balance: 2e6,
  },
  {
    seed: 'h',
    symbols: ['GBPUSD', 'EURUSD'],
    account: 'GBP',
    mode: Hedging,
    rule: Adaptive,
    isHard: false,
    balance: 15_000,
  },
];

/** What random orders must have met, so that the invariants were held against it. */
const MET = [
  'filled',
  'expired',
  'cancelled',
  'another order of its group was filled',
  'invalid volume',
  'invalid price',
  'invalid stops',
  'invalid expiration',
  'not enough money',
  'market closed',
  'requote',
  'rejected by the broker',
  'not enough depth to fill it whole',
  'no depth to fill it',
  'swap',
  'margin-call',
  'stop-out',
  'modify-order: too close to the market to be changed',
  'modify-position: invalid stops',
  'close-position: invalid volume to close',
  'trade: stop-loss',
  'trade: take-profit',
  'trade: trailing-stop',
  'trade: netting',
  'trade: close-by',
  'trade: stop-out',
];

describe(`random orders, ${ORDERS} of them`, () => {
  const met = new Set<string>();

  test.each(RUNS)('keep every invariant and repeat: seed $seed, $mode, $account, $rule', (run) => {
    for (let life = 0; life * LIFE * RUNS.length < ORDERS; life++) {
      const terms = { ...run, seed: `${run.seed} ${life}`, orders: LIFE };
      const first = new RandomTrader(terms).play();
      expect(first.submitted).toBe(LIFE);
      for (const name of Object.keys(first.counts)) met.add(name);
      if (life === 0) expect(new RandomTrader(terms).play()).toEqual(first);
    }
  });

  test('meet everything that a venue can say', () => {
    expect(MET.filter((name) => !met.has(name))).toEqual([]);
  });
});

test.each(RUNS)('whole candles are what their parts are: seed $seed', (run) => {
  const parts = new RandomTrader({ ...run, orders: 1000 }).play();
  expect(new RandomTrader({ ...run, orders: 1000, isWhole: true }).play()).toEqual(parts);
});
