import {
  PipwrightError,
  type CandleColumns,
  type EpochMs,
  type Instrument,
  type SymbolName,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import { errors } from '../errors.ts';
import type { MarketView, Strategy, StrategyHandlers, StrategySetup } from '../strategy-definition.ts';
import type { ParameterValues } from '../parameters.ts';
import { StrategyMoment } from './moment.ts';
import { SeriesBook, type NeededSeries, type SeriesBookOptions } from './series-book.ts';

export interface StrategyRunOptions extends SeriesBookOptions {
  readonly strategy: Strategy;
}

/** One run of a strategy: what it prepared in `start`, and its handlers, called with explanations of what went wrong. */
export class StrategyRun {
  readonly moment: StrategyMoment;
  readonly series: SeriesBook;
  readonly #handlers: StrategyHandlers;
  /** Trades since the last decision; kept only for strategies that listen to them. */
  readonly #trades: Trade[] = [];

  /** Calls `start`. Throws what it throws, explained. */
  constructor(options: StrategyRunOptions) {
    const { strategy, instrument, timeframe } = options;
    this.moment = new StrategyMoment(strategy.name);
    this.series = new SeriesBook(options, this.moment);
    let isStarting = true;
    const preparing = <Arguments extends unknown[], Result>(call: (...given: Arguments) => Result) => {
      return (...given: Arguments): Result => {
        if (!isStarting) throw errors.SETUP_OUTSIDE_START({ strategy: strategy.name, when: this.moment.when });
        return call(...given);
      };
    };
    const setup: StrategySetup<ParameterValues> = {
      parameters: strategy.parameters,
      instrument,
      timeframe,
      candles: preparing((request) => this.series.view(request)),
      indicator: preparing((input, request) => this.series.indicator(input, request)),
    };
    try {
      this.#handlers = strategy.definition.start(setup);
    } catch (error) {
      throw this.#failure(error);
    }
    isStarting = false;
    if (typeof this.#handlers?.onCandle !== 'function') {
      throw errors.STRATEGY_INVALID({ strategy: strategy.name, problem: "'start' does not return onCandle" });
    }
  }

  /** A candle of another series has closed. */
  takeReference(symbol: SymbolName, timeframe: Timeframe, candles: CandleColumns, index: number): void {
    try {
      this.series.onReference(symbol, timeframe, candles, index);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** A traded candle has closed, and is decided at `time`. */
  take(candles: CandleColumns, index: number, time: EpochMs): void {
    this.moment.time = time;
    this.moment.wishes = 0;
    try {
      this.series.onTraded(candles, index);
      this.series.checkTime(time);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** A position of the strategy was closed, or a part of one. */
  onTrade(trade: Trade): void {
    if (this.#handlers.onTrade !== undefined) this.#trades.push(trade);
  }

  /** Calls the handlers for the candle that has closed. */
  decide(market: MarketView): void {
    const { moment } = this;
    const handlers = this.#handlers;
    let returned: unknown;
    moment.isOpen = true;
    try {
      if (this.#trades.length > 0) for (const trade of this.#trades.splice(0)) handlers.onTrade?.(trade, market);
      returned = handlers.onCandle(market);
    } catch (error) {
      throw this.#failure(error);
    } finally {
      moment.isOpen = false;
    }
    if (returned !== undefined) this.#refuseReturned(returned);
  }

  /** What the strategy says of the candle that it has just decided: it may still look at its market. */
  say(detail: () => string): string {
    this.moment.isOpen = true;
    try {
      return detail();
    } catch (error) {
      throw this.#failure(error);
    } finally {
      this.moment.isOpen = false;
    }
  }

  /** Our own errors explain themselves; what else a strategy throws gets its place. */
  #failure(error: unknown): unknown {
    if (error instanceof PipwrightError) return error;
    const { strategy, when } = this.moment;
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return errors.STRATEGY_FAILED({ strategy, when, problem }, { cause: error });
  }

  #refuseReturned(returned: unknown): void {
    if (typeof (returned as { then?: unknown } | null)?.then !== 'function') return;
    // Whatever becomes of it is of no interest any more.
    (returned as Promise<unknown>).then(undefined, () => undefined);
    throw errors.HANDLER_ASYNC({ strategy: this.moment.strategy });
  }
}

/** The series that a strategy reads besides the one that it trades on, as its `start` asks for them. */
export function neededSeries(
  strategy: Strategy,
  traded: { instrument: Instrument; timeframe: Timeframe },
): NeededSeries[] {
  const run = new StrategyRun({ strategy, ...traded, references: 'any', history: null });
  return run.series.needed();
}
