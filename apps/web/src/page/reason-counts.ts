import type { DecisionMessage } from '@pipwright/protocol';
import { humanName, OUTCOME_WORDS } from '../format/index.ts';

export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** Sentences that differ only in their figures are one reason. */
function withoutFigures(sentence: string): string {
  return sentence.replaceAll(/[-−+]?\d+(?:[.,]\d+)*/g, '…');
}

function reasonsOf({ outcome, checks, reason }: DecisionMessage): string[] {
  const failed = checks.filter((check) => !check.passed);
  if (outcome === 'refused' && failed.length > 0)
    return failed.map((check) => `${OUTCOME_WORDS.refused}: ${humanName(check.name).toLowerCase()}`);
  return [`${OUTCOME_WORDS[outcome]}: ${withoutFigures(reason)}`];
}

/** How often each reason stood behind a decision, most frequent first. */
export function countReasons(decisions: readonly DecisionMessage[]): ReasonCount[] {
  const counts = new Map<string, number>();
  for (const decision of decisions)
    for (const reason of reasonsOf(decision)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
