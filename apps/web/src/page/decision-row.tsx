import type { DecisionMessage } from '@pipwright/protocol';
import { memo, useId, type ReactElement } from 'react';
import { SideMark } from '../components/index.ts';
import { formatLots, formatMinute, formatPercent, formatTime, OUTCOME_WORDS } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { CheckList } from './check-list.tsx';
import { Contributions } from './contributions.tsx';

interface DecisionRowProps {
  readonly decision: DecisionMessage;
  readonly open: boolean;
  readonly onToggle: (id: string) => void;
}

const OUTCOME_MARKS = { order: '✓', refused: '✕', 'no-signal': '–' } as const;

function Detail({ decision }: { readonly decision: DecisionMessage }): ReactElement {
  const { zone } = usePreferences().preferences;
  const { time, volume, side, topReasons, checks } = decision;
  return (
    <>
      <p className="soft">
        Decided {formatTime(time, zone)}
        {side !== null && volume !== null ? `, ${side} ${formatLots(volume)} lots` : ''}.
      </p>
      <div className="decision-detail">
        <div>
          <h3>What moved the prediction</h3>
          <Contributions reasons={topReasons} />
        </div>
        <div>
          <h3>Risk checks</h3>
          <CheckList checks={checks} />
        </div>
      </div>
    </>
  );
}

/** One decision: a line that opens into the features and risk checks behind it. */
export const DecisionRow = memo(function DecisionRow({ decision, open, onToggle }: DecisionRowProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const detailId = useId();
  const { outcome, time, probabilityUp, side, reason } = decision;
  return (
    <li className={`decision ${outcome}`}>
      <button
        type="button"
        className="decision-line"
        aria-expanded={open}
        aria-controls={detailId}
        onClick={() => onToggle(decision.id)}
      >
        <span className="decision-time number">{formatMinute(time, zone)}</span>
        <span className={`badge ${outcome}`}>
          <span aria-hidden="true">{OUTCOME_MARKS[outcome]}</span> {OUTCOME_WORDS[outcome]}
        </span>
        <span className="decision-side">{side === null ? null : <SideMark side={side} />}</span>
        <span className="decision-chance number">
          <span className="visually-hidden">chance of a rise </span>
          {formatPercent(probabilityUp, 'negative', 1)}
        </span>
        <span className="decision-reason">{reason}</span>
      </button>
      <div id={detailId} hidden={!open}>
        {open ? <Detail decision={decision} /> : null}
      </div>
    </li>
  );
});
