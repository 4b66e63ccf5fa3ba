import type { ComparedRun } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel, Signed } from '../components/index.ts';
import { formatMoney, formatPercent } from '../format/index.ts';
import { RunLetter } from './run-letter.tsx';

/** Where the money of each run went, also as a share of what it started with. */
export function CostsTable({ runs }: { readonly runs: readonly ComparedRun[] }): ReactElement {
  const steps = [...new Set(runs.flatMap(({ waterfall }) => waterfall.map(({ name }) => name)))];
  return (
    <Panel title="From gross to net">
      <div className="table-scroll">
        <table className="compared">
          <caption className="visually-hidden">Parts of the net profit of each run</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              {runs.map((run, index) => (
                <th key={run.id} scope="col" className="numeric">
                  <RunLetter letter={run.letter} index={index} /> {run.currency}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step}>
                <th scope="row">{step}</th>
                {runs.map((run) => {
                  const amount = run.waterfall.find(({ name }) => name === step)?.amount ?? null;
                  return (
                    <td key={run.id} className="numeric">
                      <Signed value={amount} text={formatMoney(amount, run.minorDigits, 'always')} />
                      <span className="soft block">
                        {formatPercent(amount === null ? null : amount / run.initialBalance, 'always')}
                      </span>
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
