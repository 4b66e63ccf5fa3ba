import { timeframeMs, type CandleColumns, type CandleSeries, type EpochMs } from '@pipwright/model';
import type { TradingSession } from '@pipwright/trading';
import type { SimulatedVenue } from '../venue/simulated-venue.ts';
import type { Course } from './course.ts';
import type { EquityRecorder } from './equity-recorder.ts';
import type { Trading } from './market-course.ts';

/** A run on one series of candles and nothing else: the same order of events as `MarketCourse`, without looking for others. */
export class SeriesCourse implements Course {
  readonly chunk = 65_536;
  readonly needsTicks = false;
  readonly #series: CandleSeries;
  readonly #venue: SimulatedVenue;
  readonly #session: TradingSession;
  /** The candles as the session knows them: those before the first traded one included. */
  readonly #history: CandleColumns;
  readonly #first: number;
  readonly #equity: EquityRecorder;
  readonly #durationMs: number;
  #next = 0;

  constructor(
    { series, session, history, first }: Trading,
    parts: { readonly venue: SimulatedVenue; readonly equity: EquityRecorder },
  ) {
    this.#series = series;
    this.#session = session;
    this.#history = history;
    this.#first = first;
    this.#venue = parts.venue;
    this.#equity = parts.equity;
    this.#durationMs = timeframeMs(series.timeframe);
  }

  get processed(): number {
    return this.#next;
  }

  get total(): number {
    return this.#series.candles.length;
  }

  get time(): EpochMs {
    return (this.#series.candles.time[this.#next - 1]! + this.#durationMs) as EpochMs;
  }

  step(count: number): boolean {
    const { candles, symbol } = this.#series;
    const end = Math.min(candles.length, this.#next + count);
    // Read once: this loop is where a run spends its time.
    const venue = this.#venue;
    const session = this.#session;
    const equity = this.#equity;
    const history = this.#history;
    const first = this.#first;
    const durationMs = this.#durationMs;
    const account = venue.account();
    for (; this.#next < end; this.#next++) {
      const index = this.#next;
      const closeTime = (candles.time[index]! + durationMs) as EpochMs;
      venue.onCandleClosed(symbol, candles, index, closeTime);
      session.onCandleClosed(history, first + index);
      equity.record(closeTime, account.balance, account.equity);
    }
    return end < candles.length;
  }

  loadTicks(): Promise<void> {
    return Promise.resolve();
  }
}
