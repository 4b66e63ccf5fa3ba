import { DocumentReader } from '../model/document.ts';
import { CALIBRATION_KINDS, noCalibration, type CalibrationKind, type Calibrator } from './calibrator.ts';
import { fitIsotonic, IsotonicCalibrator } from './isotonic.ts';
import { fitPlatt, PlattCalibrator } from './platt.ts';

/**
 * Fits a calibrator on probabilities of rows that the model was not trained on, and their labels (0 or 1).
 * Throws `TOO_FEW_ROWS`.
 */
export function fitCalibrator(kind: CalibrationKind, probabilities: Float64Array, labels: Float64Array): Calibrator {
  if (kind === 'none') return noCalibration;
  return kind === 'platt' ? fitPlatt(probabilities, labels) : fitIsotonic(probabilities, labels);
}

/** Reads what `toJSON` gave, from an untrusted source. Throws `MODEL_DOCUMENT_INVALID`. */
export function calibratorFromJSON(document: unknown): Calibrator {
  const reader = new DocumentReader(document, 'calibrator');
  const kind = reader.choice('kind', CALIBRATION_KINDS);
  if (kind === 'none') return noCalibration;
  return kind === 'platt' ? PlattCalibrator.read(reader) : IsotonicCalibrator.read(reader);
}
