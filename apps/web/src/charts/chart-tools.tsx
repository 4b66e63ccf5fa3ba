import type { ReactElement } from 'react';
import type { PriceChart } from './price-chart.ts';

/** Zoom and position for those without a wheel or keys. */
export function ChartTools({ chart }: { readonly chart: { readonly current: PriceChart | null } }): ReactElement {
  return (
    <span className="chart-tools" role="group" aria-label="View of the chart">
      <button type="button" className="quiet" aria-label="Zoom out" onClick={() => chart.current?.zoom(1.5)}>
        −
      </button>
      <button type="button" className="quiet" aria-label="Zoom in" onClick={() => chart.current?.zoom(0.66)}>
        +
      </button>
      <button type="button" className="quiet" onClick={() => chart.current?.fitAll()}>
        All
      </button>
      <button type="button" className="quiet" onClick={() => chart.current?.reset()}>
        Latest
      </button>
    </span>
  );
}
