import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { computeFeatures, firstCompleteRow, type FeatureMatrix } from '@pipwright/features';
import { canonicalJson, systemClock } from '@pipwright/kernel';
import {
  buildDataset,
  datasetDigest,
  trainInThread,
  type BuiltDataset,
  type Dataset,
  type ModelFile,
} from '@pipwright/learning';
import { lowerBound, type EpochMs, type Instrument, type SymbolName, type Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { VERSION } from '../package-version.ts';
import type { Stores } from '../stores.ts';
import { loadSeries, type LoadedSeries } from './load-series.ts';
import { modelFeatures } from './model-features.ts';
import { modelVerdict } from './model-verdict.ts';
import { findModel, putModel, unseenPredictions, type StoredModel } from './model-store.ts';
import { triedBefore } from './trials.ts';
import { trainingLabel, type LabelHorizon, type TrainingLabel } from './training-labels.ts';

/** Kinds of models, by the names of the learning package. */
export const MODEL_KINDS = ['gradient-boosting', 'logistic-regression'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

export interface TrainingChoices {
  readonly timeframe: Timeframe;
  readonly kind: ModelKind;
  readonly horizon: LabelHorizon;
  readonly folds: number;
  /** Last part of the candles that is kept from the model. */
  readonly holdoutFraction: number;
  readonly seed: number;
}

export const TRAINING_DEFAULTS: Omit<TrainingChoices, 'timeframe'> = {
  kind: 'gradient-boosting',
  horizon: '1d',
  folds: 6,
  holdoutFraction: 0.2,
  seed: 1,
};

export interface TrainModelOptions extends TrainingChoices {
  readonly stores: Stores;
  readonly instrument: Instrument;
  /** Candles to train on; by default those in the store. */
  readonly loaded?: LoadedSeries;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

/** What a training amounts to, for people and scripts. */
export interface TrainingSummary {
  readonly modelId: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly simulated: boolean;
  readonly rows: number;
  readonly features: number;
  readonly trainedFrom: number;
  readonly trainedTo: number;
  readonly heldOut: number;
  readonly folds: number;
  readonly seed: number;
  readonly trials: number;
  readonly validation: {
    readonly samples: number;
    readonly auc: number | null;
    readonly aucLow: number | null;
    readonly aucHigh: number | null;
    readonly brier: number | null;
    readonly baselineBrier: number | null;
    readonly calibrationError: number | null;
  };
  /** Names of the features that the model uses most. */
  readonly strongest: readonly string[];
  readonly verdict: string;
  /** The same model was there already. */
  readonly alreadyTrained: boolean;
}

/** Fewer candles than this leave nothing to validate on after the features have warmed up. */
const CANDLES_MIN = 3000;
const STRONGEST = 5;
const THREADS_MAX = 8;

/** Parameters that keep trees from learning the noise of prices: slow, shallow, each on part of the data. */
const BOOSTING = {
  rounds: 150,
  learningRate: 0.03,
  leavesMax: 15,
  depthMax: 5,
  leafHessianMin: 30,
  l2: 5,
  rowFraction: 0.7,
  featureFraction: 0.6,
};

interface Material {
  readonly matrix: FeatureMatrix;
  readonly label: TrainingLabel;
  /** Rows `first` (inclusive) to `end` (exclusive) may be trained on. */
  readonly first: number;
  readonly end: number;
}

function prepare({ instrument, series }: LoadedSeries, choices: TrainingChoices): Material {
  const { symbol, timeframe } = series;
  const count = series.candles.length;
  if (count < CANDLES_MIN) throw errors.TOO_FEW_CANDLES({ symbol, timeframe, count, minimum: CANDLES_MIN });
  const matrix = computeFeatures({ instrument, series, names: modelFeatures(timeframe) });
  const label = trainingLabel(series, choices.horizon);
  if (label === null) throw errors.HORIZON_TOO_SHORT({ horizon: choices.horizon, timeframe });
  return { matrix, label, first: firstCompleteRow(matrix), end: Math.floor(count * (1 - choices.holdoutFraction)) };
}

/** Rows between the bounds whose label was known before the held-out candles began. */
function datasetOf({ matrix, label, first, end }: Material): BuiltDataset {
  const knownBy = matrix.availableAt[end - 1] as number;
  const slice = (column: Float64Array): Float64Array => column.subarray(first, end);
  const labels = slice(label.values).map((value, row) =>
    (label.availableAt[first + row] as number) <= knownBy ? value : Number.NaN,
  );
  return buildDataset({
    features: matrix.names.map((name, index) => ({ name, values: slice(matrix.columns[index] as Float64Array) })),
    labels,
    time: slice(matrix.availableAt),
    labelEnd: slice(label.availableAt),
    weights: slice(label.weights).map((weight) => (Number.isNaN(weight) ? 0 : weight)),
  });
}

/** Everything that the model follows from. The same identity gives the same model, so that it is trained once. */
function modelIdOf(
  dataset: Dataset,
  { series, simulated }: LoadedSeries,
  choices: TrainingChoices,
  { label, matrix }: Material,
): string {
  const { kind, folds, seed, horizon } = choices;
  const identity = canonicalJson({
    data: datasetDigest(dataset),
    kind,
    folds,
    seed,
    horizon,
    embargoMs: label.horizonMs,
    version: matrix.version,
    BOOSTING,
    VERSION,
  });
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  return `${simulated ? 'simulated-' : ''}${series.symbol}-${series.timeframe}-${kind}-${digest}`.toLowerCase();
}

/** Validation figures of a model, as every surface shows them. */
export function validationFigures({ validation }: ModelFile): TrainingSummary['validation'] {
  const { calibrated, baselines, intervals } = validation;
  return {
    samples: calibrated.rows,
    auc: calibrated.auc,
    aucLow: intervals.auc?.low ?? null,
    aucHigh: intervals.auc?.high ?? null,
    brier: calibrated.brier,
    baselineBrier: baselines['base-rate'].brier,
    calibrationError: calibrated.calibrationError,
  };
}

function summarise(
  model: StoredModel,
  choices: TrainingChoices,
  material: Material,
): Omit<TrainingSummary, 'alreadyTrained'> {
  const { file, id, simulated } = model;
  const ranked = file.importance.map((share, index) => ({ share, name: file.features[index] ?? '' }));
  const heldFrom = lowerBound(material.matrix.availableAt, file.training.labelsTo + 1);
  return {
    modelId: id,
    symbol: file.subject.symbol as SymbolName,
    timeframe: choices.timeframe,
    simulated,
    rows: file.training.rows,
    features: file.features.length,
    trainedFrom: file.training.from,
    trainedTo: file.training.to,
    heldOut: material.matrix.length - heldFrom,
    folds: file.validation.folds.length,
    seed: choices.seed,
    trials: file.subject.trials,
    validation: validationFigures(file),
    strongest: ranked
      .toSorted((a, b) => b.share - a.share)
      .slice(0, STRONGEST)
      .map(({ name }) => name),
    verdict: modelVerdict(file),
  };
}

interface Work {
  readonly options: TrainModelOptions;
  readonly loaded: LoadedSeries;
  readonly material: Material;
  readonly built: BuiltDataset;
  readonly id: string;
}

async function train({ options, loaded, material, built, id }: Work): Promise<StoredModel> {
  const { stores, instrument, signal, onProgress, kind, folds, seed, timeframe } = options;
  const ledger = await stores.ledger();
  const tried = await triedBefore(ledger, { symbol: instrument.symbol, timeframe }, id);
  const { file, outOfFold } = await trainInThread({
    dataset: built.dataset,
    kind,
    parameters: kind === 'gradient-boosting' ? BOOSTING : {},
    calibration: 'platt',
    // As long as a label: features just after a fold's last label still look back on what formed it.
    folds: { folds, embargoMs: material.label.horizonMs },
    seed,
    subject: {
      symbol: instrument.symbol,
      timeframe,
      featureSetVersion: material.matrix.version,
      label: { name: material.label.name, horizonMs: material.label.horizonMs },
      productVersion: VERSION,
      createdAt: systemClock.now(),
      trials: tried + 1,
    },
    // Worker threads leave this one free to hear Ctrl-C; the model is the same for any number of them.
    threads: Math.min(availableParallelism(), THREADS_MAX),
    onProgress: ({ stage, done }) => onProgress?.(done, stage),
    ...(signal === undefined ? {} : { signal }),
  });
  const openTime = Float64Array.from(built.sourceRows, (row) => material.matrix.time[material.first + row] as number);
  return putModel(stores, {
    id,
    simulated: loaded.simulated,
    file,
    outOfFold: unseenPredictions(outOfFold, openTime),
    summary: validationFigures(file),
  });
}

/**
 * Trains a model on a series, validates it by purged walk-forward, stores it and enters it in the ledger. A model of the
 * same data, parameters, seed and version that is there already is the same model, and is returned.
 * Throws `NO_CANDLES`, `TOO_FEW_CANDLES`, `HORIZON_TOO_SHORT`, and what training throws.
 */
export async function trainModel(
  options: TrainModelOptions,
): Promise<{ summary: TrainingSummary; model: StoredModel }> {
  const { stores, instrument, onProgress, signal: _signal, ...choices } = options;
  const loaded = options.loaded ?? (await loadSeries(stores, instrument, choices.timeframe));
  onProgress?.(0, 'features');
  const material = prepare(loaded, choices);
  const built = datasetOf(material);
  const id = modelIdOf(built.dataset, loaded, choices, material);
  const { symbol, timeframe } = loaded.series;
  const known = await findModel(stores, { symbol, timeframe, simulated: loaded.simulated, id });
  const model = known ?? (await train({ options, loaded, material, built, id }));
  const summary = { ...summarise(model, choices, material), alreadyTrained: known !== null };
  const { kind, horizon, folds, holdoutFraction, seed } = choices;
  const ledger = await stores.ledger();
  await ledger.putRun({
    id: `train-${id}`,
    kind: 'train',
    symbol,
    timeframe,
    startedAt: model.file.subject.createdAt as EpochMs,
    parameters: { kind, horizon, folds, holdoutFraction, seed },
    result: { modelId: id, verdict: summary.verdict, ...summary.validation },
  });
  return { summary, model };
}
