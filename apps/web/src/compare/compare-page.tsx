import type { Comparison } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Attribution } from '../components/attribution.tsx';
import { formatTime } from '../format/index.ts';
import { usePrint } from '../report/use-print.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { SettingsMenu } from '../settings/settings-menu.tsx';
import { Correlation } from './correlation.tsx';
import { CostsTable } from './costs-table.tsx';
import { Curves } from './curves.tsx';
import { Differences } from './differences.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RunList } from './run-list.tsx';
import { Warnings } from './warnings.tsx';

function CompareHeader({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { zone } = usePreferences().preferences;
  const print = usePrint();
  return (
    <header className="report-header">
      <div className="report-title">
        <div>
          <p className="brand">Pipwright comparison</p>
          <h1>{comparison.title}</h1>
          <p className="soft">written {formatTime(comparison.generatedAt, zone)}</p>
        </div>
        <div className="report-tools">
          <SettingsMenu />
          <button type="button" className="quiet" onClick={print}>
            Print
          </button>
        </div>
      </div>
    </header>
  );
}

/** Several runs side by side, from what they are to how they move together. */
export function ComparePage({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { runs, figures, differences, warnings, correlation, version } = comparison;
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the runs
      </a>
      <CompareHeader comparison={comparison} />
      <main id="main" className="report" tabIndex={-1}>
        <Warnings warnings={warnings} />
        <RunList runs={runs} />
        <Curves runs={runs} shown="growth" />
        <Curves runs={runs} shown="fall" />
        <FiguresTable runs={runs} figures={figures} />
        <Differences runs={runs} differences={differences} />
        <div className="pair">
          <CostsTable runs={runs} />
          <Correlation runs={runs} correlation={correlation} />
        </div>
      </main>
      <footer className="footer">
        <span>Pipwright {version}</span>
        <Attribution />
      </footer>
    </>
  );
}
