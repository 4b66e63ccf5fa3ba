import type { ComparedFigure, ComparedRun } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Explained, Panel } from '../components/index.ts';
import { formatFigure } from '../format/index.ts';
import { RunLetter } from './run-letter.tsx';

interface FiguresTableProps {
  readonly runs: readonly ComparedRun[];
  readonly figures: readonly ComparedFigure[];
}

function Value({ figure, run, index }: { figure: ComparedFigure; run: ComparedRun; index: number }): ReactElement {
  const { unit, signed, values, best } = figure;
  const text = formatFigure({ value: values[index] ?? null, unit, signed }, run);
  if (!best.includes(index)) return <td className="numeric">{text}</td>;
  return (
    <td className="numeric best">
      <span aria-hidden="true">★ </span>
      {text}
      <span className="visually-hidden"> (best)</span>
    </td>
  );
}

/** Every figure of every run; the best of each row has a star. */
export function FiguresTable({ runs, figures }: FiguresTableProps): ReactElement {
  const groups = [...new Set(figures.map(({ group }) => group))];
  return (
    <Panel title="Figures side by side">
      <div className="table-scroll">
        <table className="compared">
          <caption className="visually-hidden">Figures of each run; the best of a row is marked</caption>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              {runs.map((run, index) => (
                <th key={run.id} scope="col" className="numeric">
                  <RunLetter letter={run.letter} index={index} />
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={runs.length + 1} className="group-row">
                  {group}
                </th>
              </tr>
              {figures
                .filter((figure) => figure.group === group)
                .map((figure) => (
                  <tr key={figure.name}>
                    <th scope="row">
                      <Explained name={figure.name} explanation={figure.formula} />
                    </th>
                    {runs.map((run, index) => (
                      <Value key={run.id} figure={figure} run={run} index={index} />
                    ))}
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Panel>
  );
}
