import { AskSource } from '@pipwright/model';
import { describeMoney } from '@pipwright/trading';
import type { Robustness } from '../robustness/robustness.ts';
import type { RunDistribution } from '../robustness/run-distribution.ts';
import type { Statistics } from './statistics.ts';
import { hard, soft, type Check, type VerdictEvidence } from './verdict-evidence.ts';

/** Fewer trades than this prove nothing. */
const TRADES_MIN = 100;
/** A deflated Sharpe ratio below this is no evidence. */
const CONFIDENCE_MIN = 0.95;
/** p-values above this are no evidence. */
const SIGNIFICANCE = 0.05;
/** Choosing the best is then no better than choosing any. */
const OVERFITTING_MAX = 0.5;
const OVERFITTING_DOUBTFUL = 0.2;
const EFFICIENCY_DOUBTFUL = 0.5;
const RULE_SHARE_MAX = 0.02;
const DRAWDOWN_MAX = 0.3;
/** Of what the price moves bring. */
const COST_SHARE_MAX = 0.5;
const RUIN_FRACTION = 0.5;
const RUIN_SHARE_MAX = 0.05;
/** Of neighbours, or of months to begin in. */
const LOSING_SHARE_MAX = 0.25;
const STRESS_FACTOR = 1.5;

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;

export function moneyChecks({ netProfit, costs, currency }: Statistics): Check[] {
  const paid = costs.spread + costs.slippage + costs.commission + costs.swap;
  if (netProfit <= 0) {
    const lost = `It lost ${describeMoney(-netProfit, currency)}.`;
    if (costs.price <= 0) return [hard(false, lost, 'It would have lost without any costs, too.')];
    const earned = describeMoney(costs.price, currency);
    return [hard(false, lost, `The price moves earned ${earned}, the costs took ${describeMoney(-paid, currency)}.`)];
  }
  const won = hard(true, `It earned ${describeMoney(netProfit, currency)} after costs.`);
  if (!(costs.price > 0) || paid >= 0) return [won];
  const share = -paid / costs.price;
  const text = `Costs took ${percent(share)} of what the price moves brought.`;
  return [won, soft(share <= COST_SHARE_MAX, text)];
}

export function sampleChecks({ trades, evidence, tradingDays }: Statistics): Check[] {
  const checks = [
    trades.count < TRADES_MIN
      ? hard(false, `There are only ${trades.count} trades; ${TRADES_MIN} are the least to judge by.`)
      : hard(true, `There are ${trades.count} trades to judge by.`),
  ];
  const needed = evidence?.minimumTrackRecordDays ?? null;
  if (needed === null) return checks;
  const days = Math.ceil(needed);
  return [
    ...checks,
    needed > tradingDays
      ? hard(false, `${days} trading days would be needed to be 95 % sure of a profit; there are ${tradingDays}.`)
      : hard(true, `${days} trading days are needed to be 95 % sure of a profit; there are ${tradingDays}.`),
  ];
}

export function luckChecks({ evidence, tradingDays }: Statistics): Check[] {
  if (evidence === null) {
    return [hard(false, `There are only ${tradingDays} trading days of returns, or they do not vary.`)];
  }
  const { deflatedSharpe, trials, luckySharpe } = evidence;
  if (deflatedSharpe >= CONFIDENCE_MIN) {
    const tried = `${trials} ${trials === 1 ? 'trial' : 'trials'}`;
    const found = percent(deflatedSharpe);
    return [
      hard(true, `After ${tried}, the probability that the true Sharpe ratio is above what luck gives is ${found}.`),
    ];
  }
  const found = `${percent(deflatedSharpe)}, below ${percent(CONFIDENCE_MIN)}`;
  if (trials <= 1) return [hard(false, `The probability that the true Sharpe ratio is above 0 is ${found}.`)];
  const lucky = luckySharpe.toFixed(2);
  return [
    hard(
      false,
      `The deflated Sharpe ratio is ${found}: the best of ${trials} variants without skill would show a Sharpe ratio of ${lucky} by luck.`,
    ),
  ];
}

/** What the search that found the strategy says about it. */
export function searchChecks(evidence: VerdictEvidence, { currency }: Statistics): Check[] {
  const checks: Check[] = [];
  const { backtestOverfitting, realityCheck, walkForward } = evidence;
  if (backtestOverfitting) {
    const { probability, lossProbability } = backtestOverfitting;
    const text = `Chosen on one half of the days, the best variant was among the worse half of all variants on the other days in ${percent(probability)} of the splits, and lost there in ${percent(lossProbability)}.`;
    checks.push(probability > OVERFITTING_MAX ? hard(false, text) : soft(probability <= OVERFITTING_DOUBTFUL, text));
  }
  if (realityCheck) {
    const { spa } = realityCheck;
    const text = `If no variant were better than doing nothing, the best of them would look as good as this in ${percent(spa)} of the cases (superior predictive ability).`;
    checks.push(hard(spa <= SIGNIFICANCE, text));
  }
  if (walkForward && walkForward.folds > 0) {
    const { efficiency, net, folds } = walkForward;
    const made = net > 0 ? `earned ${describeMoney(net, currency)}` : `lost ${describeMoney(-net, currency)}`;
    checks.push(hard(net > 0, `What was chosen on each of ${folds} training spans ${made} on the spans after them.`));
    if (efficiency !== null) {
      const text = `Of the training score, ${percent(efficiency)} was left on the spans after it.`;
      checks.push(efficiency <= 0 ? hard(false, text) : soft(efficiency >= EFFICIENCY_DOUBTFUL, text));
    }
  }
  return checks;
}

/** What the figures rest on. */
export function costChecks({ askSource, ruleExitShare, ruleFillShare, drawdown, costs }: Statistics): Check[] {
  const checks: Check[] = [];
  if (askSource === AskSource.Assumed) {
    checks.push(soft(false, 'The data has no ask side: the spread is an assumption.'));
  }
  if (costs.commission === 0) checks.push(soft(false, 'No commission was charged.'));
  if (ruleExitShare !== null && ruleExitShare > RULE_SHARE_MAX) {
    checks.push(
      soft(
        false,
        `${percent(ruleExitShare)} of the exits rest on the rule for candles that reach both stop and target; finer candles would show which came first.`,
      ),
    );
  }
  if (ruleFillShare !== null) {
    const text = `${percent(ruleFillShare)} of the fills are at prices inside candles that only a rule for the path gives.`;
    checks.push(soft(ruleFillShare <= RULE_FILLS_MAX, text));
  }
  if (drawdown.equity.fraction > DRAWDOWN_MAX) {
    checks.push(soft(false, `The equity fell by ${percent(drawdown.equity.fraction)} from its peak.`));
  }
  return checks;
}

/** Fills inside candles are usual for strategies with stops; this many say that the candles are too coarse for them. */
const RULE_FILLS_MAX = 0.5;

/** The p-value of a share of runs: the strategy itself counts as one of them, so that it is never 0. */
function chance({ runs, shareAsGood }: RunDistribution): number {
  return (1 + shareAsGood * runs) / (1 + runs);
}

export function robustnessChecks({ robustness }: VerdictEvidence): Check[] {
  if (!robustness) return [];
  const checks: Check[] = [];
  const { monteCarlo, bootstrap, candleBootstrap, randomEntry } = robustness;
  if (randomEntry) {
    const text = `${percent(randomEntry.shareAsGood)} of ${randomEntry.runs} runs with entries at random times, and the same costs, did as well.`;
    checks.push(hard(chance(randomEntry) <= SIGNIFICANCE, text));
  }
  if (candleBootstrap) {
    const text = `${percent(candleBootstrap.shareAsGood)} of ${candleBootstrap.runs} runs on candles without any order longer than a block did as well.`;
    checks.push(soft(chance(candleBootstrap) <= SIGNIFICANCE, text));
  }
  if (bootstrap) {
    const { p5, p95 } = bootstrap.sharpe;
    const text = `Had the days come otherwise, its Sharpe ratio would lie between ${p5.toFixed(2)} and ${p95.toFixed(2)} in nine of ten cases.`;
    checks.push(soft(p5 > 0, text));
  }
  if (monteCarlo) {
    const share = monteCarlo.ruin.find(({ fraction }) => fraction === RUIN_FRACTION)?.share ?? 0;
    const text = `Had its trades come otherwise, ${percent(share)} of the accounts would have lost half of their balance at some time.`;
    checks.push(soft(share <= RUIN_SHARE_MAX, text));
  }
  return [...checks, ...stressChecks(robustness)];
}

function stressChecks({ costStress = [], neighbourhood = [], startDates = [] }: Partial<Robustness>): Check[] {
  const checks: Check[] = [];
  const stressed = costStress.find(({ name, factor }) => name === 'all costs' && factor === STRESS_FACTOR);
  if (stressed !== undefined) {
    const text = stressed.net > 0 ? 'It still earns' : 'It no longer earns anything';
    checks.push(soft(stressed.net > 0, `${text} where spread, slippage and commission are half as high again.`));
  }
  const losing = (rows: readonly { readonly net: number }[]): number =>
    rows.filter(({ net }) => net <= 0).length / rows.length;
  const neighbours = neighbourhood.flatMap(({ points }) => points.filter(({ chosen }) => !chosen));
  if (neighbours.length > 0) {
    const share = losing(neighbours);
    const text = `${percent(share)} of ${neighbours.length} runs with a parameter a little different lose.`;
    checks.push(soft(share <= LOSING_SHARE_MAX, text));
  }
  // The last months say little about anything.
  const starts = startDates.filter(({ sharpe }) => sharpe !== null);
  if (starts.length > 0) {
    const share = losing(starts);
    const text = `Begun in ${percent(share)} of the months instead, it would have lost.`;
    checks.push(soft(share <= LOSING_SHARE_MAX, text));
  }
  return checks;
}
