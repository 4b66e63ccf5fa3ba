import { AskSource } from '@pipwright/model';
import { describeMoney, type DecisionCounts } from '@pipwright/trading';
import type { Statistics } from './statistics.ts';

export const VerdictKind = {
  /** Nothing was traded. */
  NoTrades: 'no-trades',
  /** What was measured may be luck. */
  NoEvidence: 'no-evidence',
  /** Better than luck explains, in this sample and with these costs. */
  Evidence: 'evidence',
} as const;
export type VerdictKind = (typeof VerdictKind)[keyof typeof VerdictKind];

/** What a trader should take from a backtest, in plain words. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly sentence: string;
  /** Why, the strongest reason first. */
  readonly reasons: readonly string[];
  /** What weakens any conclusion from this backtest. */
  readonly cautions: readonly string[];
}

/** Fewer trades than this prove nothing. */
const TRADES_MIN = 100;
/** A deflated Sharpe ratio below this is no evidence. */
const CONFIDENCE_MIN = 0.95;
const RULE_SHARE_MAX = 0.02;

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

/** Judges a backtest. `decisions` explains why nothing was traded, where that is so. */
export function verdictOf(statistics: Statistics, decisions?: DecisionCounts): Verdict {
  if (statistics.trades.count === 0) return noTrades(decisions);
  const reasons = [...moneyReasons(statistics), ...sampleReasons(statistics), ...luckReasons(statistics)];
  const cautions = cautionsOf(statistics);
  if (reasons.length > 0) {
    return { kind: VerdictKind.NoEvidence, sentence: 'There is no evidence of an edge.', reasons, cautions };
  }
  const { deflatedSharpe, trials } = statistics.evidence!;
  return {
    kind: VerdictKind.Evidence,
    sentence: 'The result is better than luck explains, in this sample and with these costs.',
    reasons: [
      `After ${trials} ${trials === 1 ? 'trial' : 'trials'}, the probability that the true Sharpe ratio is above what luck gives is ${percent(deflatedSharpe)}.`,
      'The past does not promise the future: trade it on a paper account first and compare.',
    ],
    cautions,
  };
}

function noTrades(decisions: DecisionCounts | undefined): Verdict {
  const reasons: string[] = [];
  const top = (counts: ReadonlyMap<string, number>): [string, number][] =>
    [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  if (decisions !== undefined) {
    for (const [code, count] of top(decisions.noSignalByCode)) {
      reasons.push(`${count} of ${decisions.candles} candles gave no signal: ${code}.`);
    }
    for (const [check, count] of top(decisions.refusedByCheck)) {
      reasons.push(`${count} of ${decisions.refused + decisions.orders} signals were refused by the check ${check}.`);
    }
    for (const [reason, count] of top(decisions.rejectedByReason)) {
      reasons.push(`${count} of ${decisions.orders} orders were not filled: ${reason}.`);
    }
  }
  return { kind: VerdictKind.NoTrades, sentence: 'Nothing was traded, so nothing can be said.', reasons, cautions: [] };
}

function moneyReasons({ netProfit, costs, currency }: Statistics): string[] {
  if (netProfit > 0) return [];
  const paid = costs.spread + costs.slippage + costs.commission + costs.swap;
  const lost = `It lost ${describeMoney(-netProfit, currency)}.`;
  if (costs.price <= 0) return [lost, 'It would have lost without any costs, too.'];
  return [
    lost,
    `The price moves earned ${describeMoney(costs.price, currency)}, the costs took ${describeMoney(-paid, currency)}.`,
  ];
}

function sampleReasons({ trades, evidence, tradingDays }: Statistics): string[] {
  const reasons: string[] = [];
  if (trades.count < TRADES_MIN)
    reasons.push(`There are only ${trades.count} trades; ${TRADES_MIN} are the least to judge by.`);
  const needed = evidence?.minimumTrackRecordDays ?? null;
  if (needed !== null && needed > tradingDays) {
    reasons.push(
      `${Math.ceil(needed)} trading days would be needed to be 95 % sure of a profit; there are ${tradingDays}.`,
    );
  }
  return reasons;
}

function luckReasons({ evidence, tradingDays }: Statistics): string[] {
  if (evidence === null) return [`There are only ${tradingDays} trading days of returns, or they do not vary.`];
  const { deflatedSharpe, trials, luckySharpe } = evidence;
  if (deflatedSharpe >= CONFIDENCE_MIN) return [];
  const found = `${percent(deflatedSharpe)}, below ${percent(CONFIDENCE_MIN)}`;
  if (trials <= 1) return [`The probability that the true Sharpe ratio is above 0 is ${found}.`];
  const lucky = luckySharpe.toFixed(2);
  return [
    `The deflated Sharpe ratio is ${found}: the best of ${trials} variants without skill would show a Sharpe ratio of ${lucky} by luck.`,
  ];
}

function cautionsOf({ askSource, ruleExitShare, drawdown, costs }: Statistics): string[] {
  const cautions: string[] = [];
  if (askSource === AskSource.Assumed) cautions.push('The data has no ask side: the spread is an assumption.');
  if (costs.commission === 0) cautions.push('No commission was charged.');
  if (ruleExitShare !== null && ruleExitShare > RULE_SHARE_MAX) {
    cautions.push(
      `${percent(ruleExitShare)} of the exits rest on the rule for candles that reach both stop and target; finer candles would show which came first.`,
    );
  }
  if (drawdown.equity.fraction > 0.3)
    cautions.push(`The equity fell by ${percent(drawdown.equity.fraction)} from its peak.`);
  return cautions;
}
