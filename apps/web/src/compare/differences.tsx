import type { ComparedRun, Comparison } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { RunLetter } from './run-letter.tsx';

interface DifferencesProps {
  readonly runs: readonly ComparedRun[];
  readonly differences: Comparison['differences'];
}

/** Parameters and assumptions that are not the same in all runs. */
export function Differences({ runs, differences }: DifferencesProps): ReactElement {
  return (
    <Panel title="What differs">
      {differences.length === 0 ? (
        <p className="empty">All parameters and assumptions are the same.</p>
      ) : (
        <div className="table-scroll">
          <table className="compared">
            <caption className="visually-hidden">Parameters and assumptions in which the runs differ</caption>
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {runs.map((run, index) => (
                  <th key={run.id} scope="col">
                    <RunLetter letter={run.letter} index={index} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {runs.map((run, index) => (
                    <td key={run.id} className="wrap">
                      {values[index] ?? <span className="soft">–</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
