import type { RiskCheckMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatSignificant, humanName } from '../format/index.ts';

/** Every risk check with the figures that it compared. */
export function CheckList({ checks }: { readonly checks: readonly RiskCheckMessage[] }): ReactElement {
  if (checks.length === 0) return <p className="soft">None ran: there was no signal to check.</p>;
  return (
    <ul className="checks">
      {checks.map(({ name, passed, value, limit, reason }) => (
        <li key={name} className={passed ? 'passed' : 'failed'}>
          <span className="check-mark">
            <span aria-hidden="true">{passed ? '✓' : '✕'}</span>
            <span className="visually-hidden">{passed ? 'passed' : 'failed'}</span>
          </span>
          <span>
            <strong>{humanName(name)}</strong> <span className="soft">{reason}</span>
          </span>
          <span className="number soft" title="value and limit">
            {formatSignificant(value)} / {formatSignificant(limit)}
          </span>
        </li>
      ))}
    </ul>
  );
}
