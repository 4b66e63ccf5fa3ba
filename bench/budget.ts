import type { Budget } from './benchmark.ts';

/** The figures that budgets speak of. */
export interface BudgetedFigures {
  readonly bestMs: number;
  readonly perSecond: number;
  readonly latency: { readonly p99: number } | null;
}

/** The budget in words. */
export function describeBudget(budget: Budget): string {
  switch (budget.kind) {
    case 'duration':
      return `under ${budget.msMax / 1000} s`;
    case 'rate':
      return `over ${budget.perSecondMin.toLocaleString('en-US')}/s`;
    case 'p99':
      return `p99 under ${budget.msMax} ms`;
  }
}

/** How much of the budget is used: at most 1 where it is met. */
export function budgetUse(budget: Budget, figures: BudgetedFigures): number {
  switch (budget.kind) {
    case 'duration':
      return figures.bestMs / budget.msMax;
    case 'rate':
      return budget.perSecondMin / figures.perSecond;
    case 'p99':
      return (figures.latency?.p99 ?? Number.POSITIVE_INFINITY) / budget.msMax;
  }
}
