import { ExitReason } from '@pipwright/model';
import type { ColumnTargets } from '@pipwright/trading';
import { PathRule } from '../venue/venue-options.ts';
import { CandleFacts } from './candle-facts.ts';
import { ColumnarPosition } from './columnar-position.ts';
import { ColumnarRefusalCode, refused, type ColumnarRefusal, type ColumnarSettings } from './columnar-settings.ts';
import { emptyExit, FillPricing, type Moment } from './fill-pricing.ts';
import { FloatingValue } from './floating-value.ts';
import { LevelScan, type LevelHit } from './level-scan.ts';
import { MarginGuard } from './margin-guard.ts';
import { RiskGate } from './risk-gate.ts';
import { RolloverTable } from './rollover-table.ts';
import { RunRefused } from './run-refused.ts';
import type { RunSink } from './run-sink.ts';

const KEEP = 2;

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
  readonly #gate: RiskGate;
  readonly #guard: MarginGuard;
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
    this.#gate = new RiskGate(settings, this.facts, this.pricing, this.floating);
    this.#guard = new MarginGuard(settings, this.facts, this.pricing, this.floating);
  }

  /** Runs targets to the end of the candles. Returns why it cannot; the sink is of no use then. Else null. */
  run(targets: ColumnTargets, sink: RunSink): ColumnarRefusal | null {
    const refusal = this.#refusalOf(targets);
    if (refusal !== null) return refusal;
    this.#balance = this.#settings.account.initialBalance;
    this.#rollover = 0;
    this.#changeSide = 0;
    this.#gate.begin();
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
      const decision = this.#nextEntry(targets, row);
      this.#decidedEquity = this.#balance;
      this.#marginMisjudged = 0;
      this.#passFlat(row, Math.min(decision + 1, length), sink);
      row = decision < length ? this.#trade(targets, decision, sink) : length;
    }
  }

  /** The next candle at whose close a position is wanted that can be opened at the next open; their number where there is none. */
  #nextEntry(targets: ColumnTargets, from: number): number {
    const { length, isOpen } = this.facts;
    const { position } = targets;
    const gate = this.#gate;
    for (let row = from; row < length - 1; row++) {
      const wanted = position[row]!;
      if (wanted === 0 || wanted === KEEP) continue;
      if (gate.followsAccount) gate.passFlat(row + 1, this.#balance);
      if (this.#isAllowed(targets, row, this.#balance) && isOpen[row + 1] === 1) return row;
    }
    return length;
  }

  /** Whether risk lets an order pass that is wanted at the close of a candle, at this equity. */
  #isAllowed({ stopLossDistance, takeProfitDistance }: ColumnTargets, row: number, equity: number): boolean {
    distanceAt(takeProfitDistance, row);
    return this.#gate.allows(row, distanceAt(stopLossDistance, row), equity);
  }

  /** Trades from an entry until nothing is open. Returns the first candle that closes without a position. */
  #trade(targets: ColumnTargets, decision: number, sink: RunSink): number {
    const { length } = this.facts;
    const position = this.#position;
    for (let decided = decision; ;) {
      const entry = decided + 1;
      if (!this.#open(targets, decided)) return entry;
      sink.onOpened(position);
      const change = this.#changeAfter(targets.position, position.isLong ? 1 : -1, entry);
      if (this.#meetsLevel(entry, change)) {
        this.#hold(entry, this.#hit.row, sink);
        this.#closeAtLevel(sink);
        return this.#exit.row;
      }
      if (change === length) {
        this.#endOfData(entry, sink);
        return length;
      }
      this.#hold(entry, change, sink);
      this.#decidedEquity = this.#balance + this.floating.at(position, change - 1);
      this.#marginMisjudged = position.margin - position.approvedMargin;
      decided = change - 1;
      const isReversal = targets.position[decided] !== 0;
      const isAllowed = isReversal && this.#isAllowed(targets, decided, this.#decidedEquity);
      this.#closeAtOpen(change, isReversal ? ExitReason.Opposite : ExitReason.Signal, sink);
      if (!isAllowed) return change;
    }
  }

  /** Opens what was decided at the close of `decided`. Returns `false` where the venue rejects the order. */
  #open({ position: wanted, stopLossDistance, takeProfitDistance }: ColumnTargets, decided: number): boolean {
    const { pricing } = this;
    const position = this.#position;
    const stopLoss = distanceAt(stopLossDistance, decided);
    const takeProfit = distanceAt(takeProfitDistance, decided);
    position.approvedMargin = pricing.approvedMargin(this.#atClose(decided));
    this.#guard.requireMargin(this.#marginMisjudged + position.approvedMargin, this.#decidedEquity, decided);
    const at = this.#atOpen(decided + 1);
    if (!pricing.acceptsLevels(stopLoss, takeProfit, at.ask - at.bid)) return false;
    position.isLong = wanted[decided]! > 0;
    position.decisionRow = decided;
    position.entryRow = decided + 1;
    pricing.open(position, at, stopLoss, takeProfit);
    this.#guard.requireMargin(position.margin - position.commission, this.#balance, decided);
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
        this.#guard.requireReserve(this.#position, this.#balance, start, next);
        this.#gate.passHeld(this.#position, next, this.#balance);
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
    if (legs >= 0) this.#guard.requireReserve(this.#position, this.#balance, row, row + 1);
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
    this.#guard.requireReserve(this.#position, this.#balance, last, last + 1);
    this.#close(this.#atClose(last), 'never', last + 1, ExitReason.EndOfData, sink);
    this.#passFlat(last, last + 1, sink);
  }

  #close(at: Moment, slips: 'stop' | 'market' | 'never', row: number, reason: ExitReason, sink: RunSink): void {
    const exit = this.#exit;
    exit.row = row;
    exit.reason = reason;
    this.pricing.close(this.#position, at, slips, exit);
    this.#balance += exit.profit + exit.commission;
    const { commission, swap } = this.#position;
    this.#gate.onTrade(exit.profit + exit.commission + commission + swap, exit.time);
    sink.onClosed(this.#position, exit);
  }

  /** Candles `from` to `to` (exclusive) close without a position. */
  #passFlat(from: number, to: number, sink: RunSink): void {
    this.#gate.passFlat(to, this.#balance);
    sink.onFlat(from, to, this.#balance);
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
}

function distanceAt(distances: Float64Array | undefined, row: number): number {
  const distance = distances === undefined ? 0 : distances[row]!;
  if (distance >= 0 && distance < Infinity) return distance;
  const reason = `the distance of a level at candle ${row} is ${distance}, not a price difference`;
  throw new RunRefused(refused(ColumnarRefusalCode.Targets, reason));
}
