import type { ComparedRun } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatDate, formatDuration, formatMoney } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { RunLetter } from './run-letter.tsx';

/** Which runs these are, and what was concluded from each. */
export function RunList({ runs }: { readonly runs: readonly ComparedRun[] }): ReactElement {
  const { zone } = usePreferences().preferences;
  return (
    <Panel title="Runs and their verdicts">
      <ul className="run-list">
        {runs.map((run, index) => (
          <li key={run.id}>
            <RunLetter letter={run.letter} index={index} />
            <div>
              <strong>{run.title}</strong> <code>{run.id}</code>
              <span className="soft block">
                {run.symbols.join(', ')} {run.timeframe} · {formatDate(run.from, zone)} to {formatDate(run.to, zone)} (
                {formatDuration(run.to - run.from)}) · started with {formatMoney(run.initialBalance, run.minorDigits)}{' '}
                {run.currency}
                {run.simulated ? ' · simulated market' : ''}
              </span>
              <span className={run.verdict.evidence ? 'found good' : 'found poor'}>
                <span aria-hidden="true">{run.verdict.evidence ? '✓' : '✕'}</span> {run.verdict.headline}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
