import type { StrategyInfoMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Choice } from '../../components/index.ts';
import { formatCount } from '../../format/index.ts';
import { gridSize } from './check-draft.ts';
import type { RequestDraft } from './draft.ts';
import { LENGTH_WORDS, METHOD_WORDS, MODE_WORDS, OBJECTIVE_WORDS } from './words.ts';

interface SearchFieldsProps {
  readonly draft: RequestDraft;
  readonly strategy: StrategyInfoMessage;
  readonly change: (part: Partial<RequestDraft>) => void;
}

const DEFAULT_TRIALS = 200;

/** Lengths to choose from, and the one that a request of another origin has. */
function lengthWords(chosen: string): Record<string, string> {
  return Object.hasOwn(LENGTH_WORDS, chosen) ? LENGTH_WORDS : { ...LENGTH_WORDS, [chosen]: chosen };
}

function CutFields({ draft, change }: Omit<SearchFieldsProps, 'strategy'>): ReactElement {
  return (
    <div className="fields">
      <Choice label="Trainings" value={draft.mode} words={MODE_WORDS} onChange={(mode) => change({ mode })} />
      <Choice
        label="Length of a training"
        value={draft.train}
        words={lengthWords(draft.train)}
        onChange={(train) => change({ train })}
      />
      <Choice
        label="Length of a test"
        value={draft.test}
        words={lengthWords(draft.test)}
        onChange={(test) => change({ test })}
      />
    </div>
  );
}

/** How many trials there will be, before anybody waits for them. */
function trialWords({ method, trials, kind }: RequestDraft, size: number): string {
  const each = kind === 'walk-forward' ? ' in each training' : '';
  const combinations = `The grid has up to ${formatCount(size)} combinations`;
  if (method !== 'grid')
    return `${formatCount(Number(trials) || DEFAULT_TRIALS)} trials${each}, and every one counts against luck.`;
  const isAll = trials === '' || Number(trials) >= size;
  return isAll
    ? `${combinations}; all are tried${each}.`
    : `${combinations}; the first ${formatCount(Number(trials))} are tried${each}.`;
}

/** How parameters are searched. */
export function SearchFields({ draft, strategy, change }: SearchFieldsProps): ReactElement {
  return (
    <>
      <div className="fields">
        <Choice label="Method" value={draft.method} words={METHOD_WORDS} onChange={(method) => change({ method })} />
        <Choice
          label="Look for the best"
          value={draft.objective}
          words={OBJECTIVE_WORDS}
          onChange={(objective) => change({ objective })}
        />
        <label className="field">
          Trials, at most
          <input
            type="number"
            min={1}
            max={100_000}
            placeholder={draft.method === 'grid' ? 'all' : String(DEFAULT_TRIALS)}
            value={draft.trials}
            onChange={(event) => change({ trials: event.target.value })}
          />
        </label>
      </div>
      {draft.kind === 'walk-forward' ? <CutFields draft={draft} change={change} /> : null}
      <p className="hint" data-testid="trial-count">
        {trialWords(draft, gridSize(draft, strategy))}
      </p>
    </>
  );
}
