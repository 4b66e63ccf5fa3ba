import { ExitReason, isoTime } from '@pipwright/model';
import type { ColumnTargets } from '@pipwright/trading';
import { PathRule } from '../venue/venue-options.ts';
import { CandleFacts } from './candle-facts.ts';
import { ColumnarPosition } from './columnar-position.ts';
import {
  ColumnarRefusalCode,
  limitsOf,
  refused,
  type ColumnarRefusal,
  type ColumnarSettings,
} from './columnar-settings.ts';
import { emptyExit, FillPricing, type Moment } from './fill-pricing.ts';
import { FloatingValue } from './floating-value.ts';
import { LevelScan, type LevelHit } from './level-scan.ts';
import { RolloverTable } from './rollover-table.ts';
import type { RunSink } from './run-sink.ts';

const KEEP = 2;
/** Share of the equity that margin may take before a run is refused: what the engines might count differently is far less. */
const MARGIN_SHARE_MAX = 0.9;
/** A bound on a loss inside a candle, over what its extremes give: conversion rates and rounding move a little, too. */
const LOSS_BOUND = 1.05;

class RunRefused extends Error {
  readonly refusal: ColumnarRefusal;

  constructor(refusal: ColumnarRefusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/**
 * Trades columns of targets: goes from one change of position to the next instead of from candle to candle, and tells a sink
 * what happens, as the event engine with the same strategy would have it.
 *
 * - A target is decided at the close of its candle and carried out at the next open; where the market is not in session then,
 *   the request is refused and the next target counts.
 * - At an open, swap is booked first, then the position is closed on request, then opened; then gaps reach levels.
 * - Inside a candle levels are met along the path of the rule. A position that was closed there can be opened again at the next open.
 * - What is open at the end is closed at the last quote.
 *
 * One object serves all parameter sets of a sweep: nothing is allocated between two runs.
 */
export class ColumnarRun {
  readonly facts: CandleFacts;
  readonly pricing: FillPricing;
  readonly floating: FloatingValue;
  readonly scan: LevelScan;
  readonly #settings: ColumnarSettings;
  readonly #rollovers: RolloverTable;
  readonly #marginUseMax: number;
  readonly #position = new ColumnarPosition();
  readonly #exit = emptyExit();
  readonly #moment: Moment = { time: 0, bid: 0, ask: 0, range: 0 };
  readonly #hit: LevelHit = { time: 0, bid: 0, ask: 0, range: 0, row: 0, isStop: false, legs: -1, byRule: false };
  #balance = 0;
  /** Equity when the next order was decided, and by how much the margin of what it turns round was misjudged by risk. */
  #decidedEquity = 0;
  #marginMisjudged = 0;
  #rollover = 0;
  /** Last search for a change of target: of which side, and the open at which it is carried out. */
  #changeSide = 0;
  #changeRow = 0;

  constructor(settings: ColumnarSettings) {
    this.#settings = settings;
    this.facts = new CandleFacts(settings);
    this.pricing = new FillPricing(settings);
    this.floating = new FloatingValue(settings, this.facts, this.pricing);
    this.scan = new LevelScan(this.facts, settings.pathRule ?? PathRule.Pessimistic, settings.instrument.tickSize);
    this.#rollovers = new RolloverTable(settings, this.facts, this.pricing);
    this.#marginUseMax = limitsOf(settings).marginUseMax;
  }

  /** Runs targets to the end of the candles. Returns why it cannot; the sink is of no use then. Else null. */
  run(targets: ColumnTargets, sink: RunSink): ColumnarRefusal | null {
    const refusal = this.#refusalOf(targets);
    if (refusal !== null) return refusal;
    this.#balance = this.#settings.account.initialBalance;
    this.#rollover = 0;
    this.#changeSide = 0;
    try {
      this.#runAll(targets, sink);
      return null;
    } catch (error) {
      if (error instanceof RunRefused) return error.refusal;
      throw error;
    }
  }

  #refusalOf({ position, stopLossDistance, takeProfitDistance }: ColumnTargets): ColumnarRefusal | null {
    const { length } = this.facts;
    for (const column of [position, stopLossDistance, takeProfitDistance]) {
      if (column === undefined || column.length === length) continue;
      return refused(ColumnarRefusalCode.Targets, `there are ${length} candles and ${column.length} targets`);
    }
    if (this.floating.isComplete) return null;
    return refused(ColumnarRefusalCode.Rates, 'a rate to convert money with is missing at some candle');
  }

  #runAll(targets: ColumnTargets, sink: RunSink): void {
    const { length } = this.facts;
    for (let row = 0; row < length;) {
      const decision = this.#nextEntry(targets.position, row);
      this.#decidedEquity = this.#balance;
      this.#marginMisjudged = 0;
      const flatUntil = Math.min(decision + 1, length);
      sink.onFlat(row, flatUntil, this.#balance);
      row = decision < length ? this.#trade(targets, decision, sink) : length;
    }
  }

  /** The next candle at whose close a position is wanted that can be opened at the next open; their number where there is none. */
  #nextEntry(position: Int8Array, from: number): number {
    const { length, isOpen, mayOrder } = this.facts;
    for (let row = from; row < length - 1; row++) {
      const wanted = position[row]!;
      if (wanted === 0 || wanted === KEEP) continue;
      if (isOpen[row + 1] === 1 && (mayOrder === null || mayOrder[row] === 1)) return row;
    }
    return length;
  }

  /** Trades from an entry until nothing is open. Returns the first candle that closes without a position. */
  #trade(targets: ColumnTargets, decision: number, sink: RunSink): number {
    const { length, mayOrder } = this.facts;
    const position = this.#position;
    const exit = this.#exit;
    for (let decided = decision; ;) {
      const entry = decided + 1;
      if (!this.#open(targets, decided)) return entry;
      sink.onOpened(position);
      const change = this.#changeAfter(targets.position, position.isLong ? 1 : -1, entry);
      if (this.#meetsLevel(entry, change)) {
        this.#hold(entry, this.#hit.row, sink);
        this.#closeAtLevel(sink);
        return exit.row;
      }
      if (change === length) {
        this.#endOfData(entry, sink);
        return length;
      }
      this.#hold(entry, change, sink);
      this.#decidedEquity = this.#balance + this.floating.at(position, change - 1);
      this.#marginMisjudged = position.margin - position.approvedMargin;
      const isReversal = targets.position[change - 1] !== 0;
      this.#closeAtOpen(change, isReversal ? ExitReason.Opposite : ExitReason.Signal, sink);
      if (!isReversal || (mayOrder !== null && mayOrder[change - 1] === 0)) return change;
      decided = change - 1;
    }
  }

  /** Opens what was decided at the close of `decided`. Returns `false` where the venue rejects the order. */
  #open({ position: wanted, stopLossDistance, takeProfitDistance }: ColumnTargets, decided: number): boolean {
    const { pricing } = this;
    const position = this.#position;
    const stopLoss = stopLossDistance === undefined ? 0 : distanceAt(stopLossDistance, decided);
    const takeProfit = takeProfitDistance === undefined ? 0 : distanceAt(takeProfitDistance, decided);
    position.approvedMargin = pricing.approvedMargin(this.#atClose(decided));
    this.#requireMargin(this.#marginMisjudged + position.approvedMargin, this.#decidedEquity, decided);
    const at = this.#atOpen(decided + 1);
    if (!pricing.acceptsLevels(stopLoss, takeProfit, at.ask - at.bid)) return false;
    position.isLong = wanted[decided]! > 0;
    position.decisionRow = decided;
    position.entryRow = decided + 1;
    pricing.open(position, at, stopLoss, takeProfit);
    this.#requireMargin(position.margin - position.commission, this.#balance, decided);
    this.#balance += position.commission;
    this.#rollover = this.#rollovers.firstHeld(position.entryRow, this.#rollover);
    return true;
  }

  /** The open at which the position is to be turned round or closed at the earliest; the number of candles where there is none. */
  #changeAfter(wanted: Int8Array, side: number, from: number): number {
    // The last search holds for a position of the same side that was opened later: nothing before its end changed anything.
    if (side === this.#changeSide && from < this.#changeRow) return this.#changeRow;
    const { length, isOpen } = this.facts;
    let row = from;
    for (; row < length - 1; row++) {
      const target = wanted[row]!;
      if (target !== side && target !== KEEP && isOpen[row + 1] === 1) break;
    }
    this.#changeSide = side;
    this.#changeRow = row < length - 1 ? row + 1 : length;
    return this.#changeRow;
  }

  #meetsLevel(from: number, to: number): boolean {
    const position = this.#position;
    if (position.stopLoss <= 0 && position.takeProfit <= 0) return false;
    return this.scan.find(position, from, to, this.#hit);
  }

  /** Candles `from` to `to` (exclusive) close with the position open; swap is booked on the way. */
  #hold(from: number, to: number, sink: RunSink): void {
    const { row } = this.#rollovers;
    for (let start = from; start < to;) {
      const next = this.#rollover < row.length ? Math.min(to, row[this.#rollover]!) : to;
      if (next > start) {
        this.#requireReserve(start, next);
        sink.onHeld(this.#position, start, next, this.#balance);
      }
      start = next;
      if (next < to) this.#bookSwap();
    }
  }

  #bookSwap(): void {
    const amount = this.#rollovers.amount(this.#rollover++, this.#position);
    this.#position.swap += amount;
    this.#balance += amount;
  }

  /** Books what is due in candle `row` before the position is closed there. */
  #bookSwapIn(row: number, isInside: boolean): void {
    const rollovers = this.#rollovers;
    for (;;) {
      const at = this.#rollover;
      if (at >= rollovers.length || rollovers.row[at]! > row) return;
      if (rollovers.row[at] === row && rollovers.isInside[at] === 1 && !isInside) return;
      this.#bookSwap();
    }
  }

  #closeAtOpen(row: number, reason: ExitReason, sink: RunSink): void {
    this.#bookSwapIn(row, false);
    this.#close(this.#atOpen(row), 'market', row, reason, sink);
  }

  #closeAtLevel(sink: RunSink): void {
    const { row, isStop, legs, byRule } = this.#hit;
    const exit = this.#exit;
    this.#bookSwapIn(row, legs >= 0);
    if (legs >= 0) this.#requireReserve(row, row + 1);
    exit.isBarrier = true;
    exit.byRule = byRule;
    exit.legs = legs;
    const reason = isStop ? ExitReason.StopLoss : ExitReason.TakeProfit;
    this.#close(this.#hit, isStop ? 'stop' : 'never', row, reason, sink);
    exit.isBarrier = false;
    exit.byRule = false;
    exit.legs = -1;
  }

  /** The last candle closes with nothing open: what was left is closed at its close. */
  #endOfData(entry: number, sink: RunSink): void {
    const last = this.facts.length - 1;
    this.#hold(entry, last, sink);
    this.#bookSwapIn(last, true);
    this.#requireReserve(last, last + 1);
    this.#close(this.#atClose(last), 'never', last + 1, ExitReason.EndOfData, sink);
    sink.onFlat(last, last + 1, this.#balance);
  }

  #close(at: Moment, slips: 'stop' | 'market' | 'never', row: number, reason: ExitReason, sink: RunSink): void {
    const exit = this.#exit;
    exit.row = row;
    exit.reason = reason;
    this.pricing.close(this.#position, at, slips, exit);
    this.#balance += exit.profit + exit.commission;
    sink.onClosed(this.#position, exit);
  }

  #atOpen(row: number): Moment {
    const { candles } = this.facts;
    const at = this.#moment;
    at.time = candles.time[row]!;
    at.bid = candles.open[row]!;
    at.ask = candles.askOpen[row]!;
    at.range = candles.high[row]! - candles.low[row]!;
    return at;
  }

  #atClose(row: number): Moment {
    const { candles } = this.facts;
    const at = this.#moment;
    at.time = this.facts.closeTime(row);
    at.bid = candles.close[row]!;
    at.ask = candles.askClose[row]!;
    at.range = 0;
    return at;
  }

  #requireMargin(margin: number, equity: number, row: number): void {
    const share = Math.min(1, this.#marginUseMax) * MARGIN_SHARE_MAX;
    if (!(margin <= equity * share)) this.#refuse(row);
  }

  /** Requires that equity stays above the level of stop-out wherever the candles `from` to `to` (exclusive) went. */
  #requireReserve(from: number, to: number): void {
    const { isLong, openPrice, margin } = this.#position;
    const { lowest, highestAsk, reach, askReach } = this.facts;
    const reserve = this.#balance - margin * this.#settings.account.stopOutLevel - 1;
    const { volume, moneyPerLot } = this.pricing;
    // The price difference that uses up the reserve.
    const room = reserve / (volume * moneyPerLot * this.floating.dearest * LOSS_BOUND);
    if ((isLong ? openPrice - lowest : highestAsk - openPrice) < room) return;
    const { low } = reach;
    const { high } = askReach;
    for (let row = from; row < to; row++) {
      if (!((isLong ? openPrice - low[row]! : high[row]! - openPrice) < room)) this.#refuse(row);
    }
  }

  #refuse(row: number): never {
    const time = isoTime(this.facts.closeTime(row));
    throw new RunRefused(refused(ColumnarRefusalCode.Margin, `the account comes close to its margin at ${time}`));
  }
}

function distanceAt(distances: Float64Array, row: number): number {
  const distance = distances[row]!;
  if (distance >= 0 && distance < Infinity) return distance;
  const reason = `the distance of a level at candle ${row} is ${distance}, not a price difference`;
  throw new RunRefused(refused(ColumnarRefusalCode.Targets, reason));
}
