import type { ReportDocument } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { Assumptions } from './assumptions.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { Costs } from './costs.tsx';
import { DecisionCounts } from './decision-counts.tsx';
import { EquitySection } from './equity-section.tsx';
import { FigureGroups } from './figure-groups.tsx';
import { ModelSection } from './model-section.tsx';
import { Monthly } from './monthly.tsx';
import { Quality } from './quality.tsx';
import { ReportFooter } from './report-footer.tsx';
import { ReportHeader } from './report-header.tsx';
import { Tiles } from './tiles.tsx';
import { TradesSection } from './trades-section.tsx';
import { Verdict } from './verdict.tsx';

/** The whole report, from verdict to assumptions. */
export function ReportPage({ report }: { readonly report: ReportDocument }): ReactElement {
  const { currency, minorDigits } = report;
  const money = useMemo(() => ({ currency, minorDigits }), [currency, minorDigits]);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the verdict
      </a>
      <ReportHeader report={report} />
      <main id="main" className="report" tabIndex={-1}>
        <Verdict verdict={report.verdict} simulated={report.simulated} />
        <Tiles figures={report.headline} money={money} />
        <EquitySection report={report} money={money} />
        <Monthly report={report} money={money} />
        <TradesSection report={report} money={money} />
        <div className="pair">
          <Costs waterfall={report.waterfall} money={money} />
          <DecisionCounts decisions={report.decisions} trades={report.trades.length} />
        </div>
        <FigureGroups groups={report.figures} money={money} />
        <ModelSection model={report.model} money={money} />
        <Breakdowns breakdowns={report.breakdowns} money={money} />
        <div className="pair">
          <Quality checks={report.dataQuality} />
          <Assumptions assumptions={report.assumptions} />
        </div>
      </main>
      <ReportFooter report={report} />
    </>
  );
}
