import { CALIBRATION_KINDS } from '../calibration/calibrator.ts';
import { calibratorFromJSON } from '../calibration/fit-calibrator.ts';
import { errors } from '../errors.ts';
import { DocumentReader } from '../model/document.ts';
import type { Model, ModelDocument } from '../model/model.ts';
import { modelFromJSON } from '../model/model-kinds.ts';
import type { TrainingWindow } from '../validation/folds.ts';
import { documentChecksum } from './encode-model-file.ts';
import { MODEL_FILE_FORMAT, MODEL_FILE_VERSION, type ModelFile, type ModelSubject } from './model-file.ts';
import { readValidation } from './read-validation.ts';

const FILE_BYTES_MAX = 512 * 1024 * 1024;
const FEATURES_MAX = 32_767;
const COUNT_MAX = 2 ** 32;

function parse(bytes: Uint8Array): DocumentReader {
  if (bytes.length > FILE_BYTES_MAX) {
    const reason = `has ${bytes.length} bytes, more than ${FILE_BYTES_MAX}`;
    throw errors.MODEL_DOCUMENT_INVALID({ place: 'file', reason });
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw errors.MODEL_DOCUMENT_INVALID({ place: 'file', reason: 'is not JSON' }, { cause });
  }
  return new DocumentReader(value, 'file');
}

function readSubject(reader: DocumentReader): ModelSubject {
  const label = reader.object('label');
  return {
    symbol: reader.string('symbol', 32),
    timeframe: reader.string('timeframe', 8),
    featureSetVersion: reader.string('featureSetVersion', 200),
    label: { name: label.string('name', 200), horizonMs: label.number('horizonMs', 0) },
    productVersion: reader.string('productVersion', 64),
    createdAt: reader.number('createdAt'),
    trials: reader.whole('trials', 0, COUNT_MAX),
  };
}

function readWindow(reader: DocumentReader): TrainingWindow {
  const kind = reader.choice('kind', ['anchored', 'rolling']);
  return kind === 'anchored' ? { kind } : { kind, lengthMs: reader.number('lengthMs', 0) };
}

function readTraining(reader: DocumentReader): ModelFile['training'] {
  return {
    kind: reader.string('kind', 100),
    parameters: reader.record('parameters'),
    calibration: reader.choice('calibration', CALIBRATION_KINDS),
    window: readWindow(reader.object('window')),
    seed: reader.string('seed', 200),
    rows: reader.whole('rows', 0, COUNT_MAX),
    from: reader.number('from'),
    to: reader.number('to'),
    labelsTo: reader.number('labelsTo'),
    dataDigest: reader.string('dataDigest', 64),
  };
}

function readModel(reader: DocumentReader, features: readonly string[]): Model {
  const document = reader.record('model');
  if (typeof document['kind'] !== 'string') reader.object('model').fail('is not a text', 'kind');
  const model = modelFromJSON(document as ModelDocument);
  if (model.featureCount !== features.length) {
    reader.fail(`has ${features.length} names for a model of ${model.featureCount} features`, 'features');
  }
  return model;
}

/**
 * Reads a model file from an untrusted source: format and version, checksum, every size, every number, and the shape of
 * every tree. Throws `MODEL_DOCUMENT_INVALID`, `MODEL_FILE_VERSION`, `MODEL_FILE_CHECKSUM`, `MODEL_KIND_UNKNOWN`.
 */
export function decodeModelFile(bytes: Uint8Array): ModelFile {
  const envelope = parse(bytes);
  if (envelope.raw('format') !== MODEL_FILE_FORMAT) envelope.fail(`is not '${MODEL_FILE_FORMAT}'`, 'format');
  const version = envelope.number('version');
  if (version !== MODEL_FILE_VERSION) throw errors.MODEL_FILE_VERSION({ version, expected: MODEL_FILE_VERSION });
  if (envelope.string('sha256') !== documentChecksum(envelope.record('document'))) throw errors.MODEL_FILE_CHECKSUM();
  const document = envelope.object('document');
  const features = document.strings('features', FEATURES_MAX);
  const importance = document.list('importance', FEATURES_MAX).map((share, index) => {
    if (typeof share === 'number' && share >= 0 && share <= 1) return share;
    return document.fail(`[${index}] is not a share from 0 to 1`, 'importance');
  });
  if (importance.length !== features.length) document.fail('has not one share per feature', 'importance');
  return {
    subject: readSubject(document.object('subject')),
    features,
    model: readModel(document, features),
    calibrator: calibratorFromJSON(document.raw('calibrator')),
    training: readTraining(document.object('training')),
    validation: readValidation(document.object('validation')),
    importance,
  };
}
