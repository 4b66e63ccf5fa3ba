import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { readRow, selectRows, type Dataset } from '../dataset/dataset.ts';
import { smallDataset, syntheticDataset } from '../synthetic-data.fixture.ts';
import { rowRange } from '../validation/purge.ts';
import { createTrainer, MODEL_KINDS, modelFromJSON } from './model-kinds.ts';
import type { Model, ModelDocument } from './model.ts';

const dataset = syntheticDataset({ rows: 1500, features: 7, seed: 20, missing: 0.03 });
const later = syntheticDataset({ rows: 200, features: 7, seed: 21, missing: 0.1 });

/** Every kind of model must pass this; a new one joins by being in `MODEL_KINDS`. */
describe.each(MODEL_KINDS.map(({ kind }) => kind))('%s', (kind) => {
  const fit = (data: Dataset, seed = 1): Promise<Model> =>
    createTrainer(kind).fit(data, { random: createRandom(seed) });

  test('the same data and seed give the same model, which a save and a load keep to the bit', async () => {
    const model = await fit(dataset);
    const text = JSON.stringify(model);
    expect(JSON.stringify(await fit(dataset))).toBe(text);
    const loaded = modelFromJSON(JSON.parse(text) as ModelDocument);
    expect(JSON.stringify(loaded)).toBe(text);
    expect(loaded.predictBatch(later)).toEqual(model.predictBatch(later));
    const row = readRow(later, 3, new Float32Array(7));
    for (const method of ['shapley', 'path'] as const) {
      expect(loaded.contributions(row, method)).toEqual(model.contributions(row, method));
    }
  });

  test('a row alone and in a batch, in 32 and in 64 bits, gives the same prediction', async () => {
    const model = await fit(dataset);
    const batch = model.predictBatch(later);
    for (let index = 0; index < later.rows; index++) {
      const row = readRow(later, index, new Float32Array(7));
      expect(model.predict(row)).toBe(batch[index]);
      expect(model.predict(Float64Array.from(row))).toBe(batch[index]);
    }
    expect(batch.every((probability) => probability > 0 && probability < 1)).toBe(true);
  });

  test('it learns: later rows labelled 1 get higher probabilities', async () => {
    const batch = (await fit(dataset)).predictBatch(later);
    const mean = (label: number): number => {
      const chosen = batch.filter((_, row) => later.labels[row] === label);
      return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
    };
    expect(mean(1) - mean(0)).toBeGreaterThan(0.05);
  });

  test('contributions sum to the log-odds', async () => {
    const model = await fit(dataset);
    for (let index = 0; index < 50; index++) {
      const row = readRow(later, index, new Float32Array(7));
      const probability = model.predict(row);
      for (const method of ['shapley', 'path'] as const) {
        const { base, values } = model.contributions(row, method);
        const sum = values.reduce((total, value) => total + value, base);
        expect(sum).toBeCloseTo(Math.log(probability / (1 - probability)), 9);
      }
    }
    expect(model.importance().reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('missing and infinite values, constant and empty features are dealt with', async () => {
    const values = Array.from({ length: 100 }, (_, row) => (row % 7 === 0 ? Number.NaN : row % 10));
    const data = smallDataset(
      [values, values.map(() => 5), values.map(() => Number.NaN)],
      values.map((_, row) => (row % 10 > 4 ? 1 : 0)),
    );
    const model = await fit(data);
    expect(model.importance().slice(1)).toEqual(new Float64Array(2));
    const rows = [Float64Array.of(Number.NaN, Number.NaN, Number.NaN), Float64Array.of(Infinity, 5, -Infinity)];
    for (const row of [...rows, Float64Array.of(1e300, 7, 7)]) {
      expect(model.predict(row)).toBeGreaterThan(0);
      expect(model.predict(row)).toBeLessThan(1);
      expect(model.contributions(row).values.every(Number.isFinite)).toBe(true);
    }
  });

  test('what cannot be learnt or asked is refused with its reason', async () => {
    const model = await fit(dataset);
    expect(() => model.predict(new Float64Array(6))).toThrow('trained on 7 features and was given 6');
    expect(() => model.contributions(new Float64Array(8))).toThrow('trained on 7 features and was given 8');
    const other = syntheticDataset({ rows: 5, features: 3, seed: 1 });
    expect(() => model.predictBatch(other)).toThrow('trained on 7 features and was given 3');
    const ones = { ...dataset, labels: dataset.labels.map(() => 1) };
    await expect(fit(ones)).rejects.toMatchObject({ code: 'SINGLE_CLASS' });
    const weights = dataset.labels.slice();
    await expect(fit({ ...dataset, weights })).rejects.toMatchObject({ code: 'SINGLE_CLASS' });
    const halves = { ...dataset, labels: dataset.labels.map(() => 0.5) };
    await expect(fit(halves)).rejects.toMatchObject({ code: 'LABEL_NOT_BINARY' });
    await expect(fit(selectRows(dataset, rowRange(0, 1)))).rejects.toMatchObject({ code: 'TOO_FEW_ROWS' });
    expect(() => createTrainer(kind, { nonsense: 1 })).toThrow('The parameter nonsense is 1');
  });

  test('a cancelled fit ends', async () => {
    const random = createRandom(1);
    const run = createTrainer(kind).fit(dataset, { random, signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ code: 'TRAINING_CANCELLED' });
  });

  test('documents with any member missing or of another type are refused', async () => {
    const document = (await fit(dataset)).toJSON();
    for (const member of Object.keys(document)) {
      for (const value of [undefined, null, 'x', {}, -7]) {
        const code = member === 'kind' ? 'MODEL_KIND_UNKNOWN' : 'MODEL_DOCUMENT_INVALID';
        if (member === 'baseScore' || member === 'intercept') {
          if (value === -7) continue;
        }
        expect(() => modelFromJSON({ ...document, [member]: value })).toThrow(expect.objectContaining({ code }));
      }
    }
  });
});
