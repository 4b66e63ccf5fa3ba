import type { StrategyInfoMessage } from '@pipwright/protocol';
import { useId, type ReactElement } from 'react';
import type { RequestDraft } from './draft.ts';
import { ParameterField } from './parameter-field.tsx';
import { SearchFields } from './search-fields.tsx';

interface StrategyFieldsProps {
  readonly draft: RequestDraft;
  readonly strategy: StrategyInfoMessage;
  readonly change: (part: Partial<RequestDraft>) => void;
}

/** What a search does with a parameter. */
function searchOf({ kind, held, method }: RequestDraft, parameter: string) {
  if (kind === 'backtest') return 'none';
  if (held.includes(parameter)) return 'held';
  return method === 'grid' ? 'grid' : 'freely';
}

function Parameters({ draft, strategy, change }: StrategyFieldsProps): ReactElement | null {
  const { parameters } = strategy;
  if (parameters.length === 0) return null;
  const { held } = draft;
  const isChanged = Object.keys(draft.parameters).length > 0 || held.length > 0;
  return (
    <fieldset className="parameters">
      <legend>
        {draft.kind === 'backtest' ? 'Parameters' : 'Parameters: searched, or held at a value'}{' '}
        {isChanged ? (
          <button type="button" className="quiet" onClick={() => change({ parameters: {}, held: [] })}>
            Reset
          </button>
        ) : null}
      </legend>
      <div className="parameter-list">
        {parameters.map((parameter) => (
          <ParameterField
            key={`${strategy.id} ${parameter.name}`}
            parameter={parameter}
            text={draft.parameters[parameter.name]}
            onChange={(text) => change({ parameters: { ...draft.parameters, [parameter.name]: text } })}
            search={searchOf(draft, parameter.name)}
            onSearched={(searched) =>
              change({ held: searched ? held.filter((name) => name !== parameter.name) : [...held, parameter.name] })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function AccountFields({ draft, change }: Omit<StrategyFieldsProps, 'strategy'>): ReactElement {
  const hint = useId();
  return (
    <div className="fields">
      <label className="field">
        Balance at the start
        <input
          type="number"
          min={1}
          max={1e9}
          step="any"
          placeholder="10000"
          value={draft.balance}
          onChange={(event) => change({ balance: event.target.value })}
        />
      </label>
      <label className="field">
        Seed
        <input
          type="number"
          min={0}
          max={2_147_483_647}
          placeholder="by itself"
          value={draft.seed}
          onChange={(event) => change({ seed: event.target.value })}
        />
      </label>
      {draft.kind === 'walk-forward' ? null : (
        <div className="robustness">
          <label className="check">
            <input
              type="checkbox"
              aria-describedby={hint}
              checked={draft.robustness}
              onChange={(event) => change({ robustness: event.target.checked })}
            />
            Robustness checks
          </label>
          <p id={hint} className="hint">
            Runs it again at other costs, with other parameters, from other starts and on made-up candles: that takes
            about ten times as long.
          </p>
        </div>
      )}
    </div>
  );
}

/** What the strategy is, and what can be set of it. */
export function StrategyFields({ draft, strategy, change }: StrategyFieldsProps): ReactElement {
  return (
    <>
      <p className="soft">{strategy.description}</p>
      <Parameters draft={draft} strategy={strategy} change={change} />
      {draft.kind === 'backtest' ? null : <SearchFields draft={draft} strategy={strategy} change={change} />}
      <AccountFields draft={draft} change={change} />
    </>
  );
}
