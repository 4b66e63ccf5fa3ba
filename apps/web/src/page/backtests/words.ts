import type { JobKind, JobMessage, JobRequest, SearchObjective } from '@pipwright/protocol';
import { formatDuration } from '../../format/index.ts';

export const KIND_WORDS: Readonly<Record<JobKind, string>> = {
  backtest: 'Backtest',
  search: 'Search',
  'walk-forward': 'Walk-forward',
};

export const STATE_WORDS: Readonly<Record<JobMessage['state'], string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const OBJECTIVE_WORDS: Readonly<Record<SearchObjective, string>> = {
  sharpe: 'Sharpe ratio',
  sortino: 'Sortino ratio',
  calmar: 'Calmar ratio',
  'net-profit': 'Net profit',
  'profit-factor': 'Profit factor',
  expectancy: 'Mean profit of a trade',
  'deflated-sharpe': 'Deflated Sharpe ratio',
};

export type SearchMethod = NonNullable<JobRequest['search']>['method'];
export const METHOD_WORDS: Readonly<Record<SearchMethod, string>> = {
  tpe: 'Learning from trials (TPE)',
  random: 'Random',
  grid: 'Grid',
};

export type CutMode = NonNullable<JobRequest['walkForward']>['mode'];
export const MODE_WORDS: Readonly<Record<CutMode, string>> = {
  rolling: 'Rolling: trainings of one length',
  anchored: 'Anchored: all from the start',
};

export const LENGTH_WORDS = {
  '1m': '1 month',
  '3m': '3 months',
  '6m': '6 months',
  '1y': '1 year',
  '2y': '2 years',
  '3y': '3 years',
  '4y': '4 years',
} as const;

/** Up to here seconds are what people count in. */
const SECONDS_UNTIL_MS = 120_000;

/** How long a job takes: `95 s`, `12 min`, `3 h 20 min`. */
export function jobDuration(ms: number): string {
  return ms < SECONDS_UNTIL_MS ? `${Math.round(ms / 1000)} s` : formatDuration(ms);
}

/** What was chosen besides series and strategy, in one line; empty where everything is as it is by itself. */
export function settingWords(request: JobRequest): string {
  const { from, to, parameters, balance, seed, robustness, search, walkForward } = request;
  const values = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  const range = [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`until ${to}`])];
  const searching =
    search === undefined
      ? []
      : [
          `${search.method === 'tpe' ? 'TPE' : search.method}${search.trials === undefined ? '' : `, ${search.trials} trials`}`,
          `best by ${OBJECTIVE_WORDS[search.objective]}`,
        ];
  const cut =
    walkForward === undefined ? [] : [`${walkForward.mode} ${walkForward.train} train, ${walkForward.test} test`];
  return [
    range.join(' '),
    values.join(', '),
    ...searching,
    ...cut,
    balance === undefined ? '' : `balance ${balance}`,
    seed === undefined ? '' : `seed ${seed}`,
    robustness === true ? 'robustness checks' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
