import { sliceCandles, type CandleColumns, type CandleSeries, type EpochMs, type Instrument } from '@pipwright/model';
import { invariant, type Random } from '@pipwright/kernel';
import {
  Risk,
  TradingSession,
  type ConversionRates,
  type Predictor,
  type RiskLimits,
  type SessionListener,
  type Sizing,
  type Strategy,
} from '@pipwright/trading';
import type { BacktestResult } from './backtest-result.ts';
import { commissionOf } from './costs/commission.ts';
import type { TradingCosts } from './costs/trading-costs.ts';
import { errors } from './errors.ts';
import { AccountLog } from './run/account-log.ts';
import { buyAndHold } from './run/buy-and-hold.ts';
import type { Course } from './run/course.ts';
import { EquityRecorder, type EquityDetail } from './run/equity-recorder.ts';
import { MarketClock } from './run/market-clock.ts';
import { MarketCourse, type Trading } from './run/market-course.ts';
import { RunEar } from './run/run-ear.ts';
import { costTotals, sumCounts, symbolTotals } from './run/run-totals.ts';
import { SeriesCourse } from './run/series-course.ts';
import { symbolPaths } from './run/symbol-paths.ts';
import type { TradedMarket } from './run/traded-market.ts';
import { SimulatedVenue } from './venue/simulated-venue.ts';
import { PathRule, type VenueAccount } from './venue/venue-options.ts';

/** A market and what trades on it. */
export interface RunMarket extends TradedMarket {
  /** Null for strategies that need no model. */
  readonly predictor: Predictor | null;
  readonly strategy: Strategy;
}

/** What all markets of a run share: one account, one risk, one set of costs. */
export interface RunTerms {
  /** Names the run and starts every id in it. */
  readonly runId: string;
  /** Lots of orders that name none; by default the strategy's own volume, else by the risk at the stop. */
  readonly sizing?: Sizing;
  /** Missing limits take their defaults. */
  readonly limits?: Partial<RiskLimits>;
  readonly costs: TradingCosts;
  readonly account: VenueAccount;
  readonly random: Random;
  readonly rates?: ConversionRates;
  /** Default: pessimistic. */
  readonly pathRule?: PathRule;
  /** Default: every candle. */
  readonly equityDetail?: EquityDetail;
  /** Hears every decision, fill and trade. Listening to decisions makes sentences for each candle and costs time. */
  readonly listener?: SessionListener;
}

/** A run on one market. */
export interface BacktestOptions extends RunTerms, RunMarket {}

/** A run on several markets, which share an account. At one moment the shorter timeframe decides first, then in this order. */
export interface MarketsBacktestOptions extends RunTerms {
  readonly markets: readonly RunMarket[];
}

/** A backtest that is stepped by its caller. */
export class Backtest {
  readonly #options: BacktestOptions | MarketsBacktestOptions;
  /** With `series` cut to what is traded. */
  readonly #markets: readonly RunMarket[];
  /** Of each market the candles with those from before. */
  readonly #histories: readonly CandleColumns[];
  readonly #venue: SimulatedVenue;
  readonly #sessions: readonly TradingSession[];
  readonly #course: Course;
  readonly #equity: EquityRecorder;
  readonly #ear = new RunEar();
  readonly #log = new AccountLog();

  /** Throws `NO_CANDLES`, `MARKET_INVALID`, `NO_CONVERSION_RATE`, `COST_OUT_OF_RANGE`. */
  constructor(options: BacktestOptions | MarketsBacktestOptions) {
    const { account, costs, random, rates } = options;
    this.#options = options;
    const markets: readonly RunMarket[] = 'markets' in options ? options.markets : [options];
    this.#histories = markets.map(({ series }) => series.candles);
    this.#markets = markets.map(withoutHistory);
    for (const { series } of this.#markets) {
      const { symbol, timeframe } = series;
      if (series.candles.length === 0) throw errors.NO_CANDLES({ symbol, timeframe });
    }
    this.#venue = new SimulatedVenue({
      account,
      instruments: instrumentsOf(this.#markets),
      costs,
      random,
      pathRule: this.#pathRule,
      onAccountEvent: (event) => this.#log.add(event),
      ...(rates === undefined ? {} : { rates }),
    });
    this.#venue.subscribe(this.#ear);
    this.#sessions = this.#openSessions();
    this.#equity = new EquityRecorder(options.equityDetail ?? 'candle', rowsMax(this.#markets));
    this.#course = this.#layOut();
  }

  /** Candles processed so far. */
  get processed(): number {
    return this.#course.processed;
  }

  /** Candles in all. */
  get total(): number {
    return this.#course.total;
  }

  /** Candles between two looks at the outside: a few hundredths of a second. */
  get chunk(): number {
    return this.#course.chunk;
  }

  /** Whether ticks that are read piece by piece must be loaded before it goes on. */
  get needsTicks(): boolean {
    return this.#course.needsTicks;
  }

  /** Loads the ticks that are needed next. Rejects with what their source throws, or `TICK_OUT_OF_ORDER`. */
  loadTicks(): Promise<void> {
    return this.#course.loadTicks();
  }

  /**
   * Processes up to `count` more candles; a few more where several markets close at one moment, fewer where ticks must be
   * loaded first. Returns `false` when there are no more.
   */
  step(count: number): boolean {
    return this.#course.step(count);
  }

  /** Closes what is open at the last quote and gathers the result. Called once, after the last step. */
  finish(): BacktestResult {
    const { runId, account, costs, rates } = this.#options;
    const [first] = this.#markets as readonly [RunMarket];
    const { ledger, totals, fillSources } = this.#venue;
    const ear = this.#ear;
    const to = this.#course.time;
    this.#venue.finish(to);
    const equity = this.#equity.finish(this.#venue.account().balance, this.#venue.account().equity);
    const sums = costTotals(ear.trades, ledger.turnover);
    if (account.initialBalance + sums.net !== ledger.book.balance) {
      invariant(false, `the balance ${ledger.book.balance} is the initial one and the net of all trades ${sums.net}`);
    }
    const { instrument, series } = first;
    const held = buyAndHold({
      instrument,
      series,
      account,
      costs,
      times: equity.time,
      ...(rates === undefined ? {} : { rates }),
    });
    return {
      runId,
      symbol: series.symbol,
      timeframe: series.timeframe,
      symbols: instrumentsOf(this.#markets).map(({ symbol }) => symbol),
      strategy: first.strategy.name,
      modelId: first.predictor?.modelId ?? null,
      askSource: series.askSource,
      currency: account.currency,
      initialBalance: account.initialBalance,
      finalBalance: ledger.book.balance,
      from: Math.min(...this.#markets.map((market) => market.series.candles.time[0]!)) as EpochMs,
      to,
      candles: this.#course.processed,
      trades: ear.trades,
      equity,
      benchmark: { symbol: series.symbol, equity: held },
      decisions: sumCounts(this.#sessions.map(({ counts }) => counts)),
      costs: sums,
      bySymbol: this.#bySymbol(),
      fills: ledger.fills,
      fillSources: { ...fillSources },
      pathRule: this.#pathRule,
      accountEvents: this.#log.events(),
      partialCloses: ear.partialCloses,
      digest: ear.digest(),
      barrierExits: totals.barrierExits,
      ruleExits: totals.ruleExits,
      stopOuts: totals.stopOuts,
    };
  }

  get #pathRule(): PathRule {
    return this.#options.pathRule ?? PathRule.Pessimistic;
  }

  /** One session for each market, all on the same account and the same risk. */
  #openSessions(): TradingSession[] {
    const { runId, account, costs, rates, sizing, limits, listener } = this.#options;
    const risk = new Risk(limits);
    return this.#markets.map(
      ({ instrument, series, predictor, strategy, reference = [] }, index) =>
        new TradingSession({
          runId: this.#markets.length === 1 ? runId : `${runId}-${series.symbol}-${series.timeframe}`,
          instrument,
          timeframe: series.timeframe,
          predictor,
          strategy,
          risk,
          broker: this.#venue,
          commission: commissionOf(costs.commission, account.currency),
          references: reference.map(({ symbol, timeframe }) => ({ symbol, timeframe })),
          history: this.#histories[index]!,
          ...(sizing === undefined ? {} : { sizing }),
          ...(listener === undefined ? {} : { listener }),
          ...(rates === undefined ? {} : { rates }),
        }),
    );
  }

  #layOut(): Course {
    const [first, ...others] = this.#markets as readonly [RunMarket];
    const tradings = this.#markets.map(({ series, first: history = 0, reference = [] }, index): Trading => ({
      series,
      history: this.#histories[index]!,
      first: history,
      reference,
      session: this.#sessions[index]!,
    }));
    const isPlain = first.smaller === undefined && first.ticks === undefined && first.reference === undefined;
    const parts = { venue: this.#venue, equity: this.#equity };
    if (others.length === 0 && isPlain) {
      return new SeriesCourse(tradings[0]!, parts);
    }
    const clock = new MarketClock(this.#venue, symbolPaths(this.#markets, this.#venue));
    return new MarketCourse({ ...parts, clock }, tradings);
  }

  #bySymbol(): BacktestResult['bySymbol'] {
    return instrumentsOf(this.#markets).map(({ symbol }) => {
      const candles = this.#markets.reduce(
        (sum, { series }) => sum + (series.symbol === symbol ? series.candles.length : 0),
        0,
      );
      const fills = this.#ear.fillsBySymbol.get(symbol) ?? 0;
      return symbolTotals(symbol, { candles, fills }, this.#ear.trades);
    });
  }
}

/** The market with nothing but the traded candles in its series. */
function withoutHistory(market: RunMarket): RunMarket {
  const { series, first = 0 } = market;
  if (first === 0) return market;
  return { ...market, series: { ...series, candles: sliceCandles(series.candles, first, series.candles.length) } };
}

/** Contracts of the traded symbols, each once. */
function instrumentsOf(markets: readonly RunMarket[]): Instrument[] {
  return [...new Map(markets.map(({ instrument }) => [instrument.symbol, instrument])).values()];
}

/** At most so many rows has the equity curve: one for each close of the shortest traded timeframe. */
function rowsMax(markets: readonly RunMarket[]): number {
  return markets.reduce((sum, { series }: { series: CandleSeries }) => sum + series.candles.length, 0);
}
