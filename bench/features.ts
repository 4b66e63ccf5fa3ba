import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { computeFeatures, featureSet, splitFeatures, streamFeatures, type FeatureMatrix } from '@pipwright/features';
import { CANDLE_COLUMN_NAMES, type CandleColumns } from '@pipwright/model';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { computeInBlocks, type KeptValues } from './feature-blocks.ts';
import { EURUSD, FULL_H1, FULL_M1, madeMarket } from './made-market.ts';

type Compute = typeof computeFeatures;

const SMALL = 3000;

function digestOfMatrix(matrix: FeatureMatrix): string {
  return digestOf([matrix.version, ...matrix.names, matrix.availableAt, ...matrix.columns]);
}

function featureBenchmark(options: {
  readonly name: string;
  readonly what: string;
  readonly compute: Compute;
  readonly sameDigestAs?: string;
}): Benchmark {
  const { compute, ...rest } = options;
  return {
    ...rest,
    unit: 'candles',
    budget: null,
    prepare(size) {
      const series = madeMarket('H1', size === 'full' ? FULL_H1 : SMALL);
      const pass = () => {
        const matrix = compute({ instrument: EURUSD, series });
        const figures = () => ({ features: matrix.names.length });
        return Promise.resolve({ count: matrix.length, digest: () => digestOfMatrix(matrix), figures });
      };
      return Promise.resolve({ pass, dispose: nothingToDispose });
    },
  };
}

export const featuresH1 = featureBenchmark({
  name: 'features-h1',
  what: 'every feature of twelve years of H1, in one batch',
  compute: computeFeatures,
});

export const featuresH1Stream = featureBenchmark({
  name: 'features-h1-stream',
  what: 'the same, one candle at a time as in live trading',
  compute: streamFeatures,
  sameDigestAs: 'features-h1',
});

/** Kept values in the order of the catalogue, whichever thread computed them. */
function digestOfKept(parts: readonly KeptValues[]): string {
  const { version, entries } = featureSet('M1');
  const kept = new Map(parts.flatMap((part) => [...part]));
  return digestOf([version, ...entries.flatMap(({ name }) => [name, Float64Array.from(kept.get(name) ?? [])])]);
}

export const featuresM1: Benchmark = {
  name: 'features-m1',
  what: 'every feature of ten years of M1 on one thread, as float32 in blocks of 4,096 rows that are written over',
  unit: 'candles',
  budget: { kind: 'duration', msMax: 6000 },
  prepare(size) {
    const { candles } = madeMarket('M1', size === 'full' ? FULL_M1 : SMALL);
    const pass = () => {
      const kept = computeInBlocks(candles);
      const figures = () => ({ features: kept.size });
      return Promise.resolve({ count: candles.length, digest: () => digestOfKept([kept]), figures });
    };
    return Promise.resolve({ pass, dispose: nothingToDispose });
  },
};

/** The same candles in memory that threads see together. */
function sharedCandles(candles: CandleColumns): CandleColumns {
  const copies = CANDLE_COLUMN_NAMES.map((name) => {
    const copy = new Float64Array(new SharedArrayBuffer(candles[name].byteLength));
    copy.set(candles[name]);
    return [name, copy] as const;
  });
  return { length: candles.length, ...Object.fromEntries(copies) } as CandleColumns;
}

/** Held to the digest of `features-m1`: how the catalogue is shared out must not change a value. */
export const featuresM1Threads: Benchmark = {
  name: 'features-m1-2-threads',
  what: 'the same on two threads, each with a part of the catalogue',
  unit: 'candles',
  budget: { kind: 'duration', msMax: 3500 },
  sameDigestAs: 'features-m1',
  prepare(size) {
    const candles = sharedCandles(madeMarket('M1', size === 'full' ? FULL_M1 : SMALL).candles);
    const file = new URL('features-thread.ts', import.meta.url);
    const workers = splitFeatures('M1', 2).map((names) => new Worker(file, { workerData: { candles, names } }));
    const pass = async () => {
      const parts = await Promise.all(
        workers.map(async (worker) => {
          worker.postMessage('compute');
          const [kept] = (await once(worker, 'message')) as [KeptValues];
          return kept;
        }),
      );
      return { count: candles.length, digest: () => digestOfKept(parts) };
    };
    const dispose = async () => void (await Promise.all(workers.map((worker) => worker.terminate())));
    return Promise.resolve({ pass, dispose });
  },
};
