import {
  DealEntry,
  ExitReason,
  MARKET_TERMS,
  OrderState,
  ReturnCode,
  Side,
  timeframeMs,
  type CandleColumns,
  type EpochMs,
  type Fill,
  type Fraction,
  type Instrument,
  type Prediction,
  type Signal,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import type { Broker, OrderUpdate } from './broker.ts';
import type { ConversionRates } from './conversion.ts';
import {
  count,
  DecisionOutcome,
  emptyCounts,
  type Decision,
  type DecisionCounts,
  type SessionListener,
} from './decision.ts';
import { Exposure } from './exposure.ts';
import type { Commission } from './money.ts';
import { OrderTracker } from './order-lifecycle.ts';
import { OwnPositions } from './own-positions.ts';
import { emptyReading, type PredictionReading, type Predictor } from './predictor.ts';
import type { Risk, RiskReview } from './risk.ts';
import type { Sizing } from './sizing.ts';
import type { Entry, NoSignal, Strategy, StrategyContext } from './strategy.ts';

export interface TradingSessionOptions {
  /** Starts every id of this session; unique among the sessions of an account. */
  readonly runId: string;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Null for strategies that need no model. */
  readonly predictor: Predictor | null;
  readonly strategy: Strategy;
  readonly sizing: Sizing;
  readonly risk: Risk;
  readonly broker: Broker;
  /** What a fill costs: for expected value and risk at the stop. */
  readonly commission: Commission;
  readonly rates?: ConversionRates;
  readonly listener?: SessionListener;
}

/** A position without a model behind it has no opinion on its direction. */
const NO_OPINION = 0.5;

/**
 * One strategy on one symbol of one account: the only path from a closed candle to an order, in backtest, paper and live.
 * State is a fold over the calls: no clock, no file, no randomness. Between two signals it allocates nothing.
 *
 * At each closed candle, after the broker has told what the candle did: positions past their time are closed; the predictor reads
 * the candle; the strategy decides; the wish is sized; risk approves or refuses; the order goes to the broker.
 */
export class TradingSession {
  readonly counts: DecisionCounts = emptyCounts();
  readonly #options: TradingSessionOptions;
  readonly #listener: SessionListener;
  readonly #idPrefix: string;
  readonly #reading: PredictionReading = emptyReading();
  readonly #context: StrategyContext;
  readonly #orders = new OrderTracker();
  readonly #exposure: Exposure;
  readonly #own: OwnPositions;
  #sequence = 0;

  constructor(options: TradingSessionOptions) {
    this.#options = options;
    this.#listener = options.listener ?? {};
    this.#idPrefix = `${options.runId}-`;
    this.#own = new OwnPositions(options.broker, options.risk);
    this.#exposure = new Exposure(options);
    this.#context = {
      candles: undefined as unknown as CandleColumns,
      index: -1,
      time: 0 as EpochMs,
      timeframeMs: timeframeMs(options.timeframe),
      instrument: options.instrument,
      reading: this.#reading,
      horizonMs: options.predictor?.horizonMs ?? 0,
      bid: Number.NaN,
      ask: Number.NaN,
      commissionDistance: 0,
      direction: 0,
    };
    options.broker.subscribe({
      onOrderUpdate: (update) => this.#onOrderUpdate(update),
      onFill: (fill) => this.#onFill(fill),
      onTrade: (trade) => this.#onTrade(trade),
    });
  }

  /** Takes the closed candle at `index` through the whole decision. `now` is when it was received, at its close or later. */
  onCandleClosed(candles: CandleColumns, index: number, now?: EpochMs): void {
    const { broker, predictor, risk, strategy } = this.#options;
    const context = this.#context;
    const closeTime = (candles.time[index]! + context.timeframeMs) as EpochMs;
    const time = now ?? closeTime;
    risk.observeEquity(time, broker.account().equity);
    this.#own.closeOverdue(time, ExitReason.TimeLimit);
    context.candles = candles;
    context.index = index;
    context.time = time;
    this.#refresh(candles, index);
    this.counts.candles++;
    this.#sequence++;
    if (predictor !== null) predictor.predict(candles, index, this.#reading);
    const prediction = this.#announcePrediction();
    const decision = strategy.decide(context);
    if (decision.kind === 'none') this.#onNoSignal(decision, prediction);
    else this.#onEntry(decision, prediction);
    this.#listener.onAccount?.(time, broker.account());
  }

  /** Asks to close every position of this session at the market. */
  flatten(reason: ExitReason = ExitReason.Manual): void {
    this.#own.closeAll(reason);
  }

  /** Orders in flight, by id. */
  get openOrders(): OrderTracker['open'] {
    return this.#orders.open;
  }

  /** Quote, cost and own direction, as the strategy sees them. */
  #refresh(candles: CandleColumns, index: number): void {
    const context = this.#context;
    const quote = this.#options.broker.quote(this.#options.instrument.symbol);
    context.bid = quote === undefined ? candles.close[index]! : quote.bid;
    context.ask = quote === undefined ? candles.askClose[index]! : quote.ask;
    context.commissionDistance = this.#exposure.commissionDistance(context, context.time);
    context.direction = this.#own.direction();
  }

  /** Builds the prediction where somebody listens; counts it in any case. */
  #announcePrediction(): Prediction | null {
    const reading = this.#reading;
    if (!(reading.probabilityUp >= 0)) return null;
    this.counts.predictions++;
    if (this.#listener.onPrediction === undefined && this.#listener.onDecision === undefined) return null;
    const { predictor, instrument, timeframe } = this.#options;
    const prediction: Prediction = {
      id: this.#id('P'),
      symbol: instrument.symbol,
      timeframe,
      time: this.#context.time,
      horizonMs: predictor!.horizonMs,
      probabilityUp: reading.probabilityUp as Fraction,
      modelId: predictor!.modelId,
      topReasons: predictor!.explain(this.#context.candles, this.#context.index),
    };
    this.#listener.onPrediction?.(prediction);
    return prediction;
  }

  #onNoSignal(none: NoSignal, prediction: Prediction | null): void {
    this.counts.noSignal++;
    count(this.counts.noSignalByCode, none.code);
    if (this.#listener.onDecision === undefined) return;
    const reason = this.#options.strategy.describe(none.code, this.#context);
    this.#tell({
      prediction,
      outcome: DecisionOutcome.NoSignal,
      codes: [none.code],
      reason,
      signal: null,
      clientOrderId: null,
      checks: [],
    });
  }

  #onEntry(entry: Entry, prediction: Prediction | null): void {
    const { broker, risk } = this.#options;
    if (entry.closeOpposite) this.#own.closeSide(entry.side === Side.Buy ? Side.Sell : Side.Buy, ExitReason.Opposite);
    const signal = this.#signalOf(entry);
    const up = this.#reading.probabilityUp;
    const right = entry.side === Side.Buy ? up : 1 - up;
    const proposal = this.#exposure.propose({
      clientOrderId: this.#id('O'),
      signal,
      probability: right >= 0 ? right : NO_OPINION,
      context: this.#context,
    });
    const review = risk.review(proposal);
    this.#report(review, signal, prediction);
    const order = review.order;
    if (order === null) return;
    this.#orders.begin(order.request);
    this.#listener.onOrder?.({ request: order.request, state: OrderState.Approved, time: signal.time, reason: '' });
    this.#advance({
      clientOrderId: order.request.clientOrderId,
      state: OrderState.Sending,
      time: signal.time,
      code: ReturnCode.Placed,
      reason: '',
    });
    broker.submit(order);
  }

  #signalOf(entry: Entry): Signal {
    const { instrument, strategy } = this.#options;
    return {
      id: this.#id('S'),
      predictionId: this.#reading.probabilityUp >= 0 ? this.#id('P') : '',
      strategy: strategy.name,
      symbol: instrument.symbol,
      time: this.#context.time,
      side: entry.side,
      ...MARKET_TERMS,
      stopLossDistance: entry.stopLossDistance,
      takeProfitDistance: entry.takeProfitDistance,
      exitTime: (this.#context.time + entry.holdingMs) as EpochMs,
    };
  }

  #report(review: RiskReview, signal: Signal, prediction: Prediction | null): void {
    const { order, failed } = review;
    if (order === null) this.counts.refused++;
    else this.counts.orders++;
    for (const name of failed) count(this.counts.refusedByCheck, name);
    if (this.#listener.onDecision === undefined) return;
    const checks = review.checks();
    const refusals = checks.filter((check) => !check.passed).map((check) => check.reason);
    const accepted = `${signal.side} ${order?.request.volume} lots: every check passed`;
    this.#tell({
      prediction,
      outcome: order === null ? DecisionOutcome.Refused : DecisionOutcome.Order,
      codes: failed,
      reason: order === null ? refusals.join('; ') : accepted,
      signal,
      clientOrderId: order?.request.clientOrderId ?? null,
      checks,
    });
  }

  #tell(decision: Omit<Decision, 'id' | 'time'>): void {
    this.#listener.onDecision?.({ id: this.#id('D'), time: this.#context.time, ...decision });
  }

  /** One candle gives at most one of each kind: the candle's number in the run names them all. */
  #id(kind: string): string {
    return `${this.#idPrefix}${kind}${this.#sequence}`;
  }

  #onOrderUpdate(update: OrderUpdate): void {
    if (!update.clientOrderId.startsWith(this.#idPrefix)) return;
    const unfilled =
      update.state === OrderState.Rejected ||
      update.state === OrderState.Cancelled ||
      update.state === OrderState.Expired;
    if (unfilled) {
      count(this.counts.rejectedByReason, update.reason);
      this.#options.risk.observeUnfilled(update.clientOrderId);
    }
    this.#advance(update);
  }

  #advance(update: OrderUpdate): void {
    const { request } = this.#orders.advance(update.clientOrderId, update.state, update.time);
    this.#listener.onOrder?.({ request, state: update.state, time: update.time, reason: update.reason });
  }

  #onFill(fill: Fill): void {
    if (!fill.clientOrderId.startsWith(this.#idPrefix)) return;
    if (fill.entry === DealEntry.In) this.#own.add(fill);
    this.#listener.onFill?.(fill);
  }

  #onTrade(trade: Trade): void {
    const clientOrderId = this.#own.remove(trade.id);
    if (clientOrderId === undefined) return;
    this.#options.risk.observeTrade(clientOrderId, trade);
    this.#listener.onTrade?.(trade);
  }
}
