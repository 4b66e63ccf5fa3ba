import type { JobMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { VIEWS, type View } from './view.ts';

interface ViewLinksProps {
  readonly view: View;
  readonly jobs: readonly JobMessage[];
}

/** How many jobs are not over yet. */
function openJobs(jobs: readonly JobMessage[]): number {
  return jobs.filter(({ state }) => state === 'queued' || state === 'running').length;
}

/** Leads from one part of the page to the other. */
export function ViewLinks({ view, jobs }: ViewLinksProps): ReactElement {
  const open = openJobs(jobs);
  return (
    <nav className="views" aria-label="Parts of the page">
      {(Object.entries(VIEWS) as [View, string][]).map(([one, name]) => (
        <a key={one} href={`#${one}`} aria-current={one === view ? 'page' : undefined}>
          {name}
          {one === 'backtests' && open > 0 ? (
            <>
              {' '}
              <span className="count">
                {open}
                <span className="visually-hidden"> not over yet</span>
              </span>
            </>
          ) : null}
        </a>
      ))}
    </nav>
  );
}
