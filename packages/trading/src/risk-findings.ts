import type { RiskCheck } from '@pipwright/model';
import type { RiskMemory, RiskRule } from './risk-checks.ts';
import type { RiskLimits } from './risk-limits.ts';

/** A value that is not a number fails: unknown is not safe. */
function passes(least: boolean, value: number, limit: number): boolean {
  return least ? value >= limit : value <= limit;
}

/** Checks as they came out, with the figures that they compared. */
export class RiskFindings<Subject> {
  /** Names of the failed checks. */
  readonly failed: readonly string[];
  readonly #rules: readonly RiskRule<Subject>[];
  readonly #values: readonly number[];
  readonly #limits: readonly number[];

  constructor(
    rules: readonly RiskRule<Subject>[],
    subject: Subject,
    { memory, limits }: { memory: RiskMemory; limits: RiskLimits },
  ) {
    const failed: string[] = [];
    this.#rules = rules;
    // Plain arrays: a typed one takes longer to make than all of its figures to compute.
    const values: number[] = [];
    const bounds: number[] = [];
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index]!;
      const value = rule.measure(subject, memory, limits);
      const limit = rule.limit(limits, subject);
      values.push(value);
      bounds.push(limit);
      if (!passes(rule.least, value, limit)) failed.push(rule.name);
    }
    this.#values = values;
    this.#limits = bounds;
    this.failed = failed;
  }

  /** All checks with their figures and sentences. Built on demand, as nobody reads them in a backtest. */
  checks(): RiskCheck[] {
    return this.#rules.map((rule, index) => {
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
