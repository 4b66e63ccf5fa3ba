import {
  DealEntry,
  Side,
  type EpochMs,
  type Fill,
  type Instrument,
  type Lots,
  type MinorUnits,
  type Price,
} from '@pipwright/model';
import { FillDigest } from '../fill-digest.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarRun } from './columnar-run.ts';
import type { ColumnarExit } from './fill-pricing.ts';
import type { RunSink } from './run-sink.ts';

/** Half a minor unit and a little: how far an amount may lie from what it is rounded to. */
const ROUNDING = 0.51;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Follows the account through a run and keeps its figures only: memory does not depend on what is traded. */
export class FigureSink implements RunSink {
  trades = 0;
  wins = 0;
  grossProfit = 0;
  grossLoss = 0;
  /** Deepest falls of the equity at closes of candles from its peak before: in minor units, and as a fraction of the peak. */
  drawdown = 0;
  drawdownFraction = 0;
  /** Return of each trading day on the equity at the end of the one before. */
  returns: Float64Array = new Float64Array(0);
  readonly #run: ColumnarRun;
  readonly #initial: number;
  readonly #fill: Mutable<Fill>;
  #digest = new FillDigest();
  #peak = 0;
  #day = 0;
  #dayBefore = 0;

  constructor(run: ColumnarRun, instrument: Instrument, initialBalance: number) {
    this.#run = run;
    this.#initial = initialBalance;
    this.#fill = emptyFill(instrument, run.pricing.volume);
  }

  /** Begins anew; `returns` has room for each of the series' trading days. */
  begin(returns: Float64Array): void {
    this.trades = 0;
    this.wins = 0;
    this.grossProfit = 0;
    this.grossLoss = 0;
    this.drawdown = 0;
    this.drawdownFraction = 0;
    this.returns = returns;
    this.#digest = new FillDigest();
    this.#peak = this.#initial;
    this.#day = 0;
    this.#dayBefore = this.#initial;
  }

  /** SHA-256 over the fills. Ends it. */
  digest(): string {
    return this.#digest.finish();
  }

  onFlat(from: number, to: number, balance: number): void {
    if (from < to) this.#observe(balance);
    const { dayEnds } = this.#run.facts;
    while (this.#day < dayEnds.length && dayEnds[this.#day]! < to) this.#endDay(balance);
  }

  onHeld(position: ColumnarPosition, from: number, to: number, balance: number): void {
    const { facts, floating } = this.#run;
    if (floating.gain === null) this.#follow(position, from, to, balance);
    else this.#followConverted(position, from, to, balance);
    const { dayEnds } = facts;
    while (this.#day < dayEnds.length && dayEnds[this.#day]! < to) {
      this.#endDay(balance + floating.at(position, dayEnds[this.#day]!));
    }
  }

  onOpened(position: ColumnarPosition): void {
    const fill = this.#fill;
    fill.time = this.#run.facts.openTime(position.entryRow);
    fill.side = position.isLong ? Side.Buy : Side.Sell;
    fill.entry = DealEntry.In;
    fill.price = position.openPrice as Price;
    fill.commission = position.commission as MinorUnits;
    fill.profit = 0 as MinorUnits;
    fill.exitReason = null;
    this.#digest.add(fill);
  }

  onClosed(position: ColumnarPosition, exit: ColumnarExit): void {
    const fill = this.#fill;
    fill.time = exit.time as EpochMs;
    fill.side = position.isLong ? Side.Sell : Side.Buy;
    fill.entry = DealEntry.Out;
    fill.price = exit.price as Price;
    fill.commission = exit.commission as MinorUnits;
    fill.profit = exit.profit as MinorUnits;
    fill.exitReason = exit.reason;
    this.#digest.add(fill);
    const net = exit.profit + exit.commission + position.commission + position.swap;
    this.trades++;
    if (net > 0) {
      this.wins++;
      this.grossProfit += net;
    } else this.grossLoss += net;
  }

  /** Looks for a new peak or a deeper fall: two comparisons a candle, money is counted only where one may be. */
  #follow(position: ColumnarPosition, from: number, to: number, balance: number): void {
    const { facts, floating, pricing } = this.#run;
    const { openPrice, isLong } = position;
    const prices = isLong ? facts.candles.close : facts.candles.askClose;
    const money = (isLong ? 1 : -1) * pricing.volume * pricing.moneyPerLot;
    let above = this.#above(balance);
    let below = this.#below(balance);
    for (let row = from; row < to; row++) {
      const value = (prices[row]! - openPrice) * money;
      if (value <= above && value >= below) continue;
      this.#observe(balance + floating.at(position, row));
      above = this.#above(balance);
      below = this.#below(balance);
    }
  }

  /** The same where the quote currency is converted at the rates of the moment. */
  #followConverted(position: ColumnarPosition, from: number, to: number, balance: number): void {
    const { facts, floating, pricing } = this.#run;
    const { openPrice, isLong } = position;
    const prices = isLong ? facts.candles.close : facts.candles.askClose;
    const gain = floating.gain!;
    const loss = floating.loss!;
    const money = (isLong ? 1 : -1) * pricing.volume * pricing.moneyPerLot;
    let above = this.#above(balance);
    let below = this.#below(balance);
    for (let row = from; row < to; row++) {
      const move = (prices[row]! - openPrice) * money;
      const value = move * (move > 0 ? gain[row]! : loss[row]!);
      if (value <= above && value >= below) continue;
      this.#observe(balance + floating.at(position, row));
      above = this.#above(balance);
      below = this.#below(balance);
    }
  }

  /** Floating profits up to this one make no new peak. */
  #above(balance: number): number {
    return this.#peak - balance + 1 - ROUNDING;
  }

  /** Floating profits down to this one make no deeper fall. */
  #below(balance: number): number {
    const deepest = Math.max(this.#peak - this.drawdown, this.#peak * (1 - this.drawdownFraction));
    return deepest - balance + ROUNDING;
  }

  #observe(equity: number): void {
    if (equity >= this.#peak) {
      this.#peak = equity;
      return;
    }
    const fall = this.#peak - equity;
    if (fall > this.drawdown) this.drawdown = fall;
    if (fall / this.#peak > this.drawdownFraction) this.drawdownFraction = fall / this.#peak;
  }

  #endDay(equity: number): void {
    const before = this.#dayBefore;
    // An account without money has no returns.
    this.returns[this.#day++] = before > 0 ? equity / before - 1 : 0;
    this.#dayBefore = equity;
  }
}

function emptyFill(instrument: Instrument, volume: number): Mutable<Fill> {
  return {
    id: '',
    clientOrderId: '',
    positionId: '',
    symbol: instrument.symbol,
    time: 0 as EpochMs,
    side: Side.Buy,
    entry: DealEntry.In,
    volume: volume as Lots,
    price: 0 as Price,
    slippage: 0,
    commission: 0 as MinorUnits,
    profit: 0 as MinorUnits,
    exitReason: null,
  };
}
