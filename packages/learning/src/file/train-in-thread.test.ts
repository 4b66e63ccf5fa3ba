import { expect, test } from 'vitest';
import { syntheticDataset } from '../synthetic-data.fixture.ts';
import { encodeModelFile } from './encode-model-file.ts';
import { trainFinalModel, type FinalTrainingRequest } from './train-final-model.ts';
import { trainInThread } from './train-in-thread.ts';

const request: FinalTrainingRequest = {
  dataset: syntheticDataset({ rows: 900, features: 4, seed: 60 }),
  kind: 'gradient-boosting',
  parameters: { rounds: 8 },
  calibration: 'platt',
  folds: { folds: 2 },
  seed: 1,
  subject: {
    symbol: 'EURUSD',
    timeframe: 'H1',
    featureSetVersion: '1',
    label: { name: 'direction-1h', horizonMs: 3_600_000 },
    productVersion: '0.1.0',
    createdAt: 0,
    trials: 1,
  },
};

test('a training in a thread of its own gives the same file and predictions, and tells its progress', async () => {
  const here = await trainFinalModel(request);
  for (const threads of [0, 2]) {
    const done: number[] = [];
    const there = await trainInThread({ ...request, threads, onProgress: (progress) => done.push(progress.done) });
    expect(encodeModelFile(there.file)).toEqual(encodeModelFile(here.file));
    expect(there.outOfFold).toEqual(here.outOfFold);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
  }
});

test('errors of the thread arrive with code, message and action', async () => {
  const labels = request.dataset.labels.map(() => 1);
  await expect(trainInThread({ ...request, dataset: { ...request.dataset, labels } })).rejects.toMatchObject({
    code: 'SINGLE_CLASS',
    action: 'Choose another label or horizon, or a longer history.',
  });
  await expect(trainInThread({ ...request, kind: 'magic' })).rejects.toMatchObject({ code: 'MODEL_KIND_UNKNOWN' });
});

test('a signal ends the training, whether it computes in the thread or in others', async () => {
  for (const threads of [0, 1]) {
    const controller = new AbortController();
    const run = trainInThread({
      ...request,
      parameters: { rounds: 20_000, leavesMax: 4 },
      threads,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: 'TRAINING_CANCELLED' });
  }
});
