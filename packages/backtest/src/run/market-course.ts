import type { CandleColumns, CandleSeries, EpochMs } from '@pipwright/model';
import type { TradingSession } from '@pipwright/trading';
import type { SimulatedVenue } from '../venue/simulated-venue.ts';
import type { Course } from './course.ts';
import type { EquityRecorder } from './equity-recorder.ts';
import type { MarketClock } from './market-clock.ts';
import { SeriesCursor } from './series-cursor.ts';

/** A session, the candles at whose closes it decides, and those that it reads besides. */
export interface Trading {
  readonly session: TradingSession;
  /** What is traded. */
  readonly series: CandleSeries;
  /** The same candles as the session knows them: with those from before, of which there are `first`. */
  readonly history: CandleColumns;
  readonly first: number;
  readonly reference: readonly CandleSeries[];
}

/**
 * A run on several markets: candles that close at one moment are complete in all of them before anyone decides; then each
 * session is told the candles that it reads, and then decides, the shorter timeframe first, then in the order of the run.
 */
export class MarketCourse implements Course {
  /** A candle may hold thousands of ticks. */
  readonly chunk = 512;
  readonly total: number;
  readonly #clock: MarketClock;
  readonly #venue: SimulatedVenue;
  readonly #equity: EquityRecorder;
  readonly #desks: readonly Desk[];
  /** Candles of this length and their closes make the equity curve: the shortest that is traded. */
  readonly #finestMs: number;
  #processed = 0;
  #time = 0 as EpochMs;
  #needsTicks = false;

  constructor(
    parts: { readonly clock: MarketClock; readonly venue: SimulatedVenue; readonly equity: EquityRecorder },
    tradings: readonly Trading[],
  ) {
    this.#clock = parts.clock;
    this.#venue = parts.venue;
    this.#equity = parts.equity;
    // A stable sort: equal timeframes stay in the order of the run.
    this.#desks = tradings
      .map((trading) => new Desk(trading))
      .sort((one, other) => one.traded.durationMs - other.traded.durationMs);
    this.#finestMs = this.#desks[0]!.traded.durationMs;
    this.total = tradings.reduce((sum, { series }) => sum + series.candles.length, 0);
  }

  get processed(): number {
    return this.#processed;
  }

  get time(): EpochMs {
    return this.#time;
  }

  get needsTicks(): boolean {
    return this.#needsTicks;
  }

  step(count: number): boolean {
    const end = Math.min(this.total, this.#processed + count);
    const account = this.#venue.account();
    while (this.#processed < end) {
      const time = this.#nextClose();
      this.#needsTicks = !this.#clock.isLoaded(time);
      if (this.#needsTicks) return true;
      this.#clock.advance(time);
      this.#time = time;
      for (const desk of this.#desks) desk.readReferences(time);
      let isRow = false;
      for (const desk of this.#desks) {
        if (desk.traded.closeTime !== time) continue;
        desk.decide();
        this.#processed++;
        isRow ||= desk.traded.durationMs === this.#finestMs;
      }
      if (isRow) this.#equity.record(time, account.balance, account.equity);
    }
    return this.#processed < this.total;
  }

  async loadTicks(): Promise<void> {
    await this.#clock.load(this.#nextClose());
  }

  #nextClose(): EpochMs {
    let time = Number.POSITIVE_INFINITY;
    for (const { traded } of this.#desks) time = Math.min(time, traded.closeTime);
    return time as EpochMs;
  }
}

/** One session with its place in time. */
class Desk {
  readonly traded: SeriesCursor;
  readonly #session: TradingSession;
  readonly #history: CandleColumns;
  readonly #first: number;
  /** The shorter timeframe first, as for decisions. */
  readonly #references: readonly SeriesCursor[];

  constructor({ session, series, history, first, reference }: Trading) {
    this.#session = session;
    this.#history = history;
    this.#first = first;
    this.traded = new SeriesCursor(series);
    this.#references = reference
      .map((each) => new SeriesCursor(each))
      .sort((one, other) => one.durationMs - other.durationMs);
  }

  /** Hands over the candles that have closed by `time`, in the order of their closes. */
  readReferences(time: EpochMs): void {
    for (;;) {
      let next: SeriesCursor | undefined;
      for (const cursor of this.#references) {
        if (cursor.closeTime <= time && (next === undefined || cursor.closeTime < next.closeTime)) next = cursor;
      }
      if (next === undefined) return;
      const { symbol, timeframe, candles } = next.series;
      this.#session.onReferenceCandle(symbol, timeframe, candles, next.index);
      next.advance();
    }
  }

  decide(): void {
    this.#session.onCandleClosed(this.#history, this.#first + this.traded.index);
    this.traded.advance();
  }
}
