import { createFeatureEngine, featureSet, type FeatureEngine } from '@pipwright/features';
import { createPredictor, type ModelFile, type Predictor as ModelPredictor } from '@pipwright/learning';
import type { CandleColumns, FeatureContribution, Instrument, Timeframe } from '@pipwright/model';
import type { PredictionReading, Predictor } from '@pipwright/trading';
import { AverageTrueRange } from './average-true-range.ts';

/** How many reasons a prediction carries. */
const REASONS = 5;

/**
 * A model on candles as they close. Each candle is read once, in order; candles before the first prediction warm the
 * features up.
 */
class LivePredictor implements Predictor {
  readonly modelId: string;
  readonly horizonMs: number;
  readonly #engine: FeatureEngine;
  readonly #model: ModelPredictor;
  readonly #range = new AverageTrueRange();
  #next = 0;
  #averageTrueRange = Number.NaN;
  #warm = false;

  constructor(options: { readonly modelId: string; readonly model: ModelPredictor; readonly engine: FeatureEngine }) {
    this.modelId = options.modelId;
    this.#model = options.model;
    this.#engine = options.engine;
    this.horizonMs = options.model.file.subject.label.horizonMs;
  }

  predict(candles: CandleColumns, index: number, reading: PredictionReading): void {
    for (; this.#next <= index; this.#next++) {
      this.#engine.update(candles, this.#next);
      this.#averageTrueRange = this.#range.update(candles, this.#next);
      this.#warm ||= this.#engine.isComplete();
    }
    reading.averageTrueRange = this.#averageTrueRange;
    reading.probabilityUp = this.#warm ? this.#model.probability(this.#engine.row) : Number.NaN;
    reading.silence = this.#warm ? '' : 'warming-up';
  }

  explain(): readonly FeatureContribution[] {
    return this.#model.topReasons(this.#engine.row, REASONS);
  }
}

/** Makes a model file predict on a live series. Throws `FEATURES_DIFFER` where this version computes other features. */
export function createLivePredictor(options: {
  readonly modelId: string;
  readonly file: ModelFile;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
}): Predictor {
  const { modelId, file, instrument, timeframe } = options;
  const model = createPredictor(file, { version: featureSet(timeframe).version, names: file.features });
  const engine = createFeatureEngine({ instrument, timeframe, names: file.features });
  return new LivePredictor({ modelId, model, engine });
}
