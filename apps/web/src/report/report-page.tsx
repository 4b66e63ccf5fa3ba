import type { ReportDocument } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { Contents } from './contents.tsx';
import { ReportFooter } from './report-footer.tsx';
import { ReportGroup } from './report-group.tsx';
import { ReportHeader } from './report-header.tsx';
import { reportGroups } from './report-groups.tsx';
import { Tiles } from './tiles.tsx';
import { Verdict } from './verdict.tsx';

/** The whole report, from verdict to assumptions. */
export function ReportPage({ report }: { readonly report: ReportDocument }): ReactElement {
  const { currency, minorDigits } = report;
  const money = useMemo(() => ({ currency, minorDigits }), [currency, minorDigits]);
  const groups = useMemo(() => reportGroups(report, money), [report, money]);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the verdict
      </a>
      <ReportHeader report={report} />
      <main id="main" className="report" tabIndex={-1}>
        <Verdict verdict={report.verdict} simulated={report.simulated} />
        <Contents entries={groups} />
        <Tiles figures={report.headline} money={money} />
        {groups.map(({ id, title, content }) => (
          <ReportGroup key={id} id={id} title={title}>
            {content}
          </ReportGroup>
        ))}
      </main>
      <ReportFooter report={report} />
    </>
  );
}
