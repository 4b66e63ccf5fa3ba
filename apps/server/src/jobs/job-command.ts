import type { JobRequest } from '@pipwright/protocol';

const COMMANDS = { backtest: 'backtest', search: 'search', 'walk-forward': 'walk-forward' } as const;

/**
 * The command line that does a job: what a person would type. Every word is an argument of its own, so that nothing in a
 * request can become another command. `strategy` is the file or the name that the request's id stands for.
 */
export function jobArguments(request: JobRequest, strategy: string): string[] {
  const { kind, symbols, timeframe, from, to, parameters, balance, seed, robustness, search } = request;
  const optional = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [name, String(value)];
  return [
    COMMANDS[kind],
    strategy,
    ...['--symbol', symbols.join(',')],
    ...['--timeframe', timeframe],
    ...optional('--from', from),
    ...optional('--to', to),
    ...optional('--balance', balance),
    ...optional('--seed', seed),
    ...(kind === 'backtest' && robustness === true ? ['--robustness'] : []),
    ...(kind === 'backtest' ? [] : optional('--method', search?.method)),
    ...(kind === 'backtest' ? [] : optional('--trials', search?.trials)),
    ...(kind === 'backtest' ? [] : optional('--objective', search?.objective)),
    ...Object.entries(parameters).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    '--json',
  ];
}
