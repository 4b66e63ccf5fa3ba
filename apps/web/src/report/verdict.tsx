import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { plural } from '../format/index.ts';

interface VerdictProps {
  readonly verdict: ReportDocument['verdict'];
  readonly simulated: boolean;
}

/** The strongest come first; all of them are a click away. */
const REASONS_SHOWN = 5;
const NO_EDGE = 'No evidence of an edge';

/** The answer in plain words, before any figure. */
export function Verdict({ verdict, simulated }: VerdictProps): ReactElement {
  const { evidence, headline, reasons } = verdict;
  const rest = reasons.slice(REASONS_SHOWN);
  const says = headline.toLowerCase().includes(NO_EDGE.toLowerCase());
  return (
    <section className={`verdict ${evidence ? 'some' : 'none'}`} aria-labelledby="verdict-heading">
      <p className="verdict-label">Verdict</p>
      <h2 id="verdict-heading">
        <span aria-hidden="true">{evidence ? '✓' : '✕'}</span> {evidence || says ? headline : `${NO_EDGE}: ${headline}`}
      </h2>
      <ul>
        {reasons.slice(0, REASONS_SHOWN).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {simulated ? (
          <li>The market was simulated: whatever the figures say, they hold for made-up prices only.</li>
        ) : null}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{plural(rest.length, 'further reason')}</summary>
          <ul>
            {rest.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
