import type { JobRequest, StrategyInfoMessage, StrategyParameterMessage } from '@pipwright/protocol';
import type { RequestDraft } from './draft.ts';

type Value = JobRequest['parameters'][string];

function valueOf({ kind, default: value }: StrategyParameterMessage, text: string | undefined): Value {
  if (text === undefined) return value;
  if (kind === 'flag') return text === 'true';
  return kind === 'choice' ? text : Number(text);
}

/** Of a backtest what differs from the defaults, of a search what it leaves alone. */
function parametersOf(draft: RequestDraft, { parameters }: StrategyInfoMessage): Record<string, Value> {
  const values = parameters.map((one) => ({ one, value: valueOf(one, draft.parameters[one.name]) }));
  const named =
    draft.kind === 'backtest'
      ? values.filter(({ one, value }) => value !== one.default)
      : values.filter(({ one }) => draft.held.includes(one.name));
  return Object.fromEntries(named.map(({ one, value }) => [one.name, value]));
}

/** The request that a draft asks for. */
export function readRequest(draft: RequestDraft, strategy: StrategyInfoMessage): JobRequest {
  const { kind, symbols, timeframe, from, to, balance, seed, robustness, mode, train, test } = draft;
  const { method, trials, objective } = draft;
  return {
    kind,
    strategy: strategy.id,
    symbols: [...symbols],
    timeframe,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    parameters: parametersOf(draft, strategy),
    ...(balance === '' ? {} : { balance: Number(balance) }),
    ...(seed === '' ? {} : { seed: Number(seed) }),
    ...(kind !== 'walk-forward' && robustness ? { robustness } : {}),
    ...(kind === 'backtest'
      ? {}
      : { search: { method, objective, ...(trials === '' ? {} : { trials: Number(trials) }) } }),
    ...(kind === 'walk-forward' ? { walkForward: { mode, train, test } } : {}),
  };
}
