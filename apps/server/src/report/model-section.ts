import type { ReportDocument } from '@pipwright/protocol';
import type { StoredModel } from '../pipeline/model-store.ts';
import { figure } from './figure.ts';

/** Features shown by importance. */
const IMPORTANCE_MAX = 20;

/** What validation found out about the model, before any trade. */
export function modelSection({ file, id }: StoredModel): ReportDocument['model'] {
  const { validation, training, subject } = file;
  const { calibrated, baselines, intervals } = validation;
  const order = file.importance.map((share, index) => ({ feature: file.features[index] ?? '', share }));
  return {
    id,
    kind: training.kind,
    label: subject.label.name,
    folds: validation.folds.length,
    figures: [
      figure(
        'AUC',
        calibrated.auc,
        'ratio',
        'Probability that a candle before a rise got a higher prediction than one before a fall; 0.5 is chance.',
      ),
      figure('AUC, low', intervals.auc?.low ?? null, 'ratio', 'Lower end of the 95 % interval by block bootstrap.'),
      figure('AUC, high', intervals.auc?.high ?? null, 'ratio', 'Upper end of the 95 % interval by block bootstrap.'),
      figure('Brier score', calibrated.brier, 'ratio', 'Mean squared error of the probability; lower is better.'),
      figure(
        'Brier, base rate',
        baselines['base-rate'].brier,
        'ratio',
        'Brier score of always saying how often it rose before.',
      ),
      figure('Brier, persistence', baselines.persistence.brier, 'ratio', 'Brier score of "as the last known outcome".'),
      figure(
        'Calibration error',
        calibrated.calibrationError,
        'ratio',
        'Mean distance of predicted and observed frequency.',
      ),
      figure('Accuracy', calibrated.accuracy, 'fraction', 'Share of directions that were right.'),
      figure('Tested candles', calibrated.rows, 'count', 'Candles predicted by a model that had not seen them.'),
    ],
    calibration: validation.reliability.map(({ predicted, observed, count }) => ({ predicted, observed, count })),
    importance: order.toSorted((a, b) => b.share - a.share).slice(0, IMPORTANCE_MAX),
  };
}
