import type { JobRequest } from '@pipwright/protocol';

/** How parameters are searched, and for a walk-forward, on what. */
function searchWords({ kind, search, walkForward }: JobRequest): string[] {
  if (kind === 'backtest') return [];
  return [
    ...optional('--method', search?.method),
    ...optional('--trials', search?.trials),
    ...optional('--objective', search?.objective),
    ...(kind === 'search'
      ? []
      : [
          ...optional('--mode', walkForward?.mode),
          ...optional('--train', walkForward?.train),
          ...optional('--test', walkForward?.test),
        ]),
  ];
}

function optional(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [name, String(value)];
}

/**
 * The command line that does a job: what a person would type. Every word is an argument of its own, so that nothing in a
 * request can become another command. `strategy` is the file or the name that the request's id stands for.
 */
export function jobArguments(request: JobRequest, strategy: string): string[] {
  const { kind, symbols, timeframe, from, to, parameters, balance, seed, robustness } = request;
  return [
    kind,
    strategy,
    '--symbol',
    symbols.join(','),
    '--timeframe',
    timeframe,
    ...optional('--from', from),
    ...optional('--to', to),
    ...optional('--balance', balance),
    ...optional('--seed', seed),
    ...(kind !== 'walk-forward' && robustness === true ? ['--robustness'] : []),
    ...searchWords(request),
    ...Object.entries(parameters).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    '--json',
  ];
}
