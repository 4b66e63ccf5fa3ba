import { computeFeatures, createFeatureEngine, streamFeatures, type FeatureMatrix } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';
import { nothingToDispose, type Benchmark, type Budget } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, FULL_H1, FULL_M1, madeMarket } from './made-market.ts';

type Compute = typeof computeFeatures;

const SMALL = 3000;

function digestOfMatrix(matrix: FeatureMatrix): string {
  return digestOf([matrix.version, ...matrix.names, matrix.availableAt, ...matrix.columns]);
}

function featureBenchmark(options: {
  readonly name: string;
  readonly what: string;
  readonly timeframe: Timeframe;
  readonly length: number;
  readonly budget: Budget | null;
  readonly compute: Compute;
  readonly sameDigestAs?: string;
}): Benchmark {
  const { timeframe, length, compute, ...rest } = options;
  return {
    ...rest,
    unit: 'candles',
    prepare(size) {
      const series = madeMarket(timeframe, size === 'full' ? length : SMALL);
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
  timeframe: 'H1',
  length: FULL_H1,
  budget: null,
  compute: computeFeatures,
});

export const featuresH1Stream = featureBenchmark({
  name: 'features-h1-stream',
  what: 'the same, one candle at a time as in live trading',
  timeframe: 'H1',
  length: FULL_H1,
  budget: null,
  compute: streamFeatures,
  sameDigestAs: 'features-h1',
});

export const featuresM1 = featureBenchmark({
  name: 'features-m1',
  what: 'every feature of ten years of M1, in one batch',
  timeframe: 'M1',
  length: FULL_M1,
  budget: { kind: 'duration', msMax: 3000 },
  compute: computeFeatures,
});

const BLOCK_ROWS = 4096;

export const featuresM1Blocks: Benchmark = {
  name: 'features-m1-blocks',
  what: 'the same into one block of 4,096 rows that is written over: the computing without the 2.5 GB of columns',
  unit: 'candles',
  budget: null,
  prepare(size) {
    const { candles } = madeMarket('M1', size === 'full' ? FULL_M1 : SMALL);
    const pass = () => {
      const engine = createFeatureEngine({ instrument: EURUSD, timeframe: 'M1' });
      const block = engine.names.map(() => new Float64Array(BLOCK_ROWS));
      for (let from = 0; from < candles.length; from += BLOCK_ROWS)
        engine.process(candles, from, Math.min(candles.length, from + BLOCK_ROWS), block, 0);
      const digest = () => digestOf([engine.version, ...block, engine.save().numbers]);
      return Promise.resolve({ count: candles.length, digest });
    };
    return Promise.resolve({ pass, dispose: nothingToDispose });
  },
};
