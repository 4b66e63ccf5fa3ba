import { OBJECTIVE_NAMES } from '@pipwright/backtest';
import { searchObjectiveSchema, type JobRequest } from '@pipwright/protocol';
import { expect, test } from 'vitest';
import { jobArguments } from './job-command.ts';

const REQUEST: JobRequest = {
  kind: 'backtest',
  strategy: 'mine.ts',
  symbols: ['EURUSD', 'GBPUSD'],
  timeframe: 'M15',
  from: '2018-01-01',
  parameters: { fast: 10, side: '--home /etc' },
};
const FILE = '/folder/strategies/mine.ts';
const SERIES = ['--symbol', 'EURUSD,GBPUSD', '--timeframe', 'M15', '--from', '2018-01-01'];
const SETTINGS = ['--set', 'fast=10', '--set', 'side=--home /etc', '--json'];

test.each<[string, Partial<JobRequest>, string[]]>([
  [
    'backtest',
    { kind: 'backtest', balance: 5000, seed: 7, robustness: true },
    ['--balance', '5000', '--seed', '7', '--robustness'],
  ],
  [
    'search',
    { kind: 'search', robustness: true, search: { method: 'tpe', trials: 50, objective: 'sharpe' } },
    ['--robustness', '--method', 'tpe', '--trials', '50', '--objective', 'sharpe'],
  ],
  [
    'search',
    { kind: 'search', search: { method: 'grid', objective: 'calmar' } },
    ['--method', 'grid', '--objective', 'calmar'],
  ],
  [
    'walk-forward',
    {
      kind: 'walk-forward',
      robustness: true,
      search: { method: 'random', trials: 9, objective: 'net-profit' },
      walkForward: { mode: 'anchored', train: '2y', test: '6m' },
    },
    '--method random --trials 9 --objective net-profit --mode anchored --train 2y --test 6m'.split(' '),
  ],
])('a %s becomes the command line that a person would type (%#)', (kind, change, words) => {
  expect(jobArguments({ ...REQUEST, ...change }, FILE)).toEqual([kind, FILE, ...SERIES, ...words, ...SETTINGS]);
});

test('what can be asked to be made large is what can be made large', () => {
  expect(searchObjectiveSchema.options.toSorted()).toEqual(OBJECTIVE_NAMES.toSorted());
});
