import { createPredictor } from '@pipwright/learning';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { madeDataset } from './made-dataset.ts';
import { madeModel } from './made-model.ts';

const FEATURES = 40;
const REASONS = 5;
const HOUR_MS = 3_600_000;

/** The row `row` of a data set as the live path gives it. */
function copyRow(features: Float32Array, rows: number, row: number, out: Float64Array): void {
  for (let feature = 0; feature < out.length; feature++) out[feature] = features[feature * rows + row] as number;
}

export const prediction: Benchmark = {
  name: 'prediction',
  what: 'one row through 200 trees of depth 6, with its five strongest reasons',
  unit: 'predictions',
  budget: null,
  async prepare(size) {
    const rows = size === 'full' ? 20_000 : 1500;
    const dataset = madeDataset(rows, FEATURES);
    const rounds = size === 'full' ? 200 : 20;
    const file = await madeModel(dataset, { rounds, featureSetVersion: 'bench', horizonMs: HOUR_MS });
    const predictor = createPredictor(file, { version: 'bench', names: dataset.featureNames });
    const pass = () => {
      const latenciesMs = new Float64Array(rows);
      const probabilities = new Float64Array(rows);
      const reasons: unknown[] = [];
      const features = new Float64Array(FEATURES);
      for (let row = 0; row < rows; row++) {
        copyRow(dataset.features, rows, row, features);
        const start = performance.now();
        probabilities[row] = predictor.probability(features);
        reasons.push(predictor.topReasons(features, REASONS));
        latenciesMs[row] = performance.now() - start;
      }
      const digest = () => digestOf([probabilities, JSON.stringify(reasons)]);
      return Promise.resolve({ count: rows, digest, latenciesMs });
    };
    return { pass, dispose: nothingToDispose };
  },
};
