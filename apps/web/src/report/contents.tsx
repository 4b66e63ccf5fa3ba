import type { ReactElement } from 'react';

/** A part of the report, and where it begins. */
export interface ContentsEntry {
  readonly id: string;
  readonly title: string;
}

/** Links to the parts of the report that there are. */
export function Contents({ entries }: { readonly entries: readonly ContentsEntry[] }): ReactElement {
  return (
    <nav className="contents" aria-label="Parts of the report">
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
