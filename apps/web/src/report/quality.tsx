import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';

/** What is known about the data that the result rests on. */
export function Quality({ checks }: { readonly checks: ReportDocument['dataQuality'] }): ReactElement {
  const bad = checks.filter(({ good }) => !good).length;
  return (
    <Panel title={`Data quality (${checks.length - bad} of ${checks.length} good)`}>
      <ul className="quality">
        {checks.map(({ name, value, good }) => (
          <li key={name} className={good ? 'good' : 'poor'}>
            <span className="quality-mark">
              <span aria-hidden="true">{good ? '✓' : '!'}</span>
              <span className="visually-hidden">{good ? 'good' : 'look at this'}</span>
            </span>
            <strong>{name}</strong>
            <span>{value}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
