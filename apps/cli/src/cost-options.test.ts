import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addCostOptions, costChoices, parseSlippage, type CostOptions } from './cost-options.ts';

/** What a command line chooses; errors end in an exception, not in the end of the process. */
function choose(...words: string[]): ReturnType<typeof costChoices> {
  const command = addCostOptions(new Command('try'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse(words, { from: 'user' });
  return costChoices(command.opts<CostOptions>());
}

test('nothing is chosen where nothing is said', () => {
  expect(choose()).toEqual({});
});

test('every option reaches its choice', () => {
  const words =
    '--commission-percent 0.002 --commission-minimum 1.5 --slippage points:3 --slippage-by-hour --latency 80 --latency-jitter 20 ' +
    '--reject-rate 0.01 --requote-rate 0.02 --depth 5 --no-swap --account-mode netting --leverage 500 --path adaptive';
  expect(choose(...words.split(' '))).toEqual({
    commission: { kind: 'percent', fraction: 0.000_02 },
    commissionMinimum: 1.5,
    slippage: { kind: 'points', points: 3 },
    slippageByHour: true,
    latencyMs: 80,
    latencyJitterMs: 20,
    rejectRate: 0.01,
    requoteRate: 0.02,
    depthLots: 5,
    swap: false,
    accountMode: 'netting',
    leverage: 500,
    pathRule: 'adaptive',
  });
});

test.each([
  ['--commission', { kind: 'per-lot', perSide: 25 }],
  ['--commission-per-million', { kind: 'per-million', perSide: 25 }],
] as const)('%s is a kind of commission', (name, commission) => {
  expect(choose(name, '25')).toEqual({ commission });
});

describe('slippage', () => {
  test.each([
    ['none', { kind: 'none' }],
    ['points:2.5', { kind: 'points', points: 2.5 }],
    ['SPREAD:0.5', { kind: 'spread', fraction: 0.5 }],
    ['range:0.1', { kind: 'range', fraction: 0.1 }],
    ['random:7', { kind: 'random', pointsMax: 7 }],
    ['recorded', { kind: 'recorded', classes: [] }],
  ] as const)('%s', (text, model) => expect(parseSlippage(text)).toEqual(model));

  test.each(['', 'much', 'points', 'points:', 'points:-1', 'points:x', 'points:1:2', 'none:1', 'recorded:3'])(
    'refuses %j',
    (text) => expect(() => parseSlippage(text)).toThrow(/Use none|takes no number|not a number|must be from/),
  );
});

test.each([
  ['--commission 1 --commission-per-million 2', 'cannot be used with'],
  ['--commission-per-million 2 --commission-percent 1', 'cannot be used with'],
  ['--slippage lots', 'Use none, points:N'],
  ['--reject-rate 2', 'from 0 to 1'],
  ['--leverage 0', 'from 1 to 3000'],
  ['--account-mode both', 'hedging, netting'],
  ['--path best', 'adaptive, pessimistic'],
  ['--latency 0.5', 'whole number'],
])('%s is refused: %s', (words, message) => {
  expect(() => choose(...words.split(' '))).toThrow(message);
});
