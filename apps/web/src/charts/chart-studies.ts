import {
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import { formatSignificant } from '../format/index.ts';
import { chartSeconds } from './chart-style.ts';
import { STUDY_COLOURS, type ChartColours } from './colours.ts';
import { hasOwnPane, type Study } from './study.ts';

/** The candles' pane is so many times as high as one of a study. */
const CANDLE_SHARE = 3;
const GUIDE_WIDTH = 1;

/** Studies of their own scale run from millionths to millions. */
const FIGURE_FORMAT = { type: 'custom', minMove: 1e-6, formatter: formatSignificant } as const;

function priceFormat(digits: number) {
  return { type: 'price', precision: digits, minMove: 1 / 10 ** digits } as const;
}

type StudySeries = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

interface Drawn {
  readonly series: readonly StudySeries[];
  readonly colours: readonly string[];
  values: Study['values'];
}

/** More gaps than values: a line between them would say something about times of which nothing is known. */
function isScattered(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value === null).length > values.length / 2;
}

/** Draws indicators: lines over the candles, or panes of their own below. */
export class ChartStudies {
  readonly #chart: IChartApi;
  readonly #digits: number;
  readonly #drawn = new Map<string, Drawn>();
  #studies: readonly Study[] = [];

  constructor(chart: IChartApi, digits: number) {
    this.#chart = chart;
    this.#digits = digits;
  }

  show(studies: readonly Study[], colours: ChartColours): void {
    const ready = studies.filter(({ values }) => values !== null);
    const layout = (list: readonly Study[]): string => list.map(({ key }) => key).join('|');
    const palette = STUDY_COLOURS.map((name) => colours[name]);
    const known = layout(ready) === layout(this.#studies) && this.#hasColours(palette);
    if (!known) this.#clear();
    this.#studies = ready;
    let colour = 0;
    let pane = 0;
    for (const study of ready) {
      if (hasOwnPane(study)) pane++;
      const drawn = this.#drawn.get(study.key) ?? this.#add(study, pane, palette, colour);
      colour += drawn.series.length;
      if (drawn.values !== study.values) this.#fill(drawn, study);
    }
    this.#chart.panes().forEach((one, index) => one.setStretchFactor(index === 0 ? CANDLE_SHARE : 1));
  }

  #hasColours(palette: readonly string[]): boolean {
    return [...this.#drawn.values()].every(({ colours }) => colours.every((colour) => palette.includes(colour)));
  }

  #clear(): void {
    for (const { series } of this.#drawn.values()) for (const one of series) this.#chart.removeSeries(one);
    this.#drawn.clear();
  }

  #add(study: Study, pane: number, palette: readonly string[], first: number): Drawn {
    const { info, values } = study;
    const colours = info.outputs.map((_, index) => palette[(first + index) % palette.length] as string);
    const series = info.outputs.map((name, index) => {
      const color = colours[index] as string;
      const isPrice = info.panes[index] === 'price';
      const at = isPrice ? 0 : pane;
      const format = isPrice ? priceFormat(this.#digits) : FIGURE_FORMAT;
      const shared = { color, priceFormat: format, priceLineVisible: false, lastValueVisible: false };
      if (name === 'histogram') return this.#chart.addSeries(HistogramSeries, shared, at);
      const scattered = isScattered(values?.outputs[index]?.values ?? []);
      return this.#chart.addSeries(
        LineSeries,
        {
          ...shared,
          lineWidth: 2,
          crosshairMarkerVisible: false,
          pointMarkersVisible: scattered,
          lineVisible: !scattered,
        },
        at,
      );
    });
    const own = series[info.panes.indexOf('own')];
    for (const price of info.guides) {
      own?.createPriceLine({
        price,
        color: colours[0] as string,
        lineWidth: GUIDE_WIDTH,
        lineStyle: LineStyle.Dotted,
        axisLabelVisible: false,
        title: '',
      });
    }
    const drawn: Drawn = { series, colours, values: null };
    this.#drawn.set(study.key, drawn);
    return drawn;
  }

  #fill(drawn: Drawn, { values }: Study): void {
    drawn.values = values;
    if (values === null) return;
    const times = values.time.map((time) => chartSeconds(time) as UTCTimestamp);
    drawn.series.forEach((series, index) => {
      const column = values.outputs[index]?.values ?? [];
      series.setData(
        times.map((time, row) => {
          const value = column[row] ?? null;
          return value === null ? { time } : { time, value };
        }),
      );
    });
  }
}
