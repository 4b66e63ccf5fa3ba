import { firstUnusable, StreamIndicator, type Columns, type IndicatorShape, type Row } from './stream-indicator.ts';

/** What a bar has to have. Volume is 0 where the provider gives none. */
export type BarColumn = 'open' | 'high' | 'low' | 'close' | 'volume';

/** Columns of bars, oldest first. `CandleColumns` of the model fit (they are read on the bid side). */
export type Bars = Columns<BarColumn>;

/** One bar as an object. */
export type Bar = Row<BarColumn>;

const BAR_COLUMNS: readonly BarColumn[] = ['open', 'high', 'low', 'close', 'volume'];

/** An indicator of bars. `reads` are the columns that it looks at, all five unless told otherwise. */
export abstract class Indicator extends StreamIndicator<BarColumn> {
  constructor(shape: IndicatorShape, reads: readonly BarColumn[] = BAR_COLUMNS) {
    super(shape, reads);
  }
}

/** A bar and its session: any number that is the same for all bars of a session, such as the open of the trading day. */
export type SessionBarColumn = BarColumn | 'session';
export type SessionBars = Columns<SessionBarColumn>;

/** An indicator of bars that starts anew, or takes stock, with each session. */
export abstract class SessionIndicator extends StreamIndicator<SessionBarColumn> {
  constructor(shape: IndicatorShape, reads: readonly SessionBarColumn[] = [...BAR_COLUMNS, 'session']) {
    super(shape, reads);
  }
}

/** Two series that are looked at together, such as the closes of two instruments. */
export type PairColumn = 'x' | 'y';

/** An indicator of two series. */
export abstract class PairIndicator extends StreamIndicator<PairColumn> {
  constructor(shape: IndicatorShape) {
    super(shape, ['x', 'y']);
  }
}

/** An indicator of one column: of the closes unless told otherwise, or of the output of another indicator. */
export abstract class SeriesIndicator extends Indicator {
  readonly source: BarColumn;

  constructor(shape: IndicatorShape, source: BarColumn = 'close') {
    super(shape, [source]);
    this.source = source;
  }

  override get key(): string {
    return this.source === 'close' ? super.key : `${super.key} of ${this.source}`;
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.computeSeries(bars[this.source], from, to, outputs);
  }

  /** As `process`, over any column: bad values are left out, so that indicators can be chained. */
  processSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let row = from; row < to;) {
      const bad = firstUnusable(values, row, to);
      if (bad > row) this.computeSeries(values, row, bad, outputs);
      if (bad < to) for (const output of outputs) output[bad] = Number.NaN;
      row = bad + 1;
    }
  }

  /** As `processSeries`, over values that are known to be usable. */
  abstract computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void;
}
