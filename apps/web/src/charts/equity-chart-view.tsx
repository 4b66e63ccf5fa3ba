import { useEffect, useRef, useState, type ReactElement } from 'react';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { EquityChart } from './equity-chart.ts';
import type { EquityCurve } from './equity-curve.ts';
import { useColours } from './use-colours.ts';

interface EquityChartViewProps {
  readonly curve: EquityCurve;
  readonly minorDigits: number;
  readonly withFall: boolean;
  readonly label: string;
}

/** Equity over time, drawn on a canvas; its table is the frame's. */
export function EquityChartView({ curve, minorDigits, withFall, label }: EquityChartViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<EquityChart>(null);
  const [ready, setReady] = useState(false);
  const colours = useColours();
  const { preferences } = usePreferences();

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new EquityChart(container.current, minorDigits, withFall);
    chart.current = made;
    setReady(true);
    return () => {
      chart.current = null;
      setReady(false);
      made.remove();
    };
  }, [minorDigits, withFall]);
  useEffect(() => (colours === null ? undefined : chart.current?.applyColours(colours)), [colours, ready]);
  useEffect(() => chart.current?.applyClock(preferences.zone), [preferences.zone, ready]);
  useEffect(() => chart.current?.setCurve(curve), [curve, ready]);
  return (
    <div
      className={withFall ? 'equity-chart with-fall' : 'equity-chart'}
      ref={container}
      role="img"
      aria-label={label}
    />
  );
}
