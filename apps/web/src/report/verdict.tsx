import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';

interface VerdictProps {
  readonly verdict: ReportDocument['verdict'];
  readonly simulated: boolean;
}

const NO_EDGE = 'No evidence of an edge';

/** The answer in plain words, before any figure. */
export function Verdict({ verdict, simulated }: VerdictProps): ReactElement {
  const { evidence, headline, reasons } = verdict;
  const says = headline.toLowerCase().includes(NO_EDGE.toLowerCase());
  return (
    <section className={`verdict ${evidence ? 'some' : 'none'}`} aria-labelledby="verdict-heading">
      <p className="verdict-label">Verdict</p>
      <h2 id="verdict-heading">
        <span aria-hidden="true">{evidence ? '✓' : '✕'}</span> {evidence || says ? headline : `${NO_EDGE}: ${headline}`}
      </h2>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {simulated ? (
          <li>The market was simulated: whatever the figures say, they hold for made-up prices only.</li>
        ) : null}
      </ul>
    </section>
  );
}
