import type { JobKind, JobRequest, SeriesStatusMessage, StrategyInfoMessage } from '@pipwright/protocol';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Choice } from '../../components/index.ts';
import { askForJob, fetchStrategies, type RequestFailure, type RequestResult } from '../../live/requests.ts';
import { ParameterField } from './parameter-field.tsx';
import { readRequest, type RequestDraft } from './read-request.ts';

const KINDS: Readonly<Record<JobKind, string>> = {
  backtest: 'Backtest',
  search: 'Search for parameters',
  'walk-forward': 'Walk-forward',
};
const METHODS = { tpe: 'TPE (learns)', random: 'Random', grid: 'Grid' } as const;
const OBJECTIVES = {
  sharpe: 'Sharpe ratio',
  'net-profit': 'Net profit',
  sortino: 'Sortino ratio',
  calmar: 'Calmar ratio',
  'profit-factor': 'Profit factor',
  expectancy: 'Mean profit of a trade',
  'deflated-sharpe': 'Deflated Sharpe ratio',
} as const;

interface BacktestDialogProps {
  readonly series: readonly SeriesStatusMessage[];
  readonly onClose: () => void;
}

function firstDraft(series: readonly SeriesStatusMessage[]): RequestDraft {
  const first = series[0];
  return {
    kind: 'backtest',
    strategy: '',
    symbol: first?.symbol ?? 'EURUSD',
    timeframe: first?.timeframe ?? 'H1',
    from: '',
    to: '',
    parameters: {},
    balance: '',
    robustness: false,
    method: 'tpe',
    trials: '100',
    objective: 'sharpe',
  };
}

/** Each stored series as `EURUSD H1`. */
function seriesWords(series: readonly SeriesStatusMessage[]): Record<string, string> {
  return Object.fromEntries(
    series.map(({ symbol, timeframe }) => [`${symbol} ${timeframe}`, `${symbol} ${timeframe}`]),
  );
}

interface PartProps {
  readonly draft: RequestDraft;
  readonly change: (part: Partial<RequestDraft>) => void;
}

function SearchFields({ draft, change }: PartProps): ReactElement {
  return (
    <div className="fields">
      <Choice label="Method" value={draft.method} words={METHODS} onChange={(method) => change({ method })} />
      <label className="field">
        Trials
        <input
          type="number"
          min={1}
          max={100_000}
          required
          value={draft.trials}
          onChange={(event) => change({ trials: event.target.value })}
        />
      </label>
      <Choice
        label="Objective"
        value={draft.objective}
        words={OBJECTIVES}
        onChange={(objective) => change({ objective })}
      />
    </div>
  );
}

function RangeFields({ draft, change }: PartProps): ReactElement {
  return (
    <div className="fields">
      <label className="field">
        From
        <input type="date" value={draft.from} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label className="field">
        To
        <input type="date" value={draft.to} onChange={(event) => change({ to: event.target.value })} />
      </label>
      <label className="field">
        Balance
        <input
          type="number"
          min={1}
          placeholder="10000"
          value={draft.balance}
          onChange={(event) => change({ balance: event.target.value })}
        />
      </label>
    </div>
  );
}

/** What the strategy is and what can be set of it. */
function StrategyFields({
  draft,
  change,
  strategy,
}: PartProps & { readonly strategy: StrategyInfoMessage }): ReactElement {
  return (
    <>
      <p className="soft">{strategy.description}</p>
      {strategy.problem === null ? null : <p className="bad-text">{strategy.problem}</p>}
      {draft.kind === 'backtest' ? (
        <div className="fields">
          {strategy.parameters.map((parameter) => (
            <ParameterField
              key={`${strategy.id} ${parameter.name}`}
              parameter={parameter}
              text={draft.parameters[parameter.name]}
              onChange={(text) => change({ parameters: { ...draft.parameters, [parameter.name]: text } })}
            />
          ))}
          <label
            className="field check"
            title="Runs it again with higher costs, other parameters, other starts and on shuffled candles"
          >
            <input
              type="checkbox"
              checked={draft.robustness}
              onChange={(event) => change({ robustness: event.target.checked })}
            />
            Robustness checks
          </label>
        </div>
      ) : (
        <SearchFields draft={draft} change={change} />
      )}
    </>
  );
}

/** Asks for a backtest, a search or a walk-forward. Esc closes it. */
export function BacktestDialog({ series, onClose }: BacktestDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [strategies, setStrategies] = useState<RequestResult<StrategyInfoMessage[]> | null>(null);
  const [draft, setDraft] = useState(() => firstDraft(series));
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    void fetchStrategies().then(setStrategies);
  }, []);
  const change = (part: Partial<RequestDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const known = strategies?.ok === true ? strategies.value : [];
  const strategy = known.find(({ id }) => id === draft.strategy) ?? known[0];
  const ask = async (): Promise<void> => {
    if (strategy === undefined) return;
    const result = await askForJob(readRequest(draft, strategy));
    if (result.ok) dialog.current?.close();
    else setFailure(result.failure);
  };
  return (
    <dialog ref={dialog} className="dialog backtest-dialog" aria-label="New backtest" onClose={onClose}>
      <h2>New backtest</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <div className="fields">
          <Choice label="Do" value={draft.kind} words={KINDS} onChange={(kind) => change({ kind })} />
          <Choice
            label="Strategy"
            value={strategy?.id ?? ''}
            words={Object.fromEntries(known.map(({ id, name }) => [id, name]))}
            onChange={(id) => change({ strategy: id, parameters: {} })}
          />
          <Choice
            label="Series"
            value={`${draft.symbol} ${draft.timeframe}`}
            words={seriesWords(series)}
            onChange={(key) => {
              const [symbol = '', timeframe = ''] = key.split(' ');
              change({ symbol, timeframe: timeframe as JobRequest['timeframe'] });
            }}
          />
        </div>
        <RangeFields draft={draft} change={change} />
        {strategy === undefined ? null : <StrategyFields draft={draft} change={change} strategy={strategy} />}
        <p role="status" className="bad-text">
          {strategies?.ok === false ? `${strategies.failure.message} ${strategies.failure.action}` : null}
          {failure === null ? null : `${failure.message} ${failure.action}`}
        </p>
        <div className="dialog-actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={strategy === undefined || strategy.problem !== null}>
            Run
          </button>
        </div>
      </form>
    </dialog>
  );
}
