import type { DecisionMessage } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { formatCount, plural } from '../format/index.ts';
import { countReasons } from './reason-counts.ts';

const SHOWN = 6;

interface WhyNoTradesProps {
  readonly decisions: readonly DecisionMessage[];
  readonly open: number;
}

/** Instead of an empty table: what happened at each candle so far. */
export function WhyNoTrades({ decisions, open }: WhyNoTradesProps): ReactElement {
  const reasons = useMemo(() => countReasons(decisions), [decisions]);
  if (decisions.length === 0)
    return <p className="empty">No trades yet: no candle has been replayed. Press Play, or Step for one candle.</p>;
  return (
    <div className="empty">
      <p>
        No closed trade yet{open > 0 ? `, ${plural(open, 'position')} open` : ''}. The last{' '}
        {plural(decisions.length, 'decision')}:
      </p>
      <ul className="reason-counts">
        {reasons.slice(0, SHOWN).map(({ reason, count }) => (
          <li key={reason}>
            <strong className="number">{formatCount(count)}</strong> {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
