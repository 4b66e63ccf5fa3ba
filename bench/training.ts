import { createRandom } from '@pipwright/kernel';
import { areaUnderCurve, createTrainer } from '@pipwright/learning';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { madeDataset } from './made-dataset.ts';

/** Trees of full width: 64 leaves is what six splits deep can hold. */
const PARAMETERS = { depthMax: 6, leavesMax: 64, learningRate: 0.05 };

function trainingBenchmark(options: {
  readonly name: string;
  readonly what: string;
  readonly threads: number;
  readonly sameDigestAs?: string;
}): Benchmark {
  const { threads, ...rest } = options;
  return {
    ...rest,
    unit: 'row-trees',
    budget: null,
    prepare(size) {
      const rounds = size === 'full' ? 200 : 20;
      const dataset = size === 'full' ? madeDataset(65_000, 40) : madeDataset(2000, 12);
      const trainer = createTrainer('gradient-boosting', { ...PARAMETERS, rounds });
      const pass = async () => {
        const model = await trainer.fit(dataset, { random: createRandom('bench training'), threads });
        return {
          count: dataset.rows * rounds,
          digest: () => digestOf([JSON.stringify(model.toJSON())]),
          figures: () => ({ trainingAuc: areaUnderCurve(dataset.labels, model.predictBatch(dataset)) }),
        };
      };
      return Promise.resolve({ pass, dispose: nothingToDispose });
    },
  };
}

export const training = trainingBenchmark({
  name: 'training',
  what: 'gradient boosting, 65,000 rows of 40 features, 200 trees of depth 6, in the calling thread',
  threads: 0,
});

/** Held to the digest of `training`: the number of threads must not change the trees. */
export const trainingThreads = trainingBenchmark({
  name: 'training-2-threads',
  what: 'the same on two threads',
  threads: 2,
  sameDigestAs: 'training',
});
