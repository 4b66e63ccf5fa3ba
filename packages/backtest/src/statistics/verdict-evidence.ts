import type { Robustness } from '../robustness/robustness.ts';
import type { BacktestOverfitting } from './overfitting/backtest-overfitting.ts';
import type { RealityCheck } from './overfitting/reality-check.ts';

/** What is known of a result besides its own figures. What was not asked is left out, or null. */
export interface VerdictEvidence {
  readonly backtestOverfitting?: Pick<BacktestOverfitting, 'probability' | 'lossProbability'> | null | undefined;
  readonly realityCheck?: Pick<RealityCheck, 'white' | 'spa'> | null | undefined;
  readonly walkForward?: WalkForwardEvidence | null | undefined;
  readonly robustness?: Partial<Robustness> | null | undefined;
}

/** What was left of the choices of the training parts on the parts that followed them. */
export interface WalkForwardEvidence {
  readonly folds: number;
  /** Of all test parts, minor units. */
  readonly net: number;
  /** Mean test score / mean train score; null where it is not defined. */
  readonly efficiency: number | null;
}

export const Weight = {
  /** Where it fails there is no evidence of an edge. */
  Hard: 'hard',
  /** Where it fails it weakens what is concluded. */
  Soft: 'soft',
} as const;
export type Weight = (typeof Weight)[keyof typeof Weight];

/** A question that was asked of a result, and its answer in plain words. */
export interface Check {
  readonly weight: Weight;
  readonly good: boolean;
  readonly texts: readonly string[];
}

const check =
  (weight: Weight) =>
  (good: boolean, ...texts: readonly string[]): Check => ({ weight, good, texts });

export const hard = check(Weight.Hard);
export const soft = check(Weight.Soft);
