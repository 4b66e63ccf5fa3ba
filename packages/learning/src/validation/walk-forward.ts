import type { Random } from '@pipwright/kernel';
import { noCalibration, type CalibrationKind, type Calibrator } from '../calibration/calibrator.ts';
import { fitCalibrator } from '../calibration/fit-calibrator.ts';
import { selectRows, type Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import type { FitContext, Model, Trainer } from '../model/model.ts';
import { BASELINES, latestKnownLabels, predictBaseline, type Baseline } from './baselines.ts';
import { assertPurged, type Fold } from './folds.ts';
import { purgedTail } from './purge.ts';
import { reportFold, reportValidation, type FoldReport, type ValidationReport } from './validation-report.ts';

/** Share of a fold's training rows, the latest ones, that its calibrator is fitted on. */
const CALIBRATION_FRACTION = 0.2;

export interface WalkForwardProgress {
  /** Counted from 1. */
  readonly fold: number;
  readonly folds: number;
  readonly stage: 'calibrating' | 'training' | 'testing';
  /** Share of the whole validation that is done, 0 to 1. */
  readonly done: number;
}

export interface WalkForwardRequest {
  readonly dataset: Dataset;
  readonly trainer: Trainer;
  readonly calibration: CalibrationKind;
  /** From `walkForwardFolds` or `purgedKFolds`. */
  readonly folds: readonly Fold[];
  readonly random: Random;
  readonly threads?: number;
  readonly onProgress?: (progress: WalkForwardProgress) => void;
  readonly signal?: AbortSignal;
}

/** Predictions for rows that the predicting model had not seen, one value per row of the data set. */
export interface OutOfFold {
  /** NaN where a row was not tested. */
  readonly raw: Float64Array;
  /** NaN where a row was not tested. */
  readonly calibrated: Float64Array;
  /** Fold in which the row was tested, counted from 0; -1 where it was not. */
  readonly fold: Int16Array;
  readonly baselines: Readonly<Record<Baseline, Float64Array>>;
}

export interface WalkForwardResult {
  readonly outOfFold: OutOfFold;
  readonly report: ValidationReport;
}

/**
 * A calibrator for a fold, from its training rows only: the model is fitted on the earlier of them and asked about the
 * later ones, whose labels it has not seen. Where the later rows do not allow it, there is no calibration.
 */
async function innerCalibrator(train: Dataset, request: WalkForwardRequest, context: FitContext): Promise<Calibrator> {
  if (request.calibration === 'none') return noCalibration;
  const { head, tail } = purgedTail(train, CALIBRATION_FRACTION);
  const model = await request.trainer.fit(selectRows(train, head), context);
  const later = selectRows(train, tail);
  return fitCalibrator(request.calibration, model.predictBatch(later), later.labels);
}

/** Tells the caller how far the validation is, from the rounds of the fit that runs. */
function progressOf(request: WalkForwardRequest, fold: number, stage: 'calibrating' | 'training'): FitContext {
  const parts = request.calibration === 'none' ? 1 : 2;
  const before = fold * parts + (stage === 'training' ? parts - 1 : 0);
  const total = request.folds.length * parts;
  return {
    random: request.random.split(`fold ${fold} ${stage}`),
    threads: request.threads ?? 0,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    onProgress: ({ round, rounds }) => {
      const done = (before + round / rounds) / total;
      request.onProgress?.({ fold: fold + 1, folds: request.folds.length, stage, done });
    },
  };
}

function emptyOutOfFold(rows: number): OutOfFold {
  const nan = (): Float64Array => new Float64Array(rows).fill(Number.NaN);
  return {
    raw: nan(),
    calibrated: nan(),
    fold: new Int16Array(rows).fill(-1),
    baselines: { 'base-rate': nan(), persistence: nan() },
  };
}

function checkOutput(model: Model): void {
  if (model.output === 'probability') return;
  const expected = 'a model of probabilities';
  throw errors.PARAMETER_INVALID({ name: 'trainer', value: `${model.kind} of values`, expected });
}

async function runFold(
  request: WalkForwardRequest,
  index: number,
  known: Float64Array,
  result: OutOfFold,
): Promise<FoldReport> {
  const { dataset } = request;
  const fold = request.folds[index] as Fold;
  const train = selectRows(dataset, fold.train);
  const test = selectRows(dataset, fold.test);
  const calibrator = await innerCalibrator(train, request, progressOf(request, index, 'calibrating'));
  const model = await request.trainer.fit(train, progressOf(request, index, 'training'));
  checkOutput(model);
  const raw = model.predictBatch(test);
  fold.test.forEach((row, place) => {
    result.raw[row] = raw[place] as number;
    result.calibrated[row] = calibrator.apply(raw[place] as number);
    result.fold[row] = index;
  });
  for (const baseline of BASELINES) {
    const predicted = predictBaseline(baseline, dataset, known, fold.train, fold.test);
    fold.test.forEach((row, place) => (result.baselines[baseline][row] = predicted[place] as number));
  }
  const done = (index + 1) / request.folds.length;
  request.onProgress?.({ fold: index + 1, folds: request.folds.length, stage: 'testing', done });
  return reportFold(dataset, result, fold);
}

/**
 * Trains and tests fold after fold. For each fold the calibrator is fitted on part of its training rows, then the model
 * on all of them; neither sees a row of the test period or a label that was not known when it began.
 *
 * Throws `FOLDS_OVERLAP` on folds that are not purged, and what the trainer throws (`SINGLE_CLASS`, `TOO_FEW_ROWS`,
 * `TRAINING_CANCELLED`).
 */
export async function runWalkForward(request: WalkForwardRequest): Promise<WalkForwardResult> {
  const { dataset, folds, random } = request;
  if (folds.length === 0) {
    throw errors.PARAMETER_INVALID({ name: 'folds', value: 'an empty list', expected: 'at least one fold' });
  }
  assertPurged(dataset, folds);
  const outOfFold = emptyOutOfFold(dataset.rows);
  const known = latestKnownLabels(dataset);
  const reports: FoldReport[] = [];
  for (let fold = 0; fold < folds.length; fold++) reports.push(await runFold(request, fold, known, outOfFold));
  return { outOfFold, report: reportValidation(dataset, outOfFold, reports, random.split('bootstrap')) };
}
