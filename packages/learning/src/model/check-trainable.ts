import type { Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import type { ModelOutput } from './model.ts';

const ROWS_MIN = 2;
/** Beyond this, squared errors of 32-bit scores overflow. */
const LABEL_MAX = 1e15;

/**
 * Throws `TOO_FEW_ROWS`, and for probabilities `LABEL_NOT_BINARY` and `SINGLE_CLASS`, where a model cannot be fitted.
 * Rows without weight do not count as a class.
 */
export function checkTrainable(dataset: Dataset, output: ModelOutput): void {
  const { rows, labels, weights } = dataset;
  if (rows < ROWS_MIN) throw errors.TOO_FEW_ROWS({ what: 'Training', needed: ROWS_MIN, rows });
  let first: number | null = null;
  let differ = false;
  for (let row = 0; row < rows; row++) {
    const label = labels[row] as number;
    if (output === 'probability' && label !== 0 && label !== 1) throw errors.LABEL_NOT_BINARY({ row, label });
    if (Math.abs(label) > LABEL_MAX) throw errors.LABEL_TOO_LARGE({ value: label });
    if (!((weights[row] as number) > 0)) continue;
    first ??= label;
    differ ||= label !== first;
  }
  if (first === null) throw errors.DATASET_INVALID({ reason: 'no row has a weight above 0' });
  if (output === 'probability' && !differ) throw errors.SINGLE_CLASS({ rows, label: first });
}
