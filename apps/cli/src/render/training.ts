import { isoTime } from '@pipwright/model';
import type { TrainingSummary } from '@pipwright/server';

function fixed(value: number | null, digits = 4): string {
  return value === null ? 'N/A' : value.toFixed(digits);
}

function day(time: number): string {
  return isoTime(time).slice(0, 10);
}

/** What a person wants to know of a training: how it was validated and what came out. */
export function renderTraining(summary: TrainingSummary): string {
  const { validation } = summary;
  return [
    `Model ${summary.modelId}${summary.alreadyTrained ? ' (trained before from the same data, parameters and seed)' : ''}`,
    `  trained on      ${summary.rows.toLocaleString('en-US')} candles, ${day(summary.trainedFrom)} to ${day(summary.trainedTo)}, ${summary.features} features, seed ${summary.seed}`,
    `  held out        ${summary.heldOut.toLocaleString('en-US')} candles after that, never seen`,
    `  validated on    ${validation.samples.toLocaleString('en-US')} candles in ${summary.folds} purged folds`,
    `  AUC             ${fixed(validation.auc)}  (95 % interval ${fixed(validation.aucLow)} to ${fixed(validation.aucHigh)}; 0.5 is chance)`,
    `  Brier score     ${fixed(validation.brier)}  (always the base rate: ${fixed(validation.baselineBrier)}; lower is better)`,
    `  calibration     off by ${fixed(validation.calibrationError)} on average`,
    `  strongest       ${summary.strongest.join(', ')}`,
    `  trials so far   ${summary.trials}`,
    '',
    summary.verdict,
    `Next: pipwright backtest ${summary.symbol} --timeframe ${summary.timeframe}`,
  ].join('\n');
}
