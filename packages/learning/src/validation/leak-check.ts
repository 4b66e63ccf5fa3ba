import { featureColumn, sharedFloat32, type Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import { areaUnderCurve } from '../metrics/area-under-curve.ts';

/** No honest feature of a market tells its label apart this well by itself. */
export const LEAK_AUC_DEFAULT = 0.95;

/** How far an AUC lies from one half in either direction, as an AUC above it; 0.5 where there is none. */
function strength(auc: number): number {
  return Number.isNaN(auc) ? 0.5 : Math.max(auc, 1 - auc);
}

/** AUC of whether a value is there: of the rows labelled 1 and 0, the shares whose value is missing. */
function absenceAuc(column: Float32Array, labels: Float64Array): number {
  const missing = [0, 0];
  const rows = [0, 0];
  column.forEach((value, row) => {
    const label = labels[row] as number;
    (rows[label] as number)++;
    if (Number.isNaN(value)) (missing[label] as number)++;
  });
  const [never = 0, ever = 0] = missing.map((count, label) => count / (rows[label] as number));
  return 0.5 + (ever - never) / 2;
}

/** The better of two tests: by the values that are there, and by whether one is there. */
function featureStrength(column: Float32Array, labels: Float64Array): number {
  const isPresent = (_: number, row: number): boolean => !Number.isNaN(column[row]);
  const byValue = areaUnderCurve(labels.filter(isPresent), column.filter(isPresent));
  return Math.max(strength(byValue), strength(absenceAuc(column, labels)));
}

/**
 * Refuses data in which one feature by itself tells the label (0 or 1) apart better than `aucMax`, by its value or by
 * being missing: it was computed from the future. Throws `FEATURE_LEAKS_LABEL`.
 */
export function assertNoLabelLeak(dataset: Dataset, aucMax = LEAK_AUC_DEFAULT): void {
  dataset.featureNames.forEach((feature, index) => {
    const auc = featureStrength(featureColumn(dataset, index), dataset.labels);
    if (auc > aucMax) throw errors.FEATURE_LEAKS_LABEL({ feature, auc: Number(auc.toFixed(4)) });
  });
}

/** The data set as it might have gone on differently after `row`: later features and labels are other ones. */
function withOtherFuture(dataset: Dataset, row: number): Dataset {
  const features = sharedFloat32(dataset.features.length);
  features.set(dataset.features);
  const labels = dataset.labels.slice();
  const changed = row + 1;
  for (let feature = 0; feature < dataset.featureNames.length; feature++) {
    const begin = feature * dataset.rows;
    // Far from everything seen before, so that a scaler fitted on it cannot fail to move.
    for (let later = changed; later < dataset.rows; later++) {
      features[begin + later] = Math.fround(1000 + ((features[begin + later] as number) || 0) * -3);
    }
  }
  const now = dataset.time[row] as number;
  for (let any = 0; any < dataset.rows; any++) {
    // Labels that are not known yet belong to the future, wherever their row lies.
    if ((dataset.labelEnd[any] as number) > now) labels[any] = 1 - (labels[any] as number);
  }
  return { ...dataset, features, labels };
}

/**
 * Runs a validation twice, the second time with another future after `row`, and throws `VALIDATION_SEES_FUTURE` where a
 * prediction for that row or an earlier one differs by a bit. It finds scalers, encoders, calibrators and feature
 * selections that were fitted outside the fold. `run` returns one prediction per row, NaN where there is none.
 */
export async function assertFutureIndependent(
  dataset: Dataset,
  row: number,
  run: (dataset: Dataset) => Promise<Float64Array>,
): Promise<void> {
  const [before, after] = [await run(dataset), await run(withOtherFuture(dataset, row))];
  for (let index = 0; index <= row; index++) {
    if (!Object.is(before[index], after[index])) throw errors.VALIDATION_SEES_FUTURE({ row: index });
  }
}
