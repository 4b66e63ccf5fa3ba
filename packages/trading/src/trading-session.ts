import {
  ExitReason,
  timeframeMs,
  type CandleColumns,
  type EpochMs,
  type Fill,
  type Instrument,
  type SymbolName,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import type { Broker, OrderUpdate } from './broker.ts';
import { ChangeDesk } from './change-desk.ts';
import type { ConversionRates } from './conversion.ts';
import { DecisionLog } from './decision-log.ts';
import type { DecisionCounts, SessionListener } from './decision.ts';
import { errors } from './errors.ts';
import { Exposure } from './exposure.ts';
import type { Commission } from './money.ts';
import { OrderDesk, type DeskRooms } from './order-desk.ts';
import { isFinal, OrderTracker } from './order-lifecycle.ts';
import { OwnPositions } from './own-positions.ts';
import { emptyReading, type PredictionReading, type Predictor } from './predictor.ts';
import type { Risk } from './risk.ts';
import { sizingOf, type Sizing } from './sizing.ts';
import type { Strategy } from './strategy-definition.ts';
import { Market } from './strategy/market.ts';
import type { NeededSeries, SeriesKey } from './strategy/series-book.ts';
import { StrategyRun } from './strategy/strategy-run.ts';

export interface TradingSessionOptions {
  /** Starts every id of this session; unique among the sessions of an account. */
  readonly runId: string;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Null where the run has no model. Strategies that use none do not ask it. */
  readonly predictor: Predictor | null;
  readonly strategy: Strategy;
  /** Lots of orders that name none; by default the strategy's own volume, else by the risk at the stop. */
  readonly sizing?: Sizing;
  readonly risk: Risk;
  readonly broker: Broker;
  /** What a fill costs: for expected value and risk at the stop. */
  readonly commission: Commission;
  readonly rates?: ConversionRates;
  readonly listener?: SessionListener;
  /** Series that the driver tells by `onReferenceCandle`; longer ones of the traded symbol are made of its candles. */
  readonly references?: readonly SeriesKey[];
  /**
   * The candles that `onCandleClosed` will be given, where all of them are final already, as in a backtest: indicators
   * then take many at once, with the same results. Left out where candles are still to come.
   */
  readonly history?: CandleColumns;
}

/**
 * One strategy on one symbol of one account: the only path from a closed candle to an order, in backtest, paper and live.
 * State is a fold over the calls: no clock, no file, no randomness. Candles without a wish allocate nothing here.
 *
 * At each closed candle, after the broker has told what the candle did: positions past their time are closed; series and
 * indicators take the candle; the predictor reads it; the strategy decides; each wish is sized; risk approves or refuses;
 * the order goes to the broker.
 */
export class TradingSession {
  readonly #options: TradingSessionOptions;
  readonly #listener: SessionListener;
  readonly #timeframeMs: number;
  readonly #reading: PredictionReading = emptyReading();
  readonly #predictor: Predictor | null;
  readonly #run: StrategyRun;
  readonly #log: DecisionLog;
  readonly #tracker = new OrderTracker();
  readonly #own: OwnPositions;
  readonly #orders: OrderDesk;
  readonly #changes: ChangeDesk;
  readonly #market: Market;

  /** What the strategy says of a candle without a wish; empty where it says nothing. */
  readonly #say = (): string => {
    const { passDetail } = this.#market;
    return passDetail === undefined ? '' : this.#run.say(passDetail);
  };

  /** Starts the strategy. Throws what its mistakes are, `MODEL_MISSING` and `NO_CONVERSION_RATE`. */
  constructor(options: TradingSessionOptions) {
    const { runId, instrument, timeframe, strategy, broker, risk } = options;
    const model = strategy.definition.model ?? 'none';
    if (model === 'required' && options.predictor === null) throw errors.MODEL_MISSING({ strategy: strategy.name });
    this.#options = options;
    this.#listener = options.listener ?? {};
    this.#timeframeMs = timeframeMs(timeframe);
    this.#predictor = model === 'none' ? null : options.predictor;
    const { references = [], history = null } = options;
    this.#run = new StrategyRun({ strategy, instrument, timeframe, references, history });
    this.#log = new DecisionLog({
      runId,
      instrument,
      timeframe,
      predictor: this.#predictor,
      listener: this.#listener,
    });
    this.#own = new OwnPositions(broker, risk);
    const sizing = options.sizing ?? sizingOf(strategy.definition);
    const rooms: DeskRooms = {
      runId,
      instrument,
      broker,
      risk,
      exposure: new Exposure({ ...options, sizing }),
      own: this.#own,
      orders: this.#tracker,
      log: this.#log,
      moment: this.#run.moment,
      reading: this.#reading,
      listener: this.#listener,
    };
    this.#orders = new OrderDesk(rooms);
    this.#changes = new ChangeDesk(rooms);
    this.#market = new Market({
      rooms,
      orders: this.#orders,
      changes: this.#changes,
      candles: this.#run.series.traded,
      usesModel: model !== 'none',
      modelHorizonMs: this.#predictor?.horizonMs ?? 0,
    });
    broker.subscribe({
      onOrderUpdate: (update) => this.#onOrderUpdate(update),
      onFill: (fill) => this.#onFill(fill),
      onTrade: (trade) => this.#onTrade(trade),
      onRefusal: (refusal) => this.#changes.onRefusal(refusal),
    });
  }

  get counts(): DecisionCounts {
    return this.#log.counts;
  }

  /** The series that the strategy reads besides the traded one. */
  get needed(): readonly NeededSeries[] {
    return this.#run.series.needed();
  }

  /** Orders in flight and waiting, by id. */
  get openOrders(): OrderTracker['open'] {
    return this.#tracker.open;
  }

  /**
   * A candle of another series has closed. Told in the order of time, and before the decisions of its moment. Series that
   * the strategy does not read are left out.
   */
  onReferenceCandle(symbol: SymbolName, timeframe: Timeframe, candles: CandleColumns, index: number): void {
    this.#run.takeReference(symbol, timeframe, candles, index);
  }

  /** Takes the closed candle at `index` through the whole decision. `now` is when it was received, at its close or later. */
  onCandleClosed(candles: CandleColumns, index: number, now?: EpochMs): void {
    const { broker, risk } = this.#options;
    const closeTime = (candles.time[index]! + this.#timeframeMs) as EpochMs;
    const time = now ?? closeTime;
    risk.observeEquity(time, broker.account().equity);
    this.#tracker.settle();
    this.#changes.beginCandle();
    this.#own.askAgain();
    this.#own.closeOverdue(time, ExitReason.TimeLimit);
    this.#log.beginCandle(time);
    this.#run.take(candles, index, time);
    this.#market.refresh(time, this.#run.series.traded);
    if (this.#predictor !== null) {
      this.#predictor.predict(candles, index, this.#reading);
      this.#log.onPrediction(this.#reading, candles, index);
    }
    this.#run.decide(this.#market);
    if (this.#log.wishes === 0) this.#log.onNoWish(this.#market.passCode, this.#say);
    this.#listener.onAccount?.(time, broker.account());
  }

  /** Asks to close every position of this session at the market, and withdraws its waiting orders. */
  flatten(reason: ExitReason = ExitReason.Manual): void {
    this.#changes.cancel(undefined);
    this.#own.closeAll(reason);
  }

  #onOrderUpdate(update: OrderUpdate): void {
    this.#orders.onOrderUpdate(update);
    if (isFinal(update.state)) this.#changes.onEnd(update.clientOrderId);
  }

  #onFill(fill: Fill): void {
    if (this.#orders.onFill(fill, this.#log.counts.candles)) this.#listener.onFill?.(fill);
  }

  #onTrade(trade: Trade): void {
    if (!this.#own.onTrade(trade)) return;
    this.#options.risk.observeTrade(trade);
    this.#run.onTrade(trade);
    this.#listener.onTrade?.(trade);
  }
}
