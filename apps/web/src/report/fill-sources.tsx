import type { ReportSections } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel, ShareBar } from '../components/index.ts';
import { formatCount, formatPercent, humanName } from '../format/index.ts';

type Sources = NonNullable<ReportSections['fillSources']>;

/** From the surest to the least sure. */
function rowsOf({ ticks, open, smallerCandles, rule, ruleName }: Sources): { name: string; count: number }[] {
  return [
    { name: 'Ticks', count: ticks },
    { name: 'Opening price of a candle', count: open },
    { name: 'Smaller candles inside the traded one', count: smallerCandles },
    { name: `Rule for the way inside a candle (${humanName(ruleName).toLowerCase()})`, count: rule },
  ];
}

/** How the prices of fills were known. */
export function FillSources({ sources }: { readonly sources: Sources }): ReactElement | null {
  const rows = rowsOf(sources);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <Panel title="How the prices of fills were known">
      <p className="hint-line">
        {formatPercent(sources.rule / total)} of {formatCount(total)} fills rest on the assumed order of prices inside a
        candle; the rest is in the data.
      </p>
      <div className="table-scroll">
        <table>
          <caption className="visually-hidden">Fills by what their price was read from</caption>
          <thead>
            <tr>
              <th scope="col">Read from</th>
              <th scope="col" className="bar-cell">
                <span className="visually-hidden">Share as a bar</span>
              </th>
              <th scope="col" className="numeric">
                Fills
              </th>
              <th scope="col" className="numeric">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row" className="wrap">
                  {name}
                </th>
                <td className="bar-cell">
                  <ShareBar share={count / total} />
                </td>
                <td className="numeric">{formatCount(count)}</td>
                <td className="numeric">{formatPercent(count / total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
