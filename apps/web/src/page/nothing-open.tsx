import type { DecisionMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatTime, humanName } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

/** Instead of an empty table of positions: what became of the last signal. */
export function NothingOpen({ decisions }: { readonly decisions: readonly DecisionMessage[] }): ReactElement {
  const { zone } = usePreferences().preferences;
  const last = decisions.find(({ outcome }) => outcome !== 'no-signal');
  if (last === undefined) return <p className="empty">Nothing is open: no signal yet.</p>;
  const when = formatTime(last.time, zone);
  if (last.outcome === 'order') return <p className="empty">Nothing is open. The last order was sent at {when}.</p>;
  const failed = last.checks.filter(({ passed }) => !passed);
  const why =
    failed.length === 0 ? last.reason : failed.map(({ name, reason }) => `${humanName(name)}, ${reason}`).join('; ');
  return (
    <p className="empty">
      Nothing is open. The last signal, at {when}, was refused: {why.replace(/\.$/, '')}.
    </p>
  );
}
