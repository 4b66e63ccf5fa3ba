import { createRandom } from '@pipwright/kernel';
import { buildDataset, type Dataset } from '@pipwright/learning';

const HOUR_MS = 3_600_000;

/** Hourly rows of normal features with a weak planted relation in the first four, and a tenth of one feature missing. */
export function madeDataset(rows: number, features: number): Dataset {
  const random = createRandom('bench data set');
  const columns = Array.from({ length: features }, (_, index) => ({
    name: `feature-${index}`,
    values: Float64Array.from({ length: rows }, () => random.normal()),
  }));
  const [a, b, c, d] = columns.map(({ values }) => values) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const labels = Float64Array.from({ length: rows }, (_, row) => {
    const score = 0.3 * a[row]! + 0.3 * b[row]! * c[row]! + (d[row]! > 0.5 ? 0.3 : -0.1);
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  for (let row = 0; row < rows; row += 10) a[row] = Number.NaN;
  const time = Float64Array.from({ length: rows }, (_, row) => row * HOUR_MS);
  return buildDataset({ features: columns, labels, time, labelEnd: time.map((at) => at + HOUR_MS) }).dataset;
}
