import type { DecisionCounts } from '@pipwright/trading';
import type { Statistics } from './statistics.ts';
import { costChecks, luckChecks, moneyChecks, robustnessChecks, sampleChecks, searchChecks } from './verdict-checks.ts';
import { Weight, type Check, type VerdictEvidence } from './verdict-evidence.ts';

export const VerdictKind = {
  /** Nothing was traded. */
  NoTrades: 'no-trades',
  /** What was measured may be luck. */
  NoEvidence: 'no-evidence',
  /** Better than luck explains, in this sample and with these costs. */
  Evidence: 'evidence',
} as const;
export type VerdictKind = (typeof VerdictKind)[keyof typeof VerdictKind];

/** One plain sentence about one question that was asked of the result. */
export interface Finding {
  readonly text: string;
  /** `true` where the answer speaks for the strategy. */
  readonly good: boolean;
}

/** What a trader should take from a backtest, in plain words. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly headline: string;
  /** Why, the strongest reason first. */
  readonly reasons: readonly string[];
  /** What weakens any conclusion from this backtest. */
  readonly cautions: readonly string[];
  /** Everything that was asked, with its answer; questions that nobody asked are not here. */
  readonly findings: readonly Finding[];
}

/**
 * Judges a backtest. `decisions` explains why nothing was traded, where that is so; `evidence` holds what else is known.
 *
 * Evidence of an edge is claimed only where every hard test that was made is passed: a profit, 100 trades, a deflated
 * Sharpe ratio of 95 %, a track record as long as the one needed, a probability of overfitting of at most 50 %, a p-value
 * of at most 5 % against data snooping and against random entries, and a walk-forward that kept its profit. More tests can
 * therefore only take a claim away.
 */
export function verdictOf(statistics: Statistics, decisions?: DecisionCounts, evidence: VerdictEvidence = {}): Verdict {
  if (statistics.trades.count === 0) return noTrades(decisions);
  const checks: Check[] = [
    ...moneyChecks(statistics),
    ...sampleChecks(statistics),
    ...luckChecks(statistics),
    ...searchChecks(evidence, statistics),
    ...costChecks(statistics),
    ...robustnessChecks(evidence),
  ];
  const failed = (weight: Weight): string[] =>
    checks.filter((check) => !check.good && check.weight === weight).flatMap(({ texts }) => texts);
  const reasons = failed(Weight.Hard);
  const cautions = failed(Weight.Soft);
  const findings = checks.flatMap(({ texts, good }) => texts.map((text) => ({ text, good })));
  if (reasons.length > 0) {
    const headline = 'There is no evidence of an edge.';
    return { kind: VerdictKind.NoEvidence, headline, reasons, cautions, findings };
  }
  return {
    kind: VerdictKind.Evidence,
    headline: 'The result is better than luck explains, in this sample and with these costs.',
    reasons: [
      ...luckChecks(statistics).flatMap(({ texts }) => texts),
      'The past does not promise the future: trade it on a paper account first and compare.',
    ],
    cautions,
    findings,
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
  const headline = 'Nothing was traded, so nothing can be said.';
  return { kind: VerdictKind.NoTrades, headline, reasons, cautions: [], findings: [] };
}
