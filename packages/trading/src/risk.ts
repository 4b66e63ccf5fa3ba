import {
  tradingDayOpen,
  tradingWeekOpen,
  TRADING_WEEK_MS,
  type EpochMs,
  type OrderRequest,
  type OrderTerms,
  type RiskCheck,
  type Signal,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import { Commitments, type CommitmentTotals } from './commitments.ts';
import { errors } from './errors.ts';
import { RISK_RULES, type Proposal, type RiskMemory } from './risk-checks.ts';
import { RISK_DEFAULTS, type RiskLimits } from './risk-limits.ts';

/**
 * An order that has passed every check. Only `Risk.review` makes one: the class is not exported as a value, and its
 * private field cannot be imitated, so that brokers can tell a real one at run time too.
 */
class Approved {
  readonly #byRisk = true;
  readonly request: OrderRequest;
  /** Probability that the direction is right, at the moment of the decision. */
  readonly probability: number;

  constructor(request: OrderRequest, probability: number) {
    this.request = request;
    this.probability = probability;
  }

  static is(value: object): boolean {
    return #byRisk in value && value.#byRisk;
  }
}
export type ApprovedOrder = Approved;

/** Throws `ORDER_NOT_APPROVED` for anything that risk has not made. Every broker calls it first. */
export function assertApproved(order: ApprovedOrder): void {
  if (!Approved.is(order)) throw errors.ORDER_NOT_APPROVED();
}

function termsOf(signal: Signal): OrderTerms {
  return {
    type: signal.type,
    price: signal.price,
    limitPrice: signal.limitPrice,
    stopLossDistance: signal.stopLossDistance,
    takeProfitDistance: signal.takeProfitDistance,
    trailingDistance: signal.trailingDistance,
    lifetime: signal.lifetime,
    expiresAt: signal.expiresAt,
    filling: signal.filling,
    deviation: signal.deviation,
    ocoGroup: signal.ocoGroup,
  };
}

/** What risk said about one proposal. */
export class RiskReview {
  /** The order to submit; null where a check failed. */
  readonly order: ApprovedOrder | null;
  /** Names of the failed checks. */
  readonly failed: readonly string[];
  readonly #values: Float64Array;
  readonly #limits: Float64Array;

  constructor(
    order: ApprovedOrder | null,
    failed: readonly string[],
    figures: { values: Float64Array; limits: Float64Array },
  ) {
    this.order = order;
    this.failed = failed;
    this.#values = figures.values;
    this.#limits = figures.limits;
  }

  /** All checks with their figures and sentences. Built on demand, as nobody reads them in a backtest. */
  checks(): RiskCheck[] {
    return RISK_RULES.map((rule, index) => {
      const value = this.#values[index]!;
      const limit = this.#limits[index]!;
      return {
        name: rule.name,
        passed: passes(rule.least, value, limit),
        value,
        limit,
        reason: rule.describe(value, limit),
      };
    });
  }
}

/** A value that is not a number fails: unknown is not safe. */
function passes(least: boolean, value: number, limit: number): boolean {
  return least ? value >= limit : value <= limit;
}

function weekLeftMs(time: EpochMs): number {
  return tradingWeekOpen(time) + TRADING_WEEK_MS - time;
}

/**
 * The gate before every order of one account: it alone makes an `ApprovedOrder`. It follows the equity and the closed
 * trades of the account; sessions of several symbols share one.
 */
export class Risk {
  #limits: RiskLimits;
  #dayEnd = Number.NEGATIVE_INFINITY;
  #killReason = '';
  #lastEquity = Number.NEGATIVE_INFINITY;
  readonly #commitments = new Commitments();
  readonly #lastIntents = new Map<string, EpochMs>();
  readonly #memory: RiskMemory = {
    killed: false,
    equityPeak: Number.NEGATIVE_INFINITY,
    dayOpenEquity: Number.NaN,
    lossesInRow: 0,
    lastLossTime: Number.NEGATIVE_INFINITY as EpochMs,
    isDuplicate: ({ signal }) => this.#lastIntents.get(`${signal.symbol} ${signal.side}`) === signal.time,
    weekLeftMs,
  };

  constructor(limits: Partial<RiskLimits> = {}) {
    this.#limits = { ...RISK_DEFAULTS, ...limits };
  }

  get limits(): RiskLimits {
    return this.#limits;
  }

  set limits(limits: RiskLimits) {
    this.#limits = limits;
  }

  get killed(): boolean {
    return this.#memory.killed;
  }

  /** Why nothing is opened any more; empty while trading is armed. */
  get killReason(): string {
    return this.#killReason;
  }

  /** Stops opening positions, until a person releases it. Closing stays allowed. */
  kill(reason: string): void {
    this.#memory.killed = true;
    this.#killReason = reason;
  }

  /** Arms trading again. Whoever does so accepts what was lost: the drawdown counts from the equity of now. */
  release(): void {
    this.#memory.killed = false;
    this.#killReason = '';
    this.#memory.equityPeak = this.#lastEquity;
  }

  /**
   * Follows the account. Called at every candle, before proposals; `equity` in minor units. A fall from the peak beyond
   * its limit is a breaker: trading stops until a person releases it.
   */
  observeEquity(time: EpochMs, equity: number): void {
    const memory = this.#memory;
    this.#lastEquity = equity;
    if (equity > memory.equityPeak) memory.equityPeak = equity;
    if (!memory.killed && equity < memory.equityPeak * (1 - this.#limits.drawdownMax)) {
      this.kill(`The equity fell by more than ${(this.#limits.drawdownMax * 100).toFixed(1)} % from its peak.`);
    }
    if (time < this.#dayEnd) return;
    memory.dayOpenEquity = equity;
    this.#dayEnd = tradingDayOpen(time) + 24 * 3_600_000;
  }

  /** An order was filled: the broker shows its position from now on. */
  observeFill(clientOrderId: string): void {
    this.#commitments.markFilled(clientOrderId);
  }

  /** An order ended without a fill. */
  observeUnfilled(clientOrderId: string): void {
    this.#commitments.remove(clientOrderId);
  }

  /** Its position was asked to be closed: it no longer counts against the limits on positions and open risk. */
  observeClosing(clientOrderId: string): void {
    this.#commitments.markClosing(clientOrderId);
  }

  /** The position of an order is closed. */
  observeTrade(clientOrderId: string, trade: Trade): void {
    this.#commitments.remove(clientOrderId);
    if (trade.split.net < 0) {
      this.#memory.lossesInRow++;
      this.#memory.lastLossTime = trade.closeTime;
    } else {
      this.#memory.lossesInRow = 0;
    }
  }

  /** What the approved orders of the account tie up. */
  committed(symbol: SymbolName): CommitmentTotals {
    return this.#commitments.totals(symbol);
  }

  /** Checks a proposal against every limit. Refusals carry all failed checks, not the first alone. */
  review(proposal: Proposal): RiskReview {
    const values = new Float64Array(RISK_RULES.length);
    const limits = new Float64Array(RISK_RULES.length);
    const failed: string[] = [];
    for (let index = 0; index < RISK_RULES.length; index++) {
      const rule = RISK_RULES[index]!;
      const value = rule.measure(proposal, this.#memory, this.#limits);
      const limit = rule.limit(this.#limits, proposal);
      values[index] = value;
      limits[index] = limit;
      if (!passes(rule.least, value, limit)) failed.push(rule.name);
    }
    const order = failed.length === 0 ? this.#approve(proposal) : null;
    return new RiskReview(order, failed, { values, limits });
  }

  #approve(proposal: Proposal): ApprovedOrder {
    const { signal } = proposal;
    this.#lastIntents.set(`${signal.symbol} ${signal.side}`, signal.time);
    this.#commitments.add(proposal.clientOrderId, signal.symbol, proposal.riskAmount, proposal.marginAmount);
    return new Approved(
      {
        clientOrderId: proposal.clientOrderId,
        signalId: signal.id,
        symbol: signal.symbol,
        side: signal.side,
        volume: proposal.volume,
        ...termsOf(signal),
        exitTime: signal.exitTime,
        createdAt: proposal.time,
      },
      proposal.probability,
    );
  }
}
