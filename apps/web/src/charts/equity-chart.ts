import {
  AreaSeries,
  createChart,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type LineData,
  type UTCTimestamp,
} from 'lightweight-charts';
import { formatMoney, formatPercent, type ZoneChoice } from '../format/index.ts';
import { chartSeconds, clockOptions, colourOptions, FIXED_OPTIONS } from './chart-style.ts';
import type { ChartColours } from './colours.ts';
import type { EquityCurve } from './equity-curve.ts';

const FALL_PANE = 1;

/** One value per second at most, ascending, as the chart needs: of several at one moment the last one counts. */
function linePoints(times: readonly number[], values: readonly number[]): LineData<UTCTimestamp>[] {
  const points: LineData<UTCTimestamp>[] = [];
  for (let index = 0; index < times.length; index++) {
    const time = chartSeconds(times[index]!) as UTCTimestamp;
    const value = values[index]!;
    const last = points.at(-1);
    if (last !== undefined && last.time >= time) points[points.length - 1] = { time: last.time, value };
    else points.push({ time, value });
  }
  return points;
}

/** Equity and balance, with the fall from the peak in a second pane on the same time axis. */
export class EquityChart {
  readonly #chart: IChartApi;
  readonly #equity: ISeriesApi<'Line'>;
  readonly #balance: ISeriesApi<'Line'>;
  readonly #fall: ISeriesApi<'Area'> | null;
  readonly #benchmark: ISeriesApi<'Line'>;
  #times: readonly number[] = [];

  constructor(container: HTMLElement, minorDigits: number, withFall: boolean) {
    this.#chart = createChart(container, {
      ...FIXED_OPTIONS,
      timeScale: {
        ...FIXED_OPTIONS.timeScale,
        minBarSpacing: 0.01,
        rightOffset: 1,
        lockVisibleTimeRangeOnResize: true,
        enableConflation: true,
      },
    });
    const money = (value: number): string => formatMoney(value, minorDigits);
    const line = { priceFormat: { type: 'custom', formatter: money, minMove: 1 }, priceLineVisible: false } as const;
    this.#balance = this.#chart.addSeries(LineSeries, { ...line, lineWidth: 1, lineType: 1, lastValueVisible: false });
    this.#benchmark = this.#chart.addSeries(LineSeries, {
      ...line,
      lineWidth: 1,
      lineStyle: LineStyle.Dashed,
      lastValueVisible: false,
    });
    this.#equity = this.#chart.addSeries(LineSeries, { ...line, lineWidth: 2 });
    this.#fall = withFall
      ? this.#chart.addSeries(
          AreaSeries,
          {
            priceFormat: { type: 'custom', formatter: (value: number) => formatPercent(value), minMove: 0.0001 },
            lineWidth: 1,
            priceLineVisible: false,
            invertFilledArea: true,
          },
          FALL_PANE,
        )
      : null;
    if (withFall) {
      this.#fall?.priceScale().applyOptions({ scaleMargins: { top: 0.03, bottom: 0.12 } });
      this.#chart.panes()[0]?.setStretchFactor(3);
      this.#chart.panes()[FALL_PANE]?.setStretchFactor(1);
    }
  }

  applyColours(colours: ChartColours): void {
    this.#chart.applyOptions(colourOptions(colours));
    this.#equity.applyOptions({ color: colours.accent });
    this.#balance.applyOptions({ color: colours.muted });
    this.#benchmark.applyOptions({ color: colours['study-2'] });
    const fill = colours['fall-fill'];
    this.#fall?.applyOptions({ lineColor: colours.down, topColor: fill, bottomColor: fill });
  }

  applyClock(zone: ZoneChoice): void {
    this.#chart.applyOptions(clockOptions(zone));
  }

  setCurve({ times, equity, balance, fall, benchmark }: EquityCurve): void {
    const known = this.#times.length;
    const grows =
      known > 0 && times.length >= known && times[0] === this.#times[0] && times[known - 1] === this.#times[known - 1];
    if (grows && times.length - known < 200) {
      for (let index = known; index < times.length; index++) {
        const time = chartSeconds(times[index]!) as UTCTimestamp;
        this.#equity.update({ time, value: equity[index]! });
        this.#balance.update({ time, value: balance[index]! });
        this.#fall?.update({ time, value: fall[index]! });
      }
    } else {
      this.#equity.setData(linePoints(times, equity));
      this.#balance.setData(linePoints(times, balance));
      this.#fall?.setData(linePoints(times, fall));
      this.#benchmark.setData(benchmark === null ? [] : linePoints(times, benchmark));
    }
    this.#times = times;
    this.#chart.timeScale().fitContent();
  }

  remove(): void {
    this.#chart.remove();
  }
}
