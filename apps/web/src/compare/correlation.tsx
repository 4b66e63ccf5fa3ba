import type { ComparedRun, Comparison } from '@pipwright/protocol';
import type { CSSProperties, ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatNumber, plural } from '../format/index.ts';
import { RunLetter } from './run-letter.tsx';

interface CorrelationProps {
  readonly runs: readonly ComparedRun[];
  readonly correlation: Comparison['correlation'];
}

const STRONGEST = 55;

/** How much runs win and lose in the same months: runs that do are one bet. */
export function Correlation({ runs, correlation }: CorrelationProps): ReactElement {
  return (
    <Panel title="Correlation of monthly returns">
      <p className="hint-line">
        1: they win and lose in the same months, and are one bet. 0: each goes its own way. N/A where there are fewer
        than six months in common.
      </p>
      <div className="table-scroll">
        <table className="compared">
          <caption className="visually-hidden">Correlation of the monthly returns of each pair of runs</caption>
          <thead>
            <tr>
              <th scope="col">Run</th>
              {runs.map((run, index) => (
                <th key={run.id} scope="col" className="numeric">
                  <RunLetter letter={run.letter} index={index} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run, row) => (
              <tr key={run.id}>
                <th scope="row">
                  <RunLetter letter={run.letter} index={row} />
                </th>
                {runs.map((other, column) => {
                  const { value, months } = correlation[row]?.[column] ?? { value: null, months: 0 };
                  if (row === column) {
                    return (
                      <td key={other.id} className="numeric soft">
                        –
                      </td>
                    );
                  }
                  const tone = value === null ? '' : value >= 0 ? 'gain' : 'loss';
                  const heat = `${Math.round(Math.abs(value ?? 0) * STRONGEST)}%`;
                  return (
                    <td
                      key={other.id}
                      className={`numeric heat ${tone}`}
                      style={{ '--heat': heat } as CSSProperties}
                      title={plural(months, 'month')}
                    >
                      {formatNumber(value, 2)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
