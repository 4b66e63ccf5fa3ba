import type { ReportDocument } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { ChartFrame, curveOfReport, EquityChartView } from '../charts/index.ts';
import { EquityTable } from '../components/equity-table.tsx';
import { formatMoney, formatPercent, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface EquitySectionProps {
  readonly report: ReportDocument;
  readonly money: MoneyStyle;
}

/** Equity and balance above, the fall from the peak below, on one time axis. */
export function EquitySection({ report, money }: EquitySectionProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const { benchmark } = report.sections;
  const curve = useMemo(() => curveOfReport(report.equity, benchmark?.equity), [report.equity, benchmark]);
  const worst = useMemo(() => curve.fall.reduce((least, fall) => Math.min(least, fall), 0), [curve]);
  const last = curve.equity.at(-1) ?? report.initialBalance;
  const end = curve.benchmark?.at(-1);
  const compared =
    benchmark === null || end === undefined
      ? ''
      : ` ${benchmark.name} would have ended with ${formatMoney(end, money.minorDigits)} ${money.currency}.`;
  const summary = `Equity went from ${formatMoney(report.initialBalance, money.minorDigits)} to ${formatMoney(last, money.minorDigits)} ${money.currency}; the deepest fall from a peak was ${formatPercent(worst)}.${compared}`;
  return (
    <ChartFrame
      title="Equity and drawdown"
      summary={summary}
      tools={
        <span className="key soft" aria-hidden="true">
          <i className="key-equity" /> equity <i className="key-balance" /> balance <i className="key-fall" /> drawdown
          {benchmark === null ? null : (
            <>
              <i className="key-benchmark" /> {benchmark.name}
            </>
          )}
        </span>
      }
      chart={<EquityChartView curve={curve} minorDigits={money.minorDigits} withFall label={summary} />}
      table={() => <EquityTable curve={curve} money={money} zone={zone} />}
    />
  );
}
