import { candleCloseTime, lowerBound, type EpochMs } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestHome,
  EURUSD,
  madeSeries,
  SMALL_TRAINING,
  storeCandles,
  trainSmallModel,
  type TestHome,
} from '../testing/test-home.ts';
import { findModel } from './model-store.ts';
import { trainModel } from './train-model.ts';

let home: TestHome;
beforeAll(async () => {
  home = createTestHome();
  await storeCandles(home.stores, 4000);
});
afterAll(() => home.close());

const wanted = { symbol: EURUSD.symbol, timeframe: 'H1', simulated: false } as const;

test('the same data, parameters and seed are the same model, and are trained once', async () => {
  const first = await trainSmallModel(home.stores);
  const again = await trainSmallModel(home.stores);
  expect(first.summary.alreadyTrained).toBe(false);
  expect(again.summary).toEqual({ ...first.summary, alreadyTrained: true });
  expect(again.model.digest).toBe(first.model.digest);
  expect(again.model.outOfFold).toEqual(first.model.outOfFold);
  const ledger = await home.stores.ledger();
  expect(await ledger.listModels({ limit: 10 })).toHaveLength(1);
  expect((await ledger.listRuns({ kind: 'train', limit: 10 })).map(({ id }) => id)).toEqual([
    `train-${first.model.id}`,
  ]);
});

test.each([{ seed: 2 }, { folds: 2 }, { horizon: '1d' }, { holdoutFraction: 0.2 }] as const)(
  'with %j it is another model',
  async (choice) => {
    const base = await trainSmallModel(home.stores);
    const { model, summary } = await trainModel({
      ...SMALL_TRAINING,
      ...choice,
      stores: home.stores,
      instrument: EURUSD,
    });
    expect(model.id).not.toBe(base.model.id);
    expect(summary.alreadyTrained).toBe(false);
    expect((await findModel(home.stores, { ...wanted, id: model.id }))?.digest).toBe(model.digest);
  },
);

test('no label of the training reaches into the held-out candles, and no fold predicts a row it was trained on', async () => {
  const { model, summary } = await trainSmallModel(home.stores);
  const { candles } = madeSeries(4000);
  const boundary = candles.time[Math.floor(candles.length * (1 - SMALL_TRAINING.holdoutFraction))] as EpochMs;
  const { training, validation } = model.file;
  expect(training.labelsTo).toBeLessThanOrEqual(boundary);
  expect(training.to).toBeLessThan(training.labelsTo);
  expect(summary.heldOut).toBeGreaterThanOrEqual(candles.length * SMALL_TRAINING.holdoutFraction);
  expect(Math.max(...model.outOfFold.time)).toBeLessThan(boundary);
  expect(validation.folds).toHaveLength(SMALL_TRAINING.folds);
  const firstTest = model.outOfFold.time[0] as EpochMs;
  for (const fold of validation.folds) expect(fold.trainTo).toBeLessThan(fold.testFrom);
  expect(candleCloseTime(firstTest, 'H1')).toBe(validation.folds[0]?.testFrom);
  expect(lowerBound(candles.time, firstTest)).toBeGreaterThan(1000);
});

test('the newest model of the series is found, and none of another series or market', async () => {
  const newest = (await home.stores.ledger().then((ledger) => ledger.listModels({ limit: 1 })))[0];
  expect((await findModel(home.stores, wanted))?.id).toBe(newest?.id);
  expect(await findModel(home.stores, { ...wanted, simulated: true })).toBeNull();
  expect(await findModel(home.stores, { ...wanted, timeframe: 'H4' })).toBeNull();
  expect(await findModel(home.stores, { ...wanted, id: 'eurusd-h1-none' })).toBeNull();
});

test('says what is missing: candles, enough of them, a horizon that is long enough', async () => {
  const options = { ...SMALL_TRAINING, stores: home.stores, instrument: EURUSD };
  await expect(trainModel({ ...options, timeframe: 'D1' })).rejects.toMatchObject({ code: 'NO_CANDLES' });
  const short = { instrument: EURUSD, series: madeSeries(2999), simulated: false, sources: [] };
  await expect(trainModel({ ...options, loaded: short })).rejects.toMatchObject({
    code: 'TOO_FEW_CANDLES',
    details: { count: 2999, minimum: 3000 },
  });
  const { candles } = madeSeries(3000);
  const slow = { ...short, series: { ...madeSeries(1), timeframe: 'D1' as const, candles } };
  await expect(trainModel({ ...options, loaded: slow, horizon: '4h' })).rejects.toMatchObject({
    code: 'HORIZON_TOO_SHORT',
  });
});

test('a training that is stopped leaves no model behind', async () => {
  const stop = new AbortController();
  const before = await (await home.stores.ledger()).listModels({ limit: 100 });
  const training = trainModel({
    ...SMALL_TRAINING,
    stores: home.stores,
    instrument: EURUSD,
    seed: 99,
    signal: stop.signal,
    onProgress: (done) => {
      if (done > 0) stop.abort();
    },
  });
  await expect(training).rejects.toMatchObject({ code: 'TRAINING_CANCELLED' });
  expect(await (await home.stores.ledger()).listModels({ limit: 100 })).toEqual(before);
});
