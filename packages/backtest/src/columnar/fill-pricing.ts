import {
  roundDownToVolumeStep,
  roundToTick,
  toPoints,
  type EpochMs,
  type ExitReason,
  type Instrument,
} from '@pipwright/model';
import { createRandom } from '@pipwright/kernel';
import { CurrencyConversion, minorPerMajor, roundMinor, type Commission } from '@pipwright/trading';
import { commissionOf } from '../costs/commission.ts';
import { symbolMargin } from '../costs/margin.ts';
import { slippageOf, type FillMoment, type Slippage } from '../costs/slippage.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarSettings } from './columnar-settings.ts';

/** The market at a fill: one object, filled again and again. */
export interface Moment {
  time: number;
  bid: number;
  ask: number;
  /** High minus low of the candle. */
  range: number;
}

/** How a position was closed. One object, filled again and again. */
export interface ColumnarExit {
  /** Candle in which, or at whose open, it was closed; the number of candles at the end of the data. */
  row: number;
  time: number;
  reason: ExitReason;
  /** Side of the quote before slippage, and the price that was paid. */
  quote: number;
  price: number;
  spread: number;
  slippage: number;
  /** Minor units. */
  commission: number;
  profit: number;
  notional: number;
  moneyPerPriceUnit: number;
  /** Straight pieces of the candle's path that were gone through whole; -1 for exits at an open or a close. */
  legs: number;
  /** At a stop-loss or take-profit; and whether only the rule for the path says that it came before the other one. */
  isBarrier: boolean;
  byRule: boolean;
}

export function emptyExit(): ColumnarExit {
  return {
    row: 0,
    time: 0,
    reason: 'signal',
    quote: 0,
    price: 0,
    spread: 0,
    slippage: 0,
    commission: 0,
    profit: 0,
    notional: 0,
    moneyPerPriceUnit: 0,
    legs: -1,
    isBarrier: false,
    byRule: false,
  };
}

/** Prices fills and counts their money, by the same functions and in the same order of operations as the venue. */
export class FillPricing {
  /** Lots of every order. */
  readonly volume: number;
  /** Minor units for a move of one price unit of one lot, where the quote currency is that of the account. */
  readonly moneyPerLot: number;
  readonly conversion: CurrencyConversion;
  readonly #instrument: Instrument;
  readonly #minorPerMajor: number;
  readonly #slippage: Slippage;
  readonly #commission: Commission;
  readonly #moment: FillMoment;
  readonly #dealt = { bid: 0, ask: 0 };

  /** Throws `NO_CONVERSION_RATE` or `COST_OUT_OF_RANGE`. */
  constructor({ instrument, volume, costs, account, rates }: ColumnarSettings) {
    this.#instrument = instrument;
    this.volume = roundDownToVolumeStep(instrument, volume);
    this.#minorPerMajor = minorPerMajor(account.currency);
    this.moneyPerLot = instrument.contractSize * this.#minorPerMajor;
    this.conversion = new CurrencyConversion(instrument, account.currency, rates);
    // Models that draw are refused: nothing is ever read from this source.
    this.#slippage = slippageOf(costs.slippage, instrument, createRandom('columnar'));
    this.#commission = commissionOf(costs.commission, account.currency);
    this.#moment = { time: 0 as EpochMs, spread: 0, range: 0, volume: this.volume, isStop: false };
  }

  /** Whether the distances of an order's levels are such that the venue takes it at this quote. */
  acceptsLevels(stopLoss: number, takeProfit: number, spread: number): boolean {
    const least = Math.max(1, this.#instrument.stopsLevel);
    return (
      (stopLoss === 0 || (this.#isFar(stopLoss, least) && this.#isFar(stopLoss - spread, least))) &&
      (takeProfit === 0 || (this.#isFar(takeProfit, least) && this.#isFar(takeProfit + spread, least)))
    );
  }

  /** Fills the price, costs and levels of a position that is opened at the moment. */
  open(position: ColumnarPosition, at: Moment, stopLoss: number, takeProfit: number): void {
    const { isLong } = position;
    const quote = isLong ? at.ask : at.bid;
    const price = this.#slipped(quote, isLong, this.#slip(at, false));
    position.openPrice = price;
    position.stopLoss = stopLoss === 0 ? 0 : this.#slipped(price, isLong, -stopLoss);
    position.takeProfit = takeProfit === 0 ? 0 : this.#slipped(price, isLong, takeProfit);
    position.entrySpread = at.ask - at.bid;
    position.entrySlippage = this.#between(quote, price, isLong);
    position.notional = this.#notional(price, at.time);
    position.commission = this.#commission(this.volume, position.notional);
    position.swap = 0;
    position.margin = this.#margin(position);
  }

  /** Fills how a position is closed at the moment. `slips`: `stop`, `market`, or not at all. */
  close(position: ColumnarPosition, at: Moment, slips: 'stop' | 'market' | 'never', exit: ColumnarExit): void {
    const { isLong, openPrice } = position;
    const quote = isLong ? at.bid : at.ask;
    const price = this.#slipped(quote, !isLong, slips === 'never' ? 0 : this.#slip(at, slips === 'stop'));
    const move = isLong ? price - openPrice : openPrice - price;
    exit.time = at.time;
    exit.quote = quote;
    exit.price = price;
    exit.spread = at.ask - at.bid;
    exit.slippage = this.#between(quote, price, !isLong);
    exit.moneyPerPriceUnit =
      this.volume * this.moneyPerLot * this.conversion.quoteToAccount(at, at.time as EpochMs, move > 0);
    exit.profit = roundMinor(move * exit.moneyPerPriceUnit);
    exit.notional = this.#notional(price, at.time);
    exit.commission = this.#commission(this.volume, exit.notional);
  }

  /** The margin that risk counts for an order that is decided at these prices. */
  approvedMargin(at: Moment): number {
    const value = this.volume * this.moneyPerLot * this.conversion.baseToAccount(at, at.time as EpochMs);
    return value / this.#instrument.margin.leverage;
  }

  /** What risk counts as lost at a stop of this distance, commission of both sides included, at these prices. */
  riskAmount(stopLoss: number, at: Moment): number {
    const { contractSize } = this.#instrument;
    const time = at.time as EpochMs;
    const perLot = stopLoss * contractSize * this.conversion.quoteToAccount(at, time, false) * this.#minorPerMajor;
    const notionalPerLot = contractSize * this.conversion.baseToAccount(at, time) * this.#minorPerMajor;
    return this.volume * perLot - 2 * this.#commission(this.volume, this.volume * notionalPerLot);
  }

  #margin({ isLong, notional }: ColumnarPosition): number {
    const margin = notional / this.#instrument.margin.leverage;
    const { volume } = this;
    return symbolMargin(this.#instrument, {
      longVolume: isLong ? volume : 0,
      longMargin: isLong ? margin : 0,
      longNotional: isLong ? notional : 0,
      shortVolume: isLong ? 0 : volume,
      shortMargin: isLong ? 0 : margin,
      shortNotional: isLong ? 0 : notional,
    });
  }

  #notional(price: number, time: number): number {
    const dealt = this.#dealt;
    dealt.bid = price;
    dealt.ask = price;
    return this.volume * this.moneyPerLot * this.conversion.baseToAccount(dealt, time as EpochMs);
  }

  #slip(at: Moment, isStop: boolean): number {
    const moment = this.#moment;
    moment.time = at.time as EpochMs;
    moment.spread = at.ask - at.bid;
    moment.range = at.range;
    moment.isStop = isStop;
    return this.#slippage(moment);
  }

  #slipped(quote: number, buys: boolean, slippage: number): number {
    return roundToTick(this.#instrument, buys ? quote + slippage : quote - slippage);
  }

  #between(quote: number, price: number, buys: boolean): number {
    return roundToTick(this.#instrument, buys ? price - quote : quote - price) + 0;
  }

  #isFar(distance: number, least: number): boolean {
    return toPoints(this.#instrument, distance) >= least;
  }
}
