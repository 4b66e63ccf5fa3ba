import type { ContributionMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { ToneBar } from '../components/index.ts';
import { formatNumber, formatSignificant } from '../format/index.ts';

/** The features that moved the prediction most, each with its share in log-odds as a figure and a bar. */
export function Contributions({ reasons }: { readonly reasons: readonly ContributionMessage[] }): ReactElement {
  if (reasons.length === 0) return <p className="soft">The model gave no reasons for this candle.</p>;
  const largest = Math.max(...reasons.map(({ contribution }) => Math.abs(contribution)), Number.EPSILON);
  return (
    <>
      <ul className="contributions">
        {reasons.map(({ feature, value, contribution }) => (
          <li key={feature}>
            <span className="feature">{feature}</span>
            <span className="number soft">{value === null ? 'unknown' : formatSignificant(value)}</span>
            <ToneBar share={contribution / largest} />
            <span className={`number ${contribution >= 0 ? 'up' : 'down'}`}>
              {formatNumber(contribution, 3, 'always')}
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">Value, then its share in log-odds: + speaks for a rise, − for a fall.</p>
    </>
  );
}
