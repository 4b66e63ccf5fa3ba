import type { LabelTable } from '../labels/label.ts';
import type { CheckedTable } from './check-look-ahead.ts';

/** Labels in the form that `checkLookAhead` takes: each is to be known at its own `availableAt`. */
export function labelsAsTable({ labels }: LabelTable): CheckedTable {
  return {
    names: labels.map(({ name }) => name),
    columns: labels.map(({ values }) => values),
    availableAt: labels.map(({ availableAt }) => availableAt),
  };
}
