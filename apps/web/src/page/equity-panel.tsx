import type { EquityPointMessage } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { ChartFrame, curveOfPoints, EquityChartView } from '../charts/index.ts';
import { EquityTable } from '../components/equity-table.tsx';
import { formatMoney, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface EquityPanelProps {
  readonly equity: readonly EquityPointMessage[];
  readonly money: MoneyStyle;
}

/** Equity (thick) and balance (thin) over the run. */
export function EquityPanel({ equity, money }: EquityPanelProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const curve = useMemo(() => curveOfPoints(equity), [equity]);
  const last = equity.at(-1);
  const summary =
    last === undefined
      ? 'No point yet.'
      : `${equity.length} points, last equity ${formatMoney(last.equity, money.minorDigits)} ${money.currency}.`;
  return (
    <ChartFrame
      title="Equity and balance"
      summary={summary}
      chart={
        equity.length === 0 ? (
          <p className="empty">The curve starts with the first replayed candle.</p>
        ) : (
          <EquityChartView
            curve={curve}
            minorDigits={money.minorDigits}
            withFall={false}
            label={`Equity over time. ${summary}`}
          />
        )
      }
      table={() => <EquityTable curve={curve} money={money} zone={zone} />}
    />
  );
}
