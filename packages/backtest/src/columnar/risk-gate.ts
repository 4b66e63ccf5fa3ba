import { tradingDayOpen } from '@pipwright/model';
import { RISK_UNLIMITED, type RiskLimits } from '@pipwright/trading';
import type { CandleFacts } from './candle-facts.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import { limitsOf, type ColumnarSettings } from './columnar-settings.ts';
import type { FillPricing, Moment } from './fill-pricing.ts';
import type { FloatingValue } from './floating-value.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * The limits of risk that decide about a single position: spread, distance to the weekend, loss of the trading day, pause
 * after losses, and loss at the stop. It follows the account as `Risk` does, at the closes of candles.
 */
export class RiskGate {
  /** Whether the account has to be followed: some limit depends on its past. */
  readonly followsAccount: boolean;
  readonly #limits: RiskLimits;
  readonly #facts: CandleFacts;
  readonly #pricing: FillPricing;
  readonly #floating: FloatingValue;
  /** Candles at whose close the loss of the day is counted from the equity of then. */
  readonly #dayStarts: Int32Array;
  readonly #at: Moment = { time: 0, bid: 0, ask: 0, range: 0 };
  #day = 0;
  #dayOpenEquity = 0;
  #lossesInRow = 0;
  #lastLossTime = 0;

  constructor(settings: ColumnarSettings, facts: CandleFacts, pricing: FillPricing, floating: FloatingValue) {
    const limits = limitsOf(settings);
    this.#limits = limits;
    this.#facts = facts;
    this.#pricing = pricing;
    this.#floating = floating;
    const names = ['riskPerTradeMax', 'openRiskMax', 'dailyLossMax', 'coolDownLosses'] as const;
    this.followsAccount = names.some((name) => limits[name] < RISK_UNLIMITED[name]);
    this.#dayStarts = this.followsAccount ? dayStartRows(facts) : new Int32Array(0);
  }

  begin(): void {
    this.#day = 0;
    this.#dayOpenEquity = 0;
    this.#lossesInRow = 0;
    this.#lastLossTime = 0;
  }

  /** Candles before `to` have closed without a position. */
  passFlat(to: number, balance: number): void {
    const starts = this.#dayStarts;
    for (; this.#day < starts.length && starts[this.#day]! < to; this.#day++) this.#dayOpenEquity = balance;
  }

  /** Candles before `to` have closed with the position open. */
  passHeld(position: ColumnarPosition, to: number, balance: number): void {
    const starts = this.#dayStarts;
    for (; this.#day < starts.length && starts[this.#day]! < to; this.#day++) {
      this.#dayOpenEquity = balance + this.#floating.at(position, starts[this.#day]!);
    }
  }

  onTrade(net: number, time: number): void {
    if (net < 0) {
      this.#lossesInRow++;
      this.#lastLossTime = time;
    } else this.#lossesInRow = 0;
  }

  /** Whether an order with this distance of its stop (0 for none) passes that is decided at the close of a candle. */
  allows(row: number, stopLoss: number, equity: number): boolean {
    const { mayOrder } = this.#facts;
    if (mayOrder !== null && mayOrder[row] === 0) return false;
    if (!this.followsAccount) return true;
    const limits = this.#limits;
    if (!(Math.max(0, 1 - equity / this.#dayOpenEquity) <= limits.dailyLossMax)) return false;
    const isPausing = this.#lossesInRow >= limits.coolDownLosses;
    if (isPausing && this.#lastLossTime + limits.coolDownMs > this.#facts.closeTime(row)) return false;
    const risk = (stopLoss === 0 ? equity : this.#riskAmount(row, stopLoss)) / equity;
    return risk <= limits.riskPerTradeMax && risk <= limits.openRiskMax;
  }

  #riskAmount(row: number, stopLoss: number): number {
    const { candles } = this.#facts;
    const at = this.#at;
    at.time = this.#facts.closeTime(row);
    at.bid = candles.close[row]!;
    at.ask = candles.askClose[row]!;
    return this.#pricing.riskAmount(stopLoss, at);
  }
}

function dayStartRows(facts: CandleFacts): Int32Array {
  const rows: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < facts.length; row++) {
    const time = facts.closeTime(row);
    if (time < end) continue;
    rows.push(row);
    end = tradingDayOpen(time) + DAY_MS;
  }
  return Int32Array.from(rows);
}
