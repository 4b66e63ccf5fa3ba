import type { JobKind, JobRequest, SeriesStatusMessage } from '@pipwright/protocol';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { Choice } from '../../components/index.ts';
import { askForJob, type RequestFailure } from '../../live/requests.ts';
import { checkDraft, type Offer } from './check-draft.ts';
import { completed, draftOf, emptyDraft, type RequestDraft } from './draft.ts';
import { MarketFields } from './market-fields.tsx';
import { readRequest } from './read-request.ts';
import { StrategyChoice } from './strategy-choice.tsx';
import { StrategyFields } from './strategy-fields.tsx';
import { useOffer } from './use-offer.ts';

const KINDS: Readonly<Record<JobKind, string>> = {
  backtest: 'Backtest',
  search: 'Search for parameters',
  'walk-forward': 'Walk-forward',
};

interface BacktestDialogProps {
  /** What was stored when the platform was started. */
  readonly series: readonly SeriesStatusMessage[];
  /** A request to begin with; null for a new one. */
  readonly again: JobRequest | null;
  readonly onClose: () => void;
}

interface FormProps {
  readonly offer: Offer;
  readonly again: JobRequest | null;
  readonly onDone: () => void;
}

function Told({
  problems,
  hints,
  failure,
}: {
  problems: readonly string[];
  hints: readonly string[];
  failure: RequestFailure | null;
}) {
  return (
    <div role="status" className="told">
      {problems.map((text) => (
        <p key={text} className="warn-text">
          {text}
        </p>
      ))}
      {hints.map((text) => (
        <p key={text} className="hint">
          {text}
        </p>
      ))}
      {failure === null ? null : (
        <p className="bad-text">
          {failure.message} {failure.action}
        </p>
      )}
    </div>
  );
}

function BacktestForm({ offer, again, onDone }: FormProps): ReactElement {
  const [draft, setDraft] = useState(() =>
    completed(again === null ? emptyDraft() : draftOf(again), offer.strategies, offer.series),
  );
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The dialog opened before there was anything to fill in.
  useEffect(() => form.current?.querySelector('select')?.focus(), []);
  const change = (part: Partial<RequestDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const strategy = offer.strategies.find(({ id }) => id === draft.strategy);
  const { problems, hints } = checkDraft(draft, offer);
  const ask = async (): Promise<void> => {
    if (strategy === undefined || isAsking) return;
    setAsking(true);
    setFailure(null);
    const result = await askForJob(readRequest(draft, strategy));
    setAsking(false);
    if (result.ok) onDone();
    else setFailure(result.failure);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <div className="dialog-body">
        <div className="fields">
          <Choice label="Do" value={draft.kind} words={KINDS} onChange={(kind) => change({ kind })} />
          <StrategyChoice
            strategies={offer.strategies}
            value={draft.strategy}
            onChange={(id) => change({ strategy: id, parameters: {}, held: [] })}
          />
        </div>
        <MarketFields draft={draft} series={offer.series} change={change} />
        {strategy === undefined || strategy.problem !== null ? null : (
          <StrategyFields draft={draft} strategy={strategy} change={change} />
        )}
      </div>
      <Told problems={problems} hints={hints} failure={failure} />
      <div className="dialog-actions">
        <button type="button" onClick={onDone}>
          Close
        </button>
        <button type="submit" className="primary" disabled={strategy === undefined || problems.length > 0 || isAsking}>
          {isAsking ? 'Asking …' : 'Run'}
        </button>
      </div>
    </form>
  );
}

/** What stands in the place of the form while there is none. */
function NoForm({ text, onDone }: { readonly text: string; readonly onDone: () => void }): ReactElement {
  return (
    <>
      <p role="status">{text}</p>
      <div className="dialog-actions">
        <button type="button" onClick={onDone}>
          Close
        </button>
      </div>
    </>
  );
}

/** Asks for a backtest, a search or a walk-forward. Esc closes it; the focus goes back to where it was. */
export function BacktestDialog({ series, again, onClose }: BacktestDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const state = useOffer(series);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  const title = again === null ? 'New backtest' : 'Run again';
  return (
    <dialog ref={dialog} className="dialog backtest-dialog" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      {state.kind === 'asking' ? <NoForm text="Looking at strategies and candles …" onDone={close} /> : null}
      {state.kind === 'failed' ? (
        <NoForm text={`${state.failure.message} ${state.failure.action}`} onDone={close} />
      ) : null}
      {state.kind === 'known' && state.offer.series.length === 0 ? (
        <NoForm text="No candles are stored yet. Import some first: pipwright import FILE" onDone={close} />
      ) : null}
      {state.kind === 'known' && state.offer.series.length > 0 ? (
        <BacktestForm offer={state.offer} again={again} onDone={close} />
      ) : null}
    </dialog>
  );
}
