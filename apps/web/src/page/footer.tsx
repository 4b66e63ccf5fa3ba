import type { PlatformState } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Attribution } from '../components/attribution.tsx';
import { formatCount } from '../format/index.ts';

/** Which run this is, so that its journal can be found, and whose work the page stands on. */
export function Footer({ state }: { readonly state: PlatformState }): ReactElement {
  const { run, version } = state;
  return (
    <footer className="footer">
      <span>
        Pipwright {version} · run <code>{run.id}</code> · {formatCount(run.journalRecords)} journal records · digest{' '}
        <code>{run.digest.slice(0, 16) || 'none yet'}</code>
      </span>
      <Attribution />
    </footer>
  );
}
