import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatCount, formatPercent, humanName, plural } from '../format/index.ts';

interface DecisionCountsProps {
  readonly decisions: ReportDocument['decisions'];
  readonly trades: number;
}

/** What happened at each candle, so that few trades are explained. */
export function DecisionCounts({ decisions, trades }: DecisionCountsProps): ReactElement {
  const total = decisions.reduce((sum, { count }) => sum + count, 0);
  const rows = [...decisions].sort((a, b) => b.count - a.count);
  return (
    <Panel title="What was decided">
      <p className="hint-line">
        {plural(total, 'decision')}, {plural(trades, 'closed trade')}.
      </p>
      <div className="table-scroll">
        <table>
          <caption className="visually-hidden">Decisions by outcome and reason</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col" className="numeric">
                Count
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
                  {humanName(name)}
                </th>
                <td className="numeric">{formatCount(count)}</td>
                <td className="numeric">{formatPercent(total === 0 ? null : count / total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
