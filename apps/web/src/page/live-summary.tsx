import type { PlatformState } from '@pipwright/protocol';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { formatMoney, plural } from '../format/index.ts';

const QUIET_MS = 8000;

/** One sentence that changes only with what a person would want to be told. */
function sentence({ positions, trades, account, trading, replay }: PlatformState): string {
  const last = trades[0];
  const parts = [
    trading.armed ? '' : 'Trading stopped.',
    replay.playing ? 'Replay running.' : 'Replay paused.',
    `${plural(positions.length, 'open position')}.`,
    last === undefined
      ? 'No closed trade.'
      : `Last trade ${last.side}, ${formatMoney(last.split.net, account.minorDigits, 'always')} ${account.currency}.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Tells screen readers what happened, politely and at most every eight seconds. */
export function LiveSummary({ state }: { readonly state: PlatformState }): ReactElement {
  const text = sentence(state);
  const [spoken, setSpoken] = useState(text);
  const latest = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    latest.current = text;
    if (text === spoken || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setSpoken(latest.current);
    }, QUIET_MS);
  }, [text, spoken]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="live-summary">
      {spoken}
    </p>
  );
}
