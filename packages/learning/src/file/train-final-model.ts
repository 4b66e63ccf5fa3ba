import { createRandom } from '@pipwright/kernel';
import type { CalibrationKind } from '../calibration/calibrator.ts';
import { fitCalibrator } from '../calibration/fit-calibrator.ts';
import { datasetDigest, selectRows, type Dataset } from '../dataset/dataset.ts';
import type { FitContext, Model } from '../model/model.ts';
import { createTrainer } from '../model/model-kinds.ts';
import { WALK_FORWARD_DEFAULTS, walkForwardFolds, type WalkForwardOptions } from '../validation/folds.ts';
import { assertNoLabelLeak } from '../validation/leak-check.ts';
import { firstRowAt, rowRange } from '../validation/purge.ts';
import { runWalkForward, type OutOfFold } from '../validation/walk-forward.ts';
import type { ModelFile, ModelSubject } from './model-file.ts';

/** Share of the work of a whole training that validation is; the final fit is the rest. */
const VALIDATION_SHARE = 0.85;

export interface TrainingProgress {
  readonly stage: string;
  /** Share of the whole training that is done, 0 to 1. */
  readonly done: number;
}

export interface FinalTrainingRequest {
  readonly dataset: Dataset;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly calibration: CalibrationKind;
  readonly folds: Partial<WalkForwardOptions>;
  readonly seed: number | string;
  readonly subject: ModelSubject;
  readonly threads?: number;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
}

export interface FinalTraining {
  readonly file: ModelFile;
  /** What the folds' models said, for a backtest: the final model has seen all of these rows. */
  readonly outOfFold: OutOfFold;
}

/** The rows that the final model is trained on: with a rolling window only as many as each fold had. */
function finalRows(dataset: Dataset, window: WalkForwardOptions['window']): Dataset {
  if (window.kind === 'anchored') return dataset;
  const last = dataset.time[dataset.rows - 1] as number;
  return selectRows(dataset, rowRange(firstRowAt(dataset.time, last - window.lengthMs), dataset.rows));
}

function calibratorOf(kind: CalibrationKind, dataset: Dataset, { raw }: OutOfFold): ModelFile['calibrator'] {
  const tested = Array.from(raw.keys()).filter((row) => !Number.isNaN(raw[row]));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(tested, (row) => values[row] as number);
  return fitCalibrator(kind, pick(raw), pick(dataset.labels));
}

function describeTraining(
  request: FinalTrainingRequest,
  dataset: Dataset,
  parameters: Readonly<Record<string, unknown>>,
): ModelFile['training'] {
  return {
    kind: request.kind,
    parameters,
    calibration: request.calibration,
    window: request.folds.window ?? WALK_FORWARD_DEFAULTS.window,
    seed: String(request.seed),
    rows: dataset.rows,
    from: dataset.time[0] as number,
    to: dataset.time[dataset.rows - 1] as number,
    labelsTo: dataset.labelEnd.reduce((latest, end) => Math.max(latest, end), Number.NEGATIVE_INFINITY),
    dataDigest: datasetDigest(dataset),
  };
}

/**
 * The whole training: refuses data that leaks, validates by walk-forward, fits the final model on all rows, and fits
 * its calibrator on the out-of-fold predictions.
 *
 * Throws what the parts throw: `FEATURE_LEAKS_LABEL`, `TOO_FEW_ROWS`, `SINGLE_CLASS`, `PARAMETER_INVALID`,
 * `TRAINING_CANCELLED`.
 */
export async function trainFinalModel(request: FinalTrainingRequest): Promise<FinalTraining> {
  const { dataset, calibration, signal, onProgress } = request;
  const trainer = createTrainer(request.kind, request.parameters);
  const random = createRandom(request.seed);
  assertNoLabelLeak(dataset);
  const shared: Pick<FitContext, 'threads' | 'signal'> = {
    threads: request.threads ?? 0,
    ...(signal === undefined ? {} : { signal }),
  };
  const { outOfFold, report } = await runWalkForward({
    ...shared,
    dataset,
    trainer,
    calibration,
    folds: walkForwardFolds(dataset, request.folds),
    random: random.split('validation'),
    onProgress: ({ stage, fold, folds, done }) =>
      onProgress?.({ stage: `${stage} fold ${fold} of ${folds}`, done: done * VALIDATION_SHARE }),
  });
  const rows = finalRows(dataset, request.folds.window ?? WALK_FORWARD_DEFAULTS.window);
  const model: Model = await trainer.fit(rows, {
    ...shared,
    random: random.split('final'),
    onProgress: ({ round, rounds }) =>
      onProgress?.({
        stage: 'training the final model',
        done: VALIDATION_SHARE + (1 - VALIDATION_SHARE) * (round / rounds),
      }),
  });
  onProgress?.({ stage: 'done', done: 1 });
  const file: ModelFile = {
    subject: request.subject,
    features: dataset.featureNames,
    model,
    calibrator: calibratorOf(calibration, dataset, outOfFold),
    training: describeTraining(request, rows, trainer.parameters),
    validation: report,
    importance: Array.from(model.importance()),
  };
  return { file, outOfFold };
}
