import {
  allocateCandles,
  findInstrument,
  findReferenceMarket,
  isTimeframe,
  TIMEFRAMES,
  timeframeMs,
  type CandleColumns,
  type Instrument,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { errors } from '../errors.ts';
import type { IndicatorReader, IndicatorRequest, SeriesRequest, StreamInput } from '../strategy-definition.ts';
import { CandleCursor } from './candle-cursor.ts';
import { FormingRow } from './forming-row.ts';
import { GrowingCandles } from './growing-candles.ts';
import { IndicatorFeed } from './indicator-feed.ts';
import type { StrategyMoment } from './moment.ts';
import { lastCloseTime, SeriesView } from './series-view.ts';

/** Which candles: of what, and how long. */
export interface SeriesKey {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
}

/** A series that a strategy reads besides the one that it trades on. */
export interface NeededSeries extends SeriesKey {
  /** `false` where the session can put it together from the traded candles; stored ones reach further back. */
  readonly isRequired: boolean;
}

export interface SeriesBookOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** What the driver will tell by `onReference`; `any` accepts every series, to ask a strategy what it needs. */
  readonly references: readonly SeriesKey[] | 'any';
  /** The traded candles, where all of them are known to be final. */
  readonly history: CandleColumns | null;
}

/** One series and what is fed by it. */
class Series {
  readonly view: SeriesView;
  readonly feeds: IndicatorFeed[] = [];
  /** Of a longer timeframe of the traded symbol: the candle between two closed ones. */
  readonly forming: FormingRow | null;
  /** Where the session makes the candles itself. */
  readonly made: GrowingCandles | null;

  constructor(view: SeriesView, forming: FormingRow | null, made: GrowingCandles | null) {
    this.view = view;
    this.forming = forming;
    this.made = made;
  }
}

/** Every series that a strategy reads, and the indicators on them, as of the last closed candles. */
export class SeriesBook {
  readonly #options: SeriesBookOptions;
  readonly #moment: StrategyMoment;
  readonly #traded: Series;
  readonly #others: Series[] = [];
  readonly #cursor = new CandleCursor(allocateCandles(0));
  readonly #tradedMs: number;
  readonly #history: CandleColumns | null;

  constructor(options: SeriesBookOptions, moment: StrategyMoment) {
    const { instrument, timeframe } = options;
    this.#options = options;
    this.#moment = moment;
    this.#tradedMs = timeframeMs(timeframe);
    this.#history = options.history;
    this.#traded = new Series(new SeriesView({ symbol: instrument.symbol, timeframe }, moment, null), null, null);
  }

  get traded(): SeriesView {
    return this.#traded.view;
  }

  /** What was opened besides the traded series. */
  needed(): NeededSeries[] {
    return this.#others.map(({ view, forming }) => ({
      symbol: view.symbol,
      timeframe: view.timeframe,
      isRequired: forming === null,
    }));
  }

  /** Throws `SERIES_UNKNOWN` and `SERIES_NOT_SUPPLIED`. */
  view(request: SeriesRequest = {}): SeriesView {
    return this.#series(request).view;
  }

  /** Throws as `view`, and `INDICATOR_OUTPUT_UNKNOWN`. */
  indicator(input: StreamInput, request: IndicatorRequest = {}): IndicatorReader {
    const { feeds } = this.#series(request);
    let feed = feeds.find((each) => each.input === input);
    if (feed === undefined) {
      feed = new IndicatorFeed(input, this.#moment);
      feeds.push(feed);
    }
    return feed.reader(request);
  }

  /** The traded candle at `index` has closed. What closed before it and was not told (a history) is taken first. */
  onTraded(candles: CandleColumns, index: number): void {
    const { view, feeds } = this.#traded;
    const from = view.length;
    if (index < from) invariant(false, `the candle ${index} closes after the candle ${from - 1}`);
    view.advance(candles, index);
    if (feeds.length > 0) this.#feed(feeds, candles, from, index);
    for (let other = 0; other < this.#others.length; other++) {
      const series = this.#others[other]!;
      if (series.forming === null) continue;
      for (let row = from; row <= index; row++) this.#build(series, series.forming, candles, row);
    }
  }

  /** Throws `INVARIANT_BROKEN` where the driver has told a candle that closes after `time`. */
  checkTime(time: number): void {
    for (let index = 0; index < this.#others.length; index++) {
      const { view } = this.#others[index]!;
      if (lastCloseTime(view) > time) invariant(false, `${view.symbol} ${view.timeframe} is told when it has closed`);
    }
  }

  /** A candle of another series has closed. Series that nobody reads are left out. */
  onReference(symbol: SymbolName, timeframe: Timeframe, candles: CandleColumns, index: number): void {
    for (const series of this.#others) {
      const { view } = series;
      if (view.timeframe !== timeframe || view.symbol !== symbol || series.made !== null) continue;
      const from = view.length;
      if (index < from) {
        invariant(false, `the candle ${index} of ${symbol} ${timeframe} closes after the candle ${from - 1}`);
      }
      view.advance(candles, index);
      this.#feed(series.feeds, candles, from, index);
    }
  }

  #feed(feeds: readonly IndicatorFeed[], candles: CandleColumns, from: number, to: number): void {
    const isKnown = candles === this.#history;
    for (let row = from; row <= to; row++) {
      this.#cursor.move(candles, row);
      for (let index = 0; index < feeds.length; index++) {
        const feed = feeds[index]!;
        if (isKnown && feed.takesBlocks) feed.takeKnown(candles, row);
        else feed.take(this.#cursor);
      }
    }
  }

  #build(series: Series, forming: FormingRow, candles: CandleColumns, row: number): void {
    // A period whose last candles are missing is over when a candle of the next one has closed.
    if (forming.isPast(candles, row)) this.#close(series, forming);
    forming.add(candles, row);
    if (candles.time[row]! + this.#tradedMs >= forming.end) this.#close(series, forming);
  }

  #close(series: Series, forming: FormingRow): void {
    if (!forming.isOpen) return;
    forming.isOpen = false;
    const { made, view, feeds } = series;
    if (made === null || !forming.isWhole) return;
    made.push(forming.columns, 0);
    view.advance(made.columns, made.length - 1);
    this.#feed(feeds, made.columns, made.length - 1, made.length - 1);
  }

  #series(request: SeriesRequest): Series {
    const { instrument } = this.#options;
    const symbol = request.symbol ?? instrument.symbol;
    const timeframe = request.timeframe ?? this.#options.timeframe;
    if (symbol === instrument.symbol && timeframe === this.#options.timeframe) return this.#traded;
    const opened = this.#others.find(({ view }) => view.symbol === symbol && view.timeframe === timeframe);
    return opened ?? this.#open(symbol, timeframe);
  }

  #open(symbol: string, timeframe: string): Series {
    const { strategy } = this.#moment;
    if (!isTimeframe(timeframe)) {
      throw errors.SERIES_UNKNOWN({ strategy, what: `the timeframe ${timeframe}`, known: TIMEFRAMES.join(', ') });
    }
    const market = findInstrument(symbol) ?? findReferenceMarket(symbol);
    const { instrument, references } = this.#options;
    if (market === undefined && symbol !== instrument.symbol) {
      throw errors.SERIES_UNKNOWN({ strategy, what: `the symbol ${symbol}`, known: 'those of `pipwright symbols`' });
    }
    const key = { symbol: symbol as SymbolName, timeframe };
    const isLonger = symbol === instrument.symbol && timeframeMs(timeframe) > this.#tradedMs;
    const isSupplied =
      references !== 'any' && references.some((each) => each.symbol === symbol && each.timeframe === timeframe);
    if (!isLonger && !isSupplied && references !== 'any') {
      throw errors.SERIES_NOT_SUPPLIED({ strategy, symbol, timeframe });
    }
    const forming = isLonger ? new FormingRow(timeframe) : null;
    const made = isLonger && !isSupplied ? new GrowingCandles() : null;
    const series = new Series(new SeriesView(key, this.#moment, forming), forming, made);
    this.#others.push(series);
    return series;
  }
}
