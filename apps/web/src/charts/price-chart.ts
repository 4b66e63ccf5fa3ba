import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  type CandlestickData,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { ZoneChoice } from '../format/index.ts';
import { indexAtOrBefore } from './candle-search.ts';
import { chartSeconds, clockOptions, colourOptions, FIXED_OPTIONS } from './chart-style.ts';
import type { Bars } from './bars.ts';
import type { ChartColours } from './colours.ts';
import { ChartStudies } from './chart-studies.ts';
import { levelLines, type Level } from './levels.ts';
import type { Study } from './study.ts';
import { markersOf, type TradeMark } from './trade-marks.ts';
import { TradePath } from './trade-path.ts';

/** More new candles than this are faster to set than to add one by one. */
const SET_AFTER = 300;
/** Texts stand only beside marks that are few enough to read. */
const TEXTS_MAX = 12;
const MARKS_MAX = 400;
/** Width of a candle with the gap beside it, unless a person zooms. */
const BAR_PX = 7;
const MARKED_TEXT = 'this candle';

function seconds(timeMs: number): UTCTimestamp {
  return chartSeconds(timeMs) as UTCTimestamp;
}

export interface PriceChartEvents {
  /** Index of the candle under the crosshair; null when it leaves. */
  readonly onHover: (index: number | null) => void;
  /** Number of trades in sight that are too many to mark; 0 where all are marked. */
  readonly onCrowded: (trades: number) => void;
}

/** Candles with trades, levels and a crosshair that a pointer or the keyboard moves. */
export class PriceChart {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #path = new TradePath();
  readonly #studies: ChartStudies;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  #bars: Bars | null = null;
  /** Candles on the chart: more than `#bars` holds once the page has let old ones go. */
  #kept = 0;
  #shown = { length: 0, firstTime: 0, lastTime: 0 };
  #marks: readonly TradeMark[] = [];
  #marked: number | null = null;
  #levels: IPriceLine[] = [];
  #colours: ChartColours | null = null;
  #levelsKey = '';
  #markFrame = 0;
  #pointFrame = 0;
  readonly #events: PriceChartEvents;

  /** Draws in the library's own colours until `applyColours`. */
  constructor(container: HTMLElement, digits: number, events: PriceChartEvents) {
    this.#events = events;
    this.#chart = createChart(container, {
      ...FIXED_OPTIONS,
      timeScale: { ...FIXED_OPTIONS.timeScale, barSpacing: BAR_PX, minBarSpacing: 0.002, enableConflation: true },
    });
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      priceFormat: { type: 'price', precision: digits, minMove: 1 / 10 ** digits },
      borderVisible: false,
    });
    this.#studies = new ChartStudies(this.#chart, digits);
    this.#candles.attachPrimitive(this.#path);
    this.#markers = createSeriesMarkers(this.#candles, [], { zOrder: 'top' });
    this.#chart.subscribeCrosshairMove(({ time }) =>
      events.onHover(time === undefined ? null : this.#indexAt(Number(time) * 1000)),
    );
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#queueMarkers());
  }

  applyColours(colours: ChartColours): void {
    this.#colours = colours;
    this.#chart.applyOptions(colourOptions(colours));
    const { up, down } = colours;
    this.#candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    this.#path.applyColour(colours.accent);
    this.#queueMarkers();
  }

  applyClock(zone: ZoneChoice): void {
    this.#chart.applyOptions(clockOptions(zone));
  }

  /** Adds what is new at the end where the rest is unchanged, else replaces everything. */
  setBars(bars: Bars): void {
    const from = this.#continuesAt(bars);
    this.#bars = bars;
    if (from === null || bars.length - from > SET_AFTER) {
      this.#candles.setData(Array.from({ length: bars.length }, (_, index) => this.#point(bars, index)));
      this.#kept = bars.length;
    } else {
      for (let index = from; index < bars.length; index++) this.#candles.update(this.#point(bars, index));
      this.#kept += bars.length - from;
    }
    const last = bars.length - 1;
    this.#shown =
      last < 0
        ? { length: 0, firstTime: 0, lastTime: 0 }
        : { length: bars.length, firstTime: bars.time(0), lastTime: bars.time(last) };
    if (from === null) this.#queueMarkers();
  }

  /** Index of the first candle that is not on the chart yet; null where the chart must be set anew. */
  #continuesAt(bars: Bars): number | null {
    const { length, lastTime } = this.#shown;
    if (length === 0 || bars.length === 0 || bars.time(0) > lastTime || bars.time(bars.length - 1) < lastTime)
      return null;
    const index = indexAtOrBefore(bars.length, (at) => bars.time(at), lastTime);
    const kept = this.#kept;
    if (bars.time(index) !== lastTime || kept > 2 * bars.length + SET_AFTER) return null;
    const point = this.#candles.dataByIndex(kept - 1);
    return point !== null && 'close' in point && point.close === bars.close(index) ? index + 1 : null;
  }

  setMarks(marks: readonly TradeMark[]): void {
    this.#marks = marks;
    this.#queueMarkers();
  }

  /** Marks one candle and brings it into view, with three quarters of what is in sight before it; null marks none. */
  setMarked(index: number | null): void {
    this.#marked = index;
    const bars = this.#bars;
    const scale = this.#chart.timeScale();
    if (index !== null && bars !== null) {
      const fitting = scale.width() / BAR_PX;
      if (bars.length <= fitting) scale.fitContent();
      else scale.setVisibleLogicalRange({ from: index - 0.75 * fitting, to: index + 0.25 * fitting });
    }
    this.#queueMarkers();
  }

  setLevels(levels: readonly Level[]): void {
    const colours = this.#colours;
    const key = JSON.stringify([levels, colours?.accent, colours?.up]);
    if (colours === null || key === this.#levelsKey) return;
    this.#levelsKey = key;
    for (const line of this.#levels) this.#candles.removePriceLine(line);
    this.#levels = levelLines(levels, colours).map((options) => this.#candles.createPriceLine(options));
  }

  /** Draws indicators over and below the candles. */
  setStudies(studies: readonly Study[]): void {
    if (this.#colours !== null) this.#studies.show(studies, this.#colours);
  }

  /** Draws a line from entry to exit and brings it into view; null takes the line away. */
  showTrade(mark: TradeMark | null): void {
    const bars = this.#bars;
    if (mark === null || mark.exit === null || bars === null || bars.length === 0) {
      this.#path.show(null);
      return;
    }
    const from = this.#indexAt(mark.entry.time);
    const to = this.#indexAt(mark.exit.time);
    const start = { time: seconds(bars.time(from)), price: mark.entry.price };
    const end = { time: seconds(bars.time(to)), price: mark.exit.price };
    this.#path.show([start, end]);
    this.#events.onHover(from);
    const room = Math.max(24, (to - from) * 0.75);
    this.#chart.timeScale().setVisibleLogicalRange({ from: from - room, to: to + room });
  }

  /** Puts the crosshair on a candle and scrolls to it where it is out of sight. */
  pointAt(index: number): void {
    const bars = this.#bars;
    if (bars === null || index < 0 || index >= bars.length) return;
    const scale = this.#chart.timeScale();
    const offset = this.#kept - bars.length;
    const range = scale.getVisibleLogicalRange();
    const at = index + offset;
    if (range !== null && (at < range.from || at > range.to)) {
      const half = (range.to - range.from) / 2;
      scale.setVisibleLogicalRange({ from: at - half, to: at + half });
    }
    // After the scroll is drawn: the crosshair is placed by coordinates.
    cancelAnimationFrame(this.#pointFrame);
    this.#pointFrame = requestAnimationFrame(() =>
      this.#chart.setCrosshairPosition(bars.close(index), seconds(bars.time(index)), this.#candles),
    );
  }

  clearPointer(): void {
    this.#chart.clearCrosshairPosition();
  }

  /** Shows `factor` times as many candles around the middle: below 1 zooms in. */
  zoom(factor: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range === null) return;
    const middle = (range.from + range.to) / 2;
    const half = Math.max(5, ((range.to - range.from) / 2) * factor);
    scale.setVisibleLogicalRange({ from: middle - half, to: middle + half });
  }

  reset(): void {
    this.#chart.timeScale().resetTimeScale();
    this.#chart.timeScale().scrollToRealTime();
    this.#chart.priceScale('right').applyOptions({ autoScale: true });
  }

  fitAll(): void {
    this.#chart.timeScale().fitContent();
  }

  remove(): void {
    cancelAnimationFrame(this.#markFrame);
    cancelAnimationFrame(this.#pointFrame);
    this.#chart.remove();
  }

  #point(bars: Bars, index: number): CandlestickData<UTCTimestamp> {
    return {
      time: seconds(bars.time(index)),
      open: bars.open(index),
      high: bars.high(index),
      low: bars.low(index),
      close: bars.close(index),
    };
  }

  #indexAt(time: number): number {
    const bars = this.#bars;
    return bars === null ? -1 : indexAtOrBefore(bars.length, (index) => bars.time(index), time);
  }

  #queueMarkers(): void {
    cancelAnimationFrame(this.#markFrame);
    this.#markFrame = requestAnimationFrame(() => this.#drawMarkers());
  }

  /** Only trades in sight become markers: thousands at once would be neither fast nor legible. */
  #drawMarkers(): void {
    const bars = this.#bars;
    const range = this.#chart.timeScale().getVisibleRange();
    if (bars === null || bars.length === 0 || range === null || this.#colours === null) {
      this.#markers.setMarkers([]);
      return;
    }
    const from = Number(range.from) * 1000;
    const to = Number(range.to) * 1000;
    const visible = this.#marks.filter(({ entry, exit }) => entry.time <= to && (exit?.time ?? to) >= from);
    const crowded = visible.length > MARKS_MAX;
    const kept = crowded ? [] : visible;
    this.#events.onCrowded(crowded ? visible.length : 0);
    const snap = (time: number): UTCTimestamp => seconds(bars.time(Math.max(0, this.#indexAt(time))));
    const markers = markersOf(kept, this.#colours, snap, kept.length <= TEXTS_MAX);
    if (this.#marked !== null && this.#marked < bars.length) {
      const time = seconds(bars.time(this.#marked));
      const color = this.#colours.accent;
      markers.push({ time, position: 'aboveBar', shape: 'arrowDown', color, size: 2, text: MARKED_TEXT });
      markers.sort((a, b) => a.time - b.time);
    }
    this.#markers.setMarkers(markers);
  }
}
