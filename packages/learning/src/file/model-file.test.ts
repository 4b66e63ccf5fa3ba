import { createRandom } from '@pipwright/kernel';
import { beforeAll, expect, test } from 'vitest';
import { encodeArray } from '../model/document.ts';
import { syntheticDataset } from '../synthetic-data.fixture.ts';
import { decodeModelFile } from './decode-model-file.ts';
import { documentChecksum, encodeModelFile } from './encode-model-file.ts';
import type { ModelFile, ModelSubject } from './model-file.ts';
import { createPredictor } from './predictor.ts';
import { trainFinalModel, type FinalTraining } from './train-final-model.ts';

const dataset = syntheticDataset({ rows: 1500, features: 5, seed: 50, missing: 0.02 });
const later = syntheticDataset({ rows: 100, features: 5, seed: 51, missing: 0.02 });
const subject: ModelSubject = {
  symbol: 'EURUSD',
  timeframe: 'H1',
  featureSetVersion: 'catalogue-1',
  label: { name: 'direction-1h', horizonMs: 3_600_000 },
  productVersion: '0.1.0',
  createdAt: 1_700_000_000_000,
  trials: 3,
};
const features = { version: 'catalogue-1', names: dataset.featureNames };

function train(kind: string, parameters: Readonly<Record<string, unknown>>, threads = 0): Promise<FinalTraining> {
  const folds = { folds: 3 };
  return trainFinalModel({ dataset, kind, parameters, calibration: 'isotonic', folds, seed: 'file', subject, threads });
}

let trained: FinalTraining;
let bytes: Uint8Array;
beforeAll(async () => {
  trained = await train('gradient-boosting', { rounds: 20, learningRate: 0.1 });
  bytes = encodeModelFile(trained.file);
});

type Tree = { [name: string]: unknown };
interface Envelope {
  format: string;
  version: number;
  sha256: string;
  document: { features: string[]; validation: object; importance: number[]; model: { trees: Tree } & Tree };
}

/** The file with something changed by someone who knows how to make the checksum right again. */
function forged(change: (envelope: Envelope) => void): Uint8Array {
  const envelope = JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
  change(envelope);
  envelope.sha256 = documentChecksum(envelope.document);
  return new TextEncoder().encode(JSON.stringify(envelope));
}

test('a file keeps everything to the bit and is the same for any number of threads', async () => {
  const file = decodeModelFile(bytes);
  expect(encodeModelFile(file)).toEqual(bytes);
  expect(file.subject).toEqual(subject);
  expect(file.validation).toEqual(trained.file.validation);
  expect(file.training).toMatchObject({ rows: 1500, seed: 'file', kind: 'gradient-boosting', calibration: 'isotonic' });
  expect(file.training.parameters).toMatchObject({ rounds: 20, learningRate: 0.1 });
  const threaded = await train('gradient-boosting', { rounds: 20, learningRate: 0.1 }, 2);
  expect(encodeModelFile(threaded.file)).toEqual(bytes);
  const [before, after] = [createPredictor(trained.file, features), createPredictor(file, features)];
  expect(after.probabilities(later)).toEqual(before.probabilities(later));
});

test('logistic regression keeps in the same file', async () => {
  const { file } = await train('logistic-regression', {});
  const again = decodeModelFile(encodeModelFile(file));
  expect(createPredictor(again, features).probabilities(later)).toEqual(
    createPredictor(file, features).probabilities(later),
  );
});

test('out-of-fold predictions cover the tested rows and the calibrator is fitted on them', () => {
  const { outOfFold } = trained;
  const tested = outOfFold.fold.filter((fold) => fold >= 0).length;
  expect(tested).toBe(900);
  expect(outOfFold.calibrated.filter((value) => !Number.isNaN(value))).toHaveLength(900);
  expect(trained.file.validation.calibrated.rows).toBe(900);
});

test('a predictor refuses features of another order or version and names the strongest reasons', () => {
  const predictor = createPredictor(trained.file, features);
  const row = Float64Array.of(2, Number.NaN, 0.1, 1, 0);
  expect(predictor.probability(row)).toBeGreaterThan(0.5);
  const reasons = predictor.topReasons(row, 3);
  expect(reasons).toHaveLength(3);
  expect(reasons[0]).toMatchObject({ feature: 'feature-0', value: 2 });
  expect(predictor.topReasons(row, 5).find(({ feature }) => feature === 'feature-1')?.value).toBeNull();
  const strengths = predictor.topReasons(row, 5, 'shapley').map(({ contribution }) => Math.abs(contribution));
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  expect(() => createPredictor(trained.file, { ...features, version: '2' })).toThrow('version catalogue-1');
  const names = dataset.featureNames.toReversed();
  expect(() => createPredictor(trained.file, { ...features, names })).toThrow('feature feature-0 in place 0');
});

test('a changed byte is found by the checksum', () => {
  const text = new TextDecoder().decode(bytes);
  const changed = text.replace('"rounds":20', '"rounds":21');
  expect(changed).not.toBe(text);
  expect(() => decodeModelFile(new TextEncoder().encode(changed))).toThrow('does not match its checksum');
});

const arrayOf = (tree: Tree, name: string): { length: number; base64: string } =>
  tree[name] as { length: number; base64: string };

function withNode(name: 'left' | 'feature', node: number, value: number): Uint8Array {
  return forged(({ document }) => {
    const { trees } = document.model;
    const bytesOfArray = new Uint8Array(Buffer.from(arrayOf(trees, name).base64, 'base64')).buffer;
    const values = name === 'left' ? new Int32Array(bytesOfArray) : new Int16Array(bytesOfArray);
    values[node] = value;
    trees[name] =
      name === 'left' ? encodeArray('int32', values as Int32Array) : encodeArray('int16', values as Int16Array);
  });
}

test.each<[string, () => Uint8Array, string]>([
  ['not JSON', () => bytes.subarray(0, 100), 'file is not JSON'],
  ['another format', () => forged((file) => (file.format = 'x')), "file.format is not 'pipwright-model'"],
  ['a later version', () => forged((file) => (file.version = 2)), 'format version 2; this program reads version 1'],
  ['a name too few', () => forged((file) => file.document.features.pop()), 'share per feature'],
  ['a share above 1', () => forged((file) => (file.document.importance[0] = 7)), 'is not a share from 0 to 1'],
  ['no validation', () => forged((file) => (file.document.validation = {})), 'file.document.validation'],
  ['an unknown kind', () => forged((file) => (file.document.model['kind'] = 'magic')), 'no model kind magic'],
  ['a tree that leads back', () => withNode('left', 0, 0), 'left of node 0 leads to 0, outside its tree'],
  ['a tree that leads out', () => withNode('left', 0, 1e6), 'outside its tree'],
  ['a node reached twice', () => withNode('left', 1, 1), 'model.trees'],
  ['a feature that is not there', () => withNode('feature', 0, 99), 'feature of node 0 is 99, not a feature'],
])('refuses a file with %s', (_, make, reason) => {
  expect(() => decodeModelFile(make())).toThrow(reason);
});

test('a threshold that is not a number is refused', () => {
  const file = forged(({ document }) => {
    const { length } = arrayOf(document.model.trees, 'threshold');
    document.model.trees['threshold'] = encodeArray('float32', new Float32Array(length).fill(Number.NaN));
  });
  expect(() => decodeModelFile(file)).toThrow('threshold[0] is not a finite number');
});

test('progress rises to 1 and a signal ends the training', async () => {
  const done: number[] = [];
  const controller = new AbortController();
  const request: Parameters<typeof trainFinalModel>[0] = {
    dataset,
    kind: 'logistic-regression',
    parameters: {},
    calibration: 'platt',
    folds: { folds: 2 },
    seed: 1,
    subject,
    onProgress: (progress) => done.push(progress.done),
  };
  await trainFinalModel(request);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(1);
  controller.abort();
  await expect(trainFinalModel({ ...request, signal: controller.signal })).rejects.toMatchObject({
    code: 'TRAINING_CANCELLED',
  });
});

test('random bytes and random documents never crash the reader', () => {
  const random = createRandom(6);
  for (let run = 0; run < 200; run++) {
    const damaged = bytes.slice();
    for (let hit = 0; hit < 3; hit++) damaged[random.integer(damaged.length)] = random.integer(256);
    let file: ModelFile | null = null;
    try {
      file = decodeModelFile(damaged);
    } catch (error) {
      expect(error).toHaveProperty('code', expect.stringMatching(/^MODEL_/));
    }
    if (file !== null) expect(encodeModelFile(file)).toEqual(bytes);
  }
});
