import type { DecisionMessage } from '@pipwright/protocol';
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { Choice, Panel } from '../components/index.ts';
import { plural } from '../format/index.ts';
import { DecisionRow } from './decision-row.tsx';

const STEP = 12;
const FILTER_WORDS = { all: 'All', order: 'Orders', refused: 'Refused', 'no-signal': 'No signal' } as const;
type Filter = keyof typeof FILTER_WORDS;

/** The list as it was when a decision was opened, so that it does not run away from the reader. */
interface Held {
  readonly openId: string;
  readonly decisions: readonly DecisionMessage[];
}

function newerCount(held: Held, decisions: readonly DecisionMessage[]): number {
  const first = held.decisions[0];
  const index = first === undefined ? 0 : decisions.findIndex((decision) => decision.id === first.id);
  return index < 0 ? decisions.length : index;
}

/** What was decided at each candle and why, newest first. */
export function DecisionsPanel({ decisions }: { readonly decisions: readonly DecisionMessage[] }): ReactElement {
  const [filter, setFilter] = useState<Filter>('all');
  const [count, setCount] = useState(STEP);
  const [held, setHeld] = useState<Held | null>(null);
  const source = held?.decisions ?? decisions;
  const matching = useMemo(
    () => (filter === 'all' ? source : source.filter((decision) => decision.outcome === filter)),
    [source, filter],
  );
  const newer = held === null ? 0 : newerCount(held, decisions);
  const latest = useRef(source);
  useLayoutEffect(() => {
    latest.current = source;
  }, [source]);
  // Stable, so that rows which did not change are not drawn again at every candle.
  const toggle = useCallback((id: string) => {
    setHeld((current) => (current?.openId === id ? null : { openId: id, decisions: latest.current }));
  }, []);
  return (
    <Panel
      title="Recent decisions"
      className="decisions-panel"
      tools={<Choice label="Show" value={filter} words={FILTER_WORDS} onChange={setFilter} />}
    >
      {newer > 0 ? (
        <p className="held">
          Held still while you read: {plural(newer, 'newer decision')}
          {newer === decisions.length ? ' or more' : ''}.{' '}
          <button type="button" className="link" onClick={() => setHeld(null)}>
            Follow again
          </button>
        </p>
      ) : null}
      {matching.length === 0 ? (
        <p className="empty">
          {decisions.length === 0
            ? 'A decision is made at the close of every replayed candle; none yet.'
            : 'None of this kind among the last decisions.'}
        </p>
      ) : (
        <ul className="decisions">
          {matching.slice(0, count).map((decision) => (
            <DecisionRow key={decision.id} decision={decision} open={held?.openId === decision.id} onToggle={toggle} />
          ))}
        </ul>
      )}
      {matching.length > count ? (
        <button type="button" className="quiet more" onClick={() => setCount(count + STEP)}>
          Show more ({matching.length - count} kept)
        </button>
      ) : null}
    </Panel>
  );
}
