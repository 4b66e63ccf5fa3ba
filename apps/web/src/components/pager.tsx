import type { ReactElement } from 'react';
import { formatCount } from '../format/index.ts';

interface PagerProps {
  readonly page: number;
  readonly last: number;
  readonly total: number;
  readonly label: string;
  readonly onPage: (page: number) => void;
}

/** Steps through the pages of a table; pages count from 0. */
export function Pager({ page, last, total, label, onPage }: PagerProps): ReactElement {
  return (
    <nav className="pager" aria-label={`Pages of ${label}`}>
      <button type="button" disabled={page === 0} onClick={() => onPage(0)} aria-label="First page">
        «
      </button>
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)} aria-label="Previous page">
        ‹
      </button>
      <span className="number">
        Page {formatCount(page + 1)} of {formatCount(last + 1)} · {formatCount(total)} rows
      </span>
      <button type="button" disabled={page === last} onClick={() => onPage(page + 1)} aria-label="Next page">
        ›
      </button>
      <button type="button" disabled={page === last} onClick={() => onPage(last)} aria-label="Last page">
        »
      </button>
    </nav>
  );
}
