import {
  Side,
  type AccountState,
  type EpochMs,
  type Instrument,
  type PendingOrder,
  type Position,
} from '@pipwright/model';
import type { Broker } from '../broker.ts';
import type { ChangeDesk } from '../change-desk.ts';
import type { BidAsk } from '../conversion.ts';
import { errors } from '../errors.ts';
import type { Exposure } from '../exposure.ts';
import type { DeskRooms, OrderDesk } from '../order-desk.ts';
import type { OwnPositions } from '../own-positions.ts';
import type { PredictionReading } from '../predictor.ts';
import type {
  CandleView,
  LevelChange,
  MarketView,
  OrderOptions,
  OwnPosition,
  PendingChange,
} from '../strategy-definition.ts';
import type { StrategyMoment } from './moment.ts';

export interface MarketRooms {
  readonly rooms: DeskRooms;
  readonly orders: OrderDesk;
  readonly changes: ChangeDesk;
  readonly candles: CandleView;
  readonly usesModel: boolean;
  /** 0 without a model. */
  readonly modelHorizonMs: number;
}

/** What a candle counts as on which the strategy did nothing, and on which it only closed, changed or cancelled. */
const NO_WISH = 'no-wish';
const MANAGED = 'positions-managed';
const NO_OPTIONS: OrderOptions = {};
/** At one candle: far beyond any venue's limit of orders, and reached at once by a loop without an end. */
const WISHES_MAX = 10_000;

/** The market of one session: one object, refreshed for each decision, that answers only while the strategy is called. */
export class Market implements MarketView {
  readonly instrument: Instrument;
  readonly #moment: StrategyMoment;
  readonly #reading: PredictionReading;
  readonly #own: OwnPositions;
  readonly #broker: Broker;
  readonly #exposure: Exposure;
  readonly #desk: OrderDesk;
  readonly #changes: ChangeDesk;
  readonly #candles: CandleView;
  readonly #usesModel: boolean;
  readonly #modelHorizonMs: number;
  readonly #at: { bid: number; ask: number; time: EpochMs } = { bid: Number.NaN, ask: Number.NaN, time: 0 as EpochMs };
  #positions: readonly OwnPosition[] | null = null;
  #orders: readonly PendingOrder[] | null = null;
  #code = '';
  #detail: (() => string) | undefined;
  #isManaged = false;

  constructor({ rooms, orders, changes, candles, usesModel, modelHorizonMs }: MarketRooms) {
    this.instrument = rooms.instrument;
    this.#moment = rooms.moment;
    this.#reading = rooms.reading;
    this.#own = rooms.own;
    this.#broker = rooms.broker;
    this.#exposure = rooms.exposure;
    this.#desk = orders;
    this.#changes = changes;
    this.#candles = candles;
    this.#usesModel = usesModel;
    this.#modelHorizonMs = modelHorizonMs;
  }

  /** The next decision is made at `time`, at the broker's quote; `fallback` where it has none yet. */
  refresh(time: EpochMs, fallback: BidAsk): void {
    const { bid, ask } = this.#broker.quote(this.instrument.symbol) ?? fallback;
    const at = this.#at;
    at.bid = bid;
    at.ask = ask;
    at.time = time;
    this.#code = '';
    this.#detail = undefined;
    this.#isManaged = false;
    this.#forget();
  }

  /** Code of why the candle ended without a wish. */
  get passCode(): string {
    if (this.#code !== '') return this.#code;
    return this.#isManaged ? MANAGED : NO_WISH;
  }

  /** The figures behind it, where the strategy gave any. */
  get passDetail(): (() => string) | undefined {
    return this.#detail;
  }

  get time(): EpochMs {
    this.#check();
    return this.#at.time;
  }

  get candles(): CandleView {
    this.#check();
    return this.#candles;
  }

  get bid(): number {
    this.#check();
    return this.#at.bid;
  }

  get ask(): number {
    this.#check();
    return this.#at.ask;
  }

  get account(): AccountState {
    this.#check();
    return this.#broker.account();
  }

  get direction(): number {
    this.#check();
    return this.#own.direction();
  }

  get positions(): readonly OwnPosition[] {
    this.#check();
    this.#positions ??= this.#changes.positions();
    return this.#positions;
  }

  get orders(): readonly PendingOrder[] {
    this.#check();
    this.#orders ??= this.#changes.pending();
    return this.#orders;
  }

  get probabilityUp(): number {
    this.#checkModel('the probability');
    return this.#reading.probabilityUp;
  }

  get averageTrueRange(): number {
    this.#checkModel('the average true range');
    return this.#reading.averageTrueRange;
  }

  get modelHorizonMs(): number {
    this.#checkModel('the horizon');
    return this.#modelHorizonMs;
  }

  get modelSilence(): string {
    this.#checkModel('the silence');
    return this.#reading.silence;
  }

  get commissionDistance(): number {
    this.#check();
    return this.#exposure.commissionDistance(this.#at, this.#at.time);
  }

  get costDistance(): number {
    return this.ask - this.bid + this.commissionDistance;
  }

  buy(options: OrderOptions = NO_OPTIONS): string {
    return this.#wish(Side.Buy, options);
  }

  sell(options: OrderOptions = NO_OPTIONS): string {
    return this.#wish(Side.Sell, options);
  }

  close(position?: Position, options?: { readonly volume?: number }): void {
    this.#manage();
    this.#changes.close(position, options);
  }

  closeSide(side: Side): void {
    this.#manage();
    this.#changes.closeSide(side);
  }

  closeBy(position: Position, opposite: Position): void {
    this.#manage();
    this.#changes.closeBy(position, opposite);
  }

  modify(position: Position, change: LevelChange): void {
    this.#manage();
    this.#changes.modify(position, change, this.#at);
  }

  modifyOrder(clientOrderId: string, change: PendingChange): void {
    this.#manage();
    this.#changes.modifyOrder(clientOrderId, change, this.#at);
  }

  cancel(clientOrderId?: string): void {
    this.#manage();
    this.#changes.cancel(clientOrderId);
  }

  pass(code: string, detail?: () => string): void {
    this.#check();
    this.#code = code;
    this.#detail = detail;
  }

  #wish(side: Side, options: OrderOptions): string {
    this.#check();
    if (++this.#moment.wishes > WISHES_MAX) this.#refuseMore();
    this.#forget();
    return this.#desk.wish(side, options, this.#at);
  }

  #refuseMore(): never {
    const { strategy, when } = this.#moment;
    throw errors.WISHES_TOO_MANY({ strategy, when, limit: WISHES_MAX });
  }

  #manage(): void {
    this.#check();
    this.#forget();
    this.#isManaged = true;
  }

  /** What was read of positions and orders is not true any more. */
  #forget(): void {
    this.#positions = null;
    this.#orders = null;
  }

  #check(): void {
    if (!this.#moment.isOpen) this.#refuse();
  }

  #checkModel(what: string): void {
    this.#check();
    if (!this.#usesModel) throw errors.MODEL_NOT_DECLARED({ strategy: this.#moment.strategy, what });
  }

  #refuse(): never {
    throw errors.VIEW_OUTSIDE_CALL({ strategy: this.#moment.strategy });
  }
}
