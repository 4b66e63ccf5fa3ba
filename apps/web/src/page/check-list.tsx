import type { RiskCheckMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatSignificant, humanName } from '../format/index.ts';

/** The reason names its figures with their units; where it does not, the bare ones are better than none. */
function withFigures({ reason, passed, value, limit }: RiskCheckMessage): string {
  if (passed || /\d/.test(reason)) return reason;
  return `${reason} (${formatSignificant(value)}, limit ${formatSignificant(limit)})`;
}

/** Every risk check with the figures that it compared. */
export function CheckList({ checks }: { readonly checks: readonly RiskCheckMessage[] }): ReactElement {
  if (checks.length === 0) return <p className="soft">None ran: there was no signal to check.</p>;
  return (
    <ul className="checks">
      {checks.map((check) => {
        const { name, passed } = check;
        return (
          <li key={name} className={passed ? 'passed' : 'failed'}>
            <span className="check-mark">
              <span aria-hidden="true">{passed ? '✓' : '✕'}</span>
              <span className="visually-hidden">{passed ? 'passed' : 'failed'}</span>
            </span>
            <span>
              <strong>{humanName(name)}</strong> <span className="soft">{withFigures(check)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
