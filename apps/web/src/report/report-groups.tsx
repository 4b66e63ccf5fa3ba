import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import type { MoneyStyle } from '../format/index.ts';
import { AccountEvents } from './account-events.tsx';
import { Assumptions } from './assumptions.tsx';
import { Breakdowns } from './breakdowns.tsx';
import type { ContentsEntry } from './contents.tsx';
import { Costs } from './costs.tsx';
import { DecisionCounts } from './decision-counts.tsx';
import { Distributions } from './distributions.tsx';
import { EquitySection } from './equity-section.tsx';
import { Overfitting } from './evidence/overfitting.tsx';
import { Robustness } from './evidence/robustness.tsx';
import { Search } from './evidence/search.tsx';
import { WalkForward } from './evidence/walk-forward.tsx';
import { Excursions } from './excursions.tsx';
import { FigureGroups } from './figure-groups.tsx';
import { FillSources } from './fill-sources.tsx';
import { HourGrid } from './hour-grid.tsx';
import { ModelSection } from './model-section.tsx';
import { Monthly } from './monthly.tsx';
import { Quality } from './quality.tsx';
import { Rolling } from './rolling.tsx';
import { Strategy } from './strategy.tsx';
import { TradesSection } from './trades-section.tsx';
import { Underwater } from './underwater.tsx';
import { WhatIfPanel } from './what-if/what-if-panel.tsx';
import { Yearly } from './yearly.tsx';

/** A part of the report with what it shows. */
export interface ReportPart extends ContentsEntry {
  readonly content: ReactElement;
}

function course(report: ReportDocument, money: MoneyStyle): ReportPart {
  const { rolling } = report.sections;
  const content = (
    <>
      <EquitySection report={report} money={money} />
      <Underwater report={report} money={money} />
      <Monthly report={report} money={money} />
      <Yearly years={report.yearly} money={money} />
      {rolling === null ? null : <Rolling rolling={rolling} />}
    </>
  );
  return { id: 'course', title: 'Course', content };
}

/** Null where nothing beyond the one backtest was checked. */
function evidence(report: ReportDocument, money: MoneyStyle): ReportPart | null {
  const { overfitting, walkForward, search, robustness } = report.sections;
  if (overfitting === null && walkForward === null && search === null && robustness === null) return null;
  const net = report.waterfall.findLast(({ total }) => total)?.amount ?? 0;
  const content = (
    <>
      {overfitting === null ? null : <Overfitting section={overfitting} />}
      {walkForward === null ? null : <WalkForward section={walkForward} money={money} />}
      {search === null ? null : <Search section={search} money={money} />}
      {robustness === null ? null : <Robustness section={robustness} net={net} money={money} />}
    </>
  );
  return { id: 'evidence', title: 'Luck or skill', content };
}

function trades(report: ReportDocument, money: MoneyStyle): ReportPart {
  const content = (
    <>
      <TradesSection report={report} money={money} />
      <Distributions distributions={report.distributions} money={money} />
      <Excursions trades={report.trades} money={money} />
    </>
  );
  return { id: 'trades', title: 'Trades', content };
}

function groups(report: ReportDocument, money: MoneyStyle): ReportPart | null {
  const breakdowns = report.breakdowns.filter(({ rows }) => rows.length > 0);
  if (breakdowns.length === 0) return null;
  const content = (
    <>
      <HourGrid trades={report.trades} money={money} />
      <Breakdowns breakdowns={breakdowns} money={money} />
    </>
  );
  return { id: 'groups', title: 'Where it was earned', content };
}

function costs(report: ReportDocument, money: MoneyStyle): ReportPart {
  const content = (
    <>
      <div className="pair">
        <Costs waterfall={report.waterfall} money={money} />
        <DecisionCounts decisions={report.decisions} trades={report.trades.length} />
      </div>
      <WhatIfPanel report={report} money={money} />
    </>
  );
  return { id: 'costs', title: 'Costs and decisions', content };
}

function figures(report: ReportDocument, money: MoneyStyle): ReportPart {
  return { id: 'figures', title: 'All figures', content: <FigureGroups groups={report.figures} money={money} /> };
}

function basis(report: ReportDocument, money: MoneyStyle): ReportPart {
  const { strategy, fillSources, accountEvents } = report.sections;
  const content = (
    <>
      {strategy === null ? null : <Strategy strategy={strategy} />}
      {report.model === null && strategy !== null ? null : <ModelSection model={report.model} money={money} />}
      <div className="two-columns">
        {fillSources === null ? null : <FillSources sources={fillSources} />}
        {accountEvents === null ? null : <AccountEvents events={accountEvents} money={money} />}
        <Quality checks={report.dataQuality} />
        <Assumptions assumptions={report.assumptions} />
      </div>
    </>
  );
  return { id: 'basis', title: 'What it rests on', content };
}

/** The parts of the report that there is something to show in, in the order in which a trader asks. */
export function reportGroups(report: ReportDocument, money: MoneyStyle): readonly ReportPart[] {
  const parts = [course, evidence, trades, groups, costs, figures, basis];
  return parts.map((part) => part(report, money)).filter((part) => part !== null);
}
