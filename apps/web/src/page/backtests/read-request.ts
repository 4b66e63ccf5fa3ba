import type { JobKind, JobRequest, SearchObjective, StrategyInfoMessage } from '@pipwright/protocol';

/** What the form holds, as typed. */
export interface RequestDraft {
  readonly kind: JobKind;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: JobRequest['timeframe'];
  /** `2024-01-31`, or empty for everything that is stored. */
  readonly from: string;
  readonly to: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly balance: string;
  readonly robustness: boolean;
  readonly method: 'grid' | 'random' | 'tpe';
  readonly trials: string;
  readonly objective: SearchObjective;
}

/** The request that a draft asks for. Parameters that are searched are left to the search: it knows their ranges. */
export function readRequest(draft: RequestDraft, strategy: StrategyInfoMessage): JobRequest {
  const { kind, symbol, timeframe, from, to, method, trials, objective, robustness } = draft;
  const typed = strategy.parameters.filter(({ name }) => draft.parameters[name] !== undefined);
  const values = typed.map(({ name, kind: parameter }) => {
    const text = draft.parameters[name] as string;
    const value = parameter === 'flag' ? text === 'true' : parameter === 'choice' ? text : Number(text);
    return [name, value] as const;
  });
  return {
    kind,
    strategy: strategy.id,
    symbols: [symbol],
    timeframe,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    parameters: kind === 'backtest' ? Object.fromEntries(values) : {},
    ...(draft.balance === '' ? {} : { balance: Number(draft.balance) }),
    ...(kind === 'backtest' ? { robustness } : { search: { method, trials: Number(trials), objective } }),
  };
}
