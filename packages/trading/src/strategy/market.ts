import {
  Side,
  type AccountState,
  type EpochMs,
  type Instrument,
  type PendingOrder,
  type Position,
} from '@pipwright/model';
import type { ChangeDesk } from '../change-desk.ts';
import { errors } from '../errors.ts';
import type { DecisionMarket, DeskRooms, OrderDesk } from '../order-desk.ts';
import type {
  CandleView,
  LevelChange,
  MarketView,
  OrderOptions,
  OwnPosition,
  PendingChange,
} from '../strategy-definition.ts';

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

/** The market of one session: one object, refreshed for each decision, that answers only while the strategy is called. */
export class Market implements MarketView {
  readonly #rooms: MarketRooms;
  readonly #at: { bid: number; ask: number; time: EpochMs } = { bid: Number.NaN, ask: Number.NaN, time: 0 as EpochMs };
  #positions: readonly OwnPosition[] | null = null;
  #orders: readonly PendingOrder[] | null = null;
  #code = '';
  #detail: (() => string) | undefined;
  #isManaged = false;

  constructor(rooms: MarketRooms) {
    this.#rooms = rooms;
  }

  /** Bid, ask and time of the next decision. */
  refresh(at: DecisionMarket): void {
    this.#at.bid = at.bid;
    this.#at.ask = at.ask;
    this.#at.time = at.time;
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
    return this.#rooms.candles;
  }

  get instrument(): Instrument {
    return this.#rooms.rooms.instrument;
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
    return this.#rooms.rooms.broker.account();
  }

  get direction(): number {
    this.#check();
    return this.#rooms.rooms.own.direction();
  }

  get positions(): readonly OwnPosition[] {
    this.#check();
    this.#positions ??= this.#rooms.changes.positions();
    return this.#positions;
  }

  get orders(): readonly PendingOrder[] {
    this.#check();
    this.#orders ??= this.#rooms.changes.pending();
    return this.#orders;
  }

  get probabilityUp(): number {
    this.#checkModel('the probability');
    return this.#rooms.rooms.reading.probabilityUp;
  }

  get averageTrueRange(): number {
    this.#checkModel('the average true range');
    return this.#rooms.rooms.reading.averageTrueRange;
  }

  get modelHorizonMs(): number {
    this.#checkModel('the horizon');
    return this.#rooms.modelHorizonMs;
  }

  get modelSilence(): string {
    this.#checkModel('the silence');
    return this.#rooms.rooms.reading.silence;
  }

  get commissionDistance(): number {
    this.#check();
    return this.#rooms.rooms.exposure.commissionDistance(this.#at, this.#at.time);
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
    this.#rooms.changes.close(position, options);
  }

  closeSide(side: Side): void {
    this.#manage();
    this.#rooms.changes.closeSide(side);
  }

  closeBy(position: Position, opposite: Position): void {
    this.#manage();
    this.#rooms.changes.closeBy(position, opposite);
  }

  modify(position: Position, change: LevelChange): void {
    this.#manage();
    this.#rooms.changes.modify(position, change, this.#at);
  }

  modifyOrder(clientOrderId: string, change: PendingChange): void {
    this.#manage();
    this.#rooms.changes.modifyOrder(clientOrderId, change, this.#at);
  }

  cancel(clientOrderId?: string): void {
    this.#manage();
    this.#rooms.changes.cancel(clientOrderId);
  }

  pass(code: string, detail?: () => string): void {
    this.#check();
    this.#code = code;
    this.#detail = detail;
  }

  #wish(side: Side, options: OrderOptions): string {
    this.#check();
    this.#forget();
    return this.#rooms.orders.wish(side, options, this.#at);
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
    const { moment } = this.#rooms.rooms;
    if (!moment.isOpen) throw errors.VIEW_OUTSIDE_CALL({ strategy: moment.strategy });
  }

  #checkModel(what: string): void {
    this.#check();
    if (!this.#rooms.usesModel) throw errors.MODEL_NOT_DECLARED({ strategy: this.#rooms.rooms.moment.strategy, what });
  }
}
