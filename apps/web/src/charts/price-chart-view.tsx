import type { InstrumentMessage } from '@pipwright/protocol';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { formatCount } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import type { Bars } from './bars.ts';
import { chartKey } from './chart-keys.ts';
import { ChartTools } from './chart-tools.tsx';
import type { Level } from './levels.ts';
import { PriceChart, type PriceChartEvents } from './price-chart.ts';
import { PriceLegend } from './price-legend.tsx';
import { StudyLegend } from './study-legend.tsx';
import { hasOwnPane, type Study } from './study.ts';
import type { TradeMark } from './trade-marks.ts';
import { useColours } from './use-colours.ts';

interface PriceChartViewProps {
  readonly bars: Bars;
  readonly instrument: InstrumentMessage;
  readonly marks: readonly TradeMark[];
  readonly levels: readonly Level[];
  /** The trade to bring into view. */
  readonly selected?: TradeMark | null;
  /** Index of a candle to mark; the legends speak of it while the crosshair is away. */
  readonly marked?: number | null;
  readonly label: string;
  /** Indicators over and below the candles. */
  readonly studies?: readonly Study[];
  readonly onRemoveStudy?: (key: string) => void;
}

const NO_STUDIES: readonly Study[] = [];
const CANVAS_PX = 400;
const PANE_PX = 120;

/** Makes the chart when the colours are known and keeps it equal to the properties. */
function usePriceChart(props: PriceChartViewProps, events: PriceChartEvents) {
  const { bars, instrument, marks, levels, selected = null, marked = null, studies = NO_STUDIES } = props;
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<PriceChart>(null);
  const [ready, setReady] = useState(false);
  const colours = useColours();
  const { preferences } = usePreferences();
  const { digits } = instrument;

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new PriceChart(container.current, digits, events);
    chart.current = made;
    setReady(true);
    return () => {
      chart.current = null;
      setReady(false);
      made.remove();
    };
  }, [events, digits]);
  useEffect(() => (colours === null ? undefined : chart.current?.applyColours(colours)), [colours, ready]);
  useEffect(() => chart.current?.applyClock(preferences.zone), [preferences.zone, ready]);
  useEffect(() => chart.current?.setBars(bars), [bars, ready]);
  useEffect(() => chart.current?.setMarks(marks), [marks, ready]);
  useEffect(() => chart.current?.setLevels(levels), [levels, colours, ready]);
  useEffect(() => chart.current?.setStudies(studies), [studies, colours, ready]);
  useEffect(() => chart.current?.showTrade(selected), [selected, ready]);
  // Of other bars another candle is marked.
  useEffect(() => chart.current?.setMarked(marked), [marked, bars, ready]);
  return { container, chart };
}

function useChartKeys(bars: Bars, chart: { current: PriceChart | null }, onPoint: (index: number | null) => void) {
  const pointed = useRef<number | null>(null);
  const point = (index: number | null): void => {
    pointed.current = index === null ? null : Math.max(0, Math.min(bars.length - 1, index));
    if (pointed.current === null) chart.current?.clearPointer();
    else chart.current?.pointAt(pointed.current);
    onPoint(pointed.current);
  };
  return (event: KeyboardEvent): void => {
    const action = chartKey(event.nativeEvent);
    if (action === null || bars.length === 0) return;
    event.preventDefault();
    if (action.do === 'move') point((pointed.current ?? bars.length - 1) + action.by);
    else if (action.do === 'first') point(0);
    else if (action.do === 'last') point(bars.length - 1);
    else if (action.do === 'zoom-in') chart.current?.zoom(0.7);
    else if (action.do === 'zoom-out') chart.current?.zoom(1.4);
    else if (action.do === 'reset') chart.current?.reset();
    else point(null);
  };
}

/** The price chart with its legend; the arrow keys move the crosshair while it has the focus. */
export function PriceChartView(props: PriceChartViewProps): ReactElement {
  const { bars, instrument, label, marked = null, studies = NO_STUDIES, onRemoveStudy } = props;
  const panes = studies.filter(hasOwnPane).length;
  const [hovered, setHovered] = useState<number | null>(null);
  const [crowded, setCrowded] = useState(0);
  const events = useMemo(() => ({ onHover: setHovered, onCrowded: setCrowded }), []);
  const { container, chart } = usePriceChart(props, events);
  const onKeyDown = useChartKeys(bars, chart, setHovered);
  const { preferences } = usePreferences();
  return (
    <div className="price-chart">
      <div className="chart-top">
        <PriceLegend bars={bars} index={hovered ?? marked} instrument={instrument} zone={preferences.zone} />
        {crowded === 0 ? null : (
          <span className="crowded">{formatCount(crowded)} trades in view: zoom in to see them</span>
        )}
        <ChartTools chart={chart} />
      </div>
      {studies.length === 0 ? null : (
        <StudyLegend
          studies={studies}
          bars={bars}
          index={hovered ?? marked}
          digits={instrument.digits}
          onRemove={onRemoveStudy}
        />
      )}
      <div
        className="chart-canvas"
        ref={container}
        style={panes === 0 ? undefined : { height: CANVAS_PX + panes * PANE_PX }}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label}. Arrow keys move from candle to candle, plus and minus zoom, Alt R resets.`}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
