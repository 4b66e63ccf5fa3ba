import { toPips, type EpochMs, type Instrument, type Lots, type Signal } from '@pipwright/model';
import type { RiskLimits } from './risk-limits.ts';

/** What is put at risk, and beside what. Money in minor units of the account. */
export interface RiskSubject {
  readonly time: EpochMs;
  readonly equity: number;
  /** Loss at the stop, commission included; the whole equity where there is no stop. */
  readonly riskAmount: number;
  /** The same for the other open positions and orders of the account. */
  readonly openRiskAmount: number;
}

/** An order that somebody wants to send, with everything that risk compares. */
export interface Proposal extends RiskSubject {
  readonly clientOrderId: string;
  readonly signal: Signal;
  /** Probability that the direction is right. */
  readonly probability: number;
  readonly instrument: Instrument;
  readonly volume: Lots;
  readonly bid: number;
  readonly ask: number;
  readonly quoteTime: EpochMs;
  /** Open positions that are not being closed and orders in flight, without this one. A group counts as one. */
  readonly positionsOfSymbol: number;
  readonly positionsOfAccount: number;
  /** Margin that this order takes. */
  readonly marginAmount: number;
  /** Margin in use once this order is filled. */
  readonly marginAfter: number;
}

/** What risk remembers between proposals. */
export interface RiskMemory {
  killed: boolean;
  equityPeak: number;
  dayOpenEquity: number;
  lossesInRow: number;
  lastLossTime: EpochMs;
  /** Whether an order of the same symbol, side, type and price was approved from this candle already. */
  readonly isDuplicate: (proposal: Proposal) => boolean;
  /** Milliseconds from a time to the end of its trading week; below 0 outside of it. */
  readonly weekLeftMs: (time: EpochMs) => number;
}

/** A check: what it measures, the limit, and how both are said. It passes while value <= limit, or >= where `least`. */
export interface RiskRule<Subject = Proposal> {
  readonly name: string;
  readonly least: boolean;
  readonly measure: (subject: Subject, memory: RiskMemory, limits: RiskLimits) => number;
  readonly limit: (limits: RiskLimits, subject: Subject) => number;
  readonly describe: (value: number, limit: number) => string;
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;
const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;
const yesNo = (condition: boolean): number => (condition ? 1 : 0);
const HALF = 0.5;

const KILL_SWITCH: RiskRule<RiskSubject> = {
  name: 'kill-switch',
  least: false,
  measure: (_, memory) => yesNo(memory.killed),
  limit: () => 0,
  describe: (value) => (value > HALF ? 'the kill switch is on: nothing is opened' : 'the kill switch is off'),
};

const DAILY_LOSS: RiskRule<RiskSubject> = {
  name: 'daily-loss',
  least: false,
  measure: ({ equity }, memory) => Math.max(0, 1 - equity / memory.dayOpenEquity),
  limit: (limits) => limits.dailyLossMax,
  describe: (value, limit) => `loss of the trading day ${percent(value)}, at most ${percent(limit)}`,
};

const DRAWDOWN: RiskRule<RiskSubject> = {
  name: 'drawdown',
  least: false,
  measure: ({ equity }, memory) => Math.max(0, 1 - equity / memory.equityPeak),
  limit: (limits) => limits.drawdownMax,
  describe: (value, limit) => `equity ${percent(value)} below its peak, at most ${percent(limit)}`,
};

const OPEN_RISK: RiskRule<RiskSubject> = {
  name: 'open-risk',
  least: false,
  measure: ({ equity, openRiskAmount, riskAmount }) => (openRiskAmount + riskAmount) / equity,
  limit: (limits) => limits.openRiskMax,
  describe: (value, limit) => `risk at all stops ${percent(value)} of equity, at most ${percent(limit)}`,
};

const RISK_PER_TRADE: RiskRule<RiskSubject> = {
  name: 'risk-per-trade',
  least: false,
  measure: ({ equity, riskAmount }) => riskAmount / equity,
  limit: (limits) => limits.riskPerTradeMax,
  describe: (value, limit) => `risk at the stop ${percent(value)} of equity, at most ${percent(limit)}`,
};

const ACCOUNT_RULES: readonly RiskRule[] = [
  KILL_SWITCH,
  DAILY_LOSS,
  DRAWDOWN,
  {
    name: 'cool-down',
    least: false,
    measure: ({ time }, memory, limits) =>
      memory.lossesInRow < limits.coolDownLosses ? 0 : Math.max(0, memory.lastLossTime + limits.coolDownMs - time),
    limit: () => 0,
    describe: (value) => (value > 0 ? `pause after losses for ${minutes(value)} more` : 'no pause after losses'),
  },
  OPEN_RISK,
  {
    name: 'positions',
    least: false,
    measure: ({ positionsOfAccount }) => positionsOfAccount + 1,
    limit: (limits) => limits.positionsMax,
    describe: (value, limit) => `${value} positions in all, at most ${limit}`,
  },
  {
    name: 'margin',
    least: false,
    measure: ({ equity, marginAfter }) => marginAfter / equity,
    limit: (limits) => limits.marginUseMax,
    describe: (value, limit) => `margin ${percent(value)} of equity after the fill, at most ${percent(limit)}`,
  },
];

const ORDER_RULES: readonly RiskRule[] = [
  {
    name: 'volume',
    least: true,
    measure: ({ volume }) => volume,
    limit: (_, { instrument }) => instrument.volume.min,
    describe: (value, limit) =>
      value < limit
        ? `the account is too small for this stop, or there is none to size by: less than ${limit} lots`
        : `volume ${value} lots`,
  },
  RISK_PER_TRADE,
  {
    name: 'positions-per-symbol',
    least: false,
    measure: ({ positionsOfSymbol }) => positionsOfSymbol + 1,
    limit: (limits) => limits.positionsPerSymbolMax,
    describe: (value, limit) => `${value} positions of the symbol, at most ${limit}`,
  },
  {
    name: 'spread',
    least: false,
    measure: ({ ask, bid, instrument }) => toPips(instrument, ask - bid),
    limit: (limits, { instrument }) => limits.spreadMultipleMax * instrument.typicalSpread,
    describe: (value, limit) => `spread ${value.toFixed(1)} pips, at most ${limit.toFixed(1)}`,
  },
  {
    name: 'quote-age',
    least: false,
    measure: ({ time, quoteTime }) => time - quoteTime,
    limit: (limits) => limits.quoteAgeMaxMs,
    describe: (value, limit) => `quote ${value} ms old, at most ${limit}`,
  },
  {
    name: 'trading-hours',
    least: true,
    measure: ({ time }, memory) => memory.weekLeftMs(time),
    limit: (limits) => limits.weekendDistanceMinMs,
    describe: (value, limit) =>
      value < 0 ? 'the market is closed' : `${minutes(value)} to the weekend, at least ${minutes(limit)}`,
  },
  {
    name: 'duplicate-intent',
    least: false,
    measure: (proposal, memory) => yesNo(memory.isDuplicate(proposal)),
    limit: () => 0,
    describe: (value) =>
      value > HALF ? 'the same order was already made from this candle' : 'no such order from this candle',
  },
];

/** Every check, in the order in which they are shown. */
export const RISK_RULES: readonly RiskRule[] = [...ACCOUNT_RULES, ...ORDER_RULES];

/** What a change of a stop is checked by, where it enlarges the loss at the stop. */
export const CHANGE_RULES: readonly RiskRule<RiskSubject>[] = [
  KILL_SWITCH,
  DAILY_LOSS,
  DRAWDOWN,
  OPEN_RISK,
  RISK_PER_TRADE,
];
