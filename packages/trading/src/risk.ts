import {
  tradingDayOpen,
  tradingWeekOpen,
  TRADING_WEEK_MS,
  type EpochMs,
  type OrderRequest,
  type OrderTerms,
  type Side,
  type Signal,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import { Commitments, type Closing, type CommitmentTotals } from './commitments.ts';
import { errors } from './errors.ts';
import { CHANGE_RULES, RISK_RULES, type Proposal, type RiskMemory, type RiskSubject } from './risk-checks.ts';
import { RiskFindings } from './risk-findings.ts';
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
export class RiskReview extends RiskFindings<Proposal> {
  /** The order to submit; null where a check failed. */
  readonly order: ApprovedOrder | null;

  constructor(
    proposal: Proposal,
    state: { memory: RiskMemory; limits: RiskLimits },
    approve: (proposal: Proposal) => ApprovedOrder,
  ) {
    super(RISK_RULES, proposal, state);
    this.order = this.failed.length === 0 ? approve(proposal) : null;
  }
}

/** A new stop of a position or waiting order. */
export interface StopChange {
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly time: EpochMs;
  readonly equity: number;
  /** Loss at the new stop, in minor units; the whole equity without one. */
  readonly riskAmount: number;
}

/** A loss at the stop that is larger by no more than this is the same: rates of conversion move in between. */
const SAME_RISK = 1e-9;

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
  /** Orders of the last candle, by symbol and side. */
  readonly #lastIntents = new Map<string, { time: EpochMs; readonly orders: Set<string> }>();
  readonly #memory: RiskMemory = {
    killed: false,
    equityPeak: Number.NEGATIVE_INFINITY,
    dayOpenEquity: Number.NaN,
    lossesInRow: 0,
    lastLossTime: Number.NEGATIVE_INFINITY as EpochMs,
    isDuplicate: ({ signal }) => {
      const last = this.#lastIntents.get(`${signal.symbol} ${signal.side}`);
      return last !== undefined && last.time === signal.time && last.orders.has(intentOf(signal));
    },
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

  /**
   * So many lots of an order were filled. They opened a position, which the broker shows from now on, or (on a netting
   * account) closed what was open on the other side.
   */
  observeFill(clientOrderId: string, fill: { readonly volume: number; readonly opens: boolean }): void {
    this.#commitments.fill(clientOrderId, fill.volume, fill.opens);
  }

  /** An order has ended: nothing more of it is filled. */
  observeEnd(clientOrderId: string, isFilled: boolean): void {
    this.#commitments.end(clientOrderId, isFilled);
  }

  /** Its position was asked to be closed and no longer counts against the limits; `none` where the broker refused to. */
  observeClosing(clientOrderId: string, closing: Closing): void {
    this.#commitments.markClosing(clientOrderId, closing);
  }

  /** So many lots of an order's position are closed. */
  observeClosed(clientOrderId: string, volume: number): void {
    this.#commitments.close(clientOrderId, volume);
  }

  /** A position of the account is closed, or a part of one. */
  observeTrade(trade: Trade): void {
    if (trade.split.net < 0) {
      this.#memory.lossesInRow++;
      this.#memory.lastLossTime = trade.closeTime;
    } else {
      this.#memory.lossesInRow = 0;
    }
  }

  /** The broker did not change a stop as it was asked to. */
  observeUnchanged(clientOrderId: string): void {
    this.#commitments.restoreRisk(clientOrderId);
  }

  /** What the approved orders of the account tie up. */
  committed(symbol: SymbolName): CommitmentTotals {
    return this.#commitments.totals(symbol);
  }

  /** What the waiting orders of a group tie up, of which one is filled at most. */
  committedByGroup(ocoGroup: string): { readonly riskAmount: number; readonly marginAmount: number } | undefined {
    return this.#commitments.groupOf(ocoGroup);
  }

  /** Side of an order that is in flight, waiting, or behind an open position. */
  sideOf(clientOrderId: string): Side | undefined {
    return this.#commitments.sideOf(clientOrderId);
  }

  /** Checks a proposal against every limit. Refusals carry all failed checks, not the first alone. */
  review(proposal: Proposal): RiskReview {
    const state = { memory: this.#memory, limits: this.#limits };
    return new RiskReview(proposal, state, (approved) => this.#approve(approved));
  }

  /**
   * Checks a new stop. One that loses no more than the approved one passes; a larger loss has to fit into the limits as
   * that of a new order would. Returns null where it may be sent, and then counts with the new loss.
   */
  reviewStop(change: StopChange): RiskFindings<RiskSubject> | null {
    const { clientOrderId, symbol, time, equity, riskAmount } = change;
    const before = this.#commitments.riskOf(clientOrderId);
    if (!(riskAmount <= before * (1 + SAME_RISK))) {
      const openRiskAmount = this.#commitments.totals(symbol).openRiskAmount - before;
      const subject = { time, equity, riskAmount, openRiskAmount };
      const findings = new RiskFindings(CHANGE_RULES, subject, { memory: this.#memory, limits: this.#limits });
      if (findings.failed.length > 0) return findings;
    }
    this.#commitments.changeRisk(clientOrderId, riskAmount);
    return null;
  }

  #approve(proposal: Proposal): ApprovedOrder {
    const { signal } = proposal;
    this.#remember(signal);
    this.#commitments.add(proposal.clientOrderId, {
      symbol: signal.symbol,
      side: signal.side,
      volume: proposal.volume,
      ocoGroup: signal.ocoGroup,
      riskAmount: proposal.riskAmount,
      marginAmount: proposal.marginAmount,
    });
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

  #remember(signal: Signal): void {
    const key = `${signal.symbol} ${signal.side}`;
    const last = this.#lastIntents.get(key);
    if (last?.time === signal.time) last.orders.add(intentOf(signal));
    else this.#lastIntents.set(key, { time: signal.time, orders: new Set([intentOf(signal)]) });
  }
}

/** What makes two orders of one side, sent at one moment, the same. */
function intentOf({ type, price, limitPrice }: Signal): string {
  return `${type} ${price} ${limitPrice}`;
}
