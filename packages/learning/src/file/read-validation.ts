import type { BootstrapIntervals, Interval, LossDifference } from '../metrics/block-bootstrap.ts';
import type { ClassificationMetrics } from '../metrics/classification.ts';
import { DocumentReader } from '../model/document.ts';
import type { Baseline } from '../validation/baselines.ts';
import type { FoldReport, ValidationReport } from '../validation/validation-report.ts';

const FOLDS_MAX = 1000;
const BINS_MAX = 1000;
const ROWS_MAX = 2 ** 32;

function nullable<Value>(reader: DocumentReader, name: string, read: (reader: DocumentReader) => Value): Value | null {
  return reader.raw(name) === null ? null : read(reader.object(name));
}

function readMetrics(reader: DocumentReader): ClassificationMetrics {
  return {
    rows: reader.whole('rows', 0, ROWS_MAX),
    baseRate: reader.number('baseRate', 0, 1),
    auc: reader.nullableNumber('auc'),
    brier: reader.number('brier', 0, 1),
    logLoss: reader.number('logLoss', 0),
    accuracy: reader.number('accuracy', 0, 1),
    matthews: reader.nullableNumber('matthews'),
    calibrationError: reader.number('calibrationError', 0, 1),
  };
}

function readInterval(reader: DocumentReader): Interval {
  return { estimate: reader.number('estimate'), low: reader.number('low'), high: reader.number('high') };
}

function readDifference(reader: DocumentReader): LossDifference {
  return { brier: readInterval(reader.object('brier')), logLoss: readInterval(reader.object('logLoss')) };
}

function readIntervals(reader: DocumentReader): BootstrapIntervals<Baseline> {
  const over = reader.object('over');
  return {
    level: reader.number('level', 0, 1),
    blockRows: reader.whole('blockRows', 1, ROWS_MAX),
    auc: nullable(reader, 'auc', readInterval),
    over: {
      'base-rate': readDifference(over.object('base-rate')),
      persistence: readDifference(over.object('persistence')),
    },
  };
}

function readFold(value: unknown, index: number): FoldReport {
  const reader = new DocumentReader(value, `validation.folds[${index}]`);
  return {
    trainRows: reader.whole('trainRows', 0, ROWS_MAX),
    trainFrom: reader.number('trainFrom'),
    trainTo: reader.number('trainTo'),
    testRows: reader.whole('testRows', 0, ROWS_MAX),
    testFrom: reader.number('testFrom'),
    testTo: reader.number('testTo'),
    raw: readMetrics(reader.object('raw')),
    calibrated: readMetrics(reader.object('calibrated')),
  };
}

/** Reads a validation report from an untrusted document. Throws `MODEL_DOCUMENT_INVALID`. */
export function readValidation(reader: DocumentReader): ValidationReport {
  const foretells = reader.raw('foretells');
  if (typeof foretells !== 'boolean') reader.fail('is not true or false', 'foretells');
  const baselines = reader.object('baselines');
  return {
    folds: reader.list('folds', FOLDS_MAX).map(readFold),
    raw: readMetrics(reader.object('raw')),
    calibrated: readMetrics(reader.object('calibrated')),
    baselines: {
      'base-rate': readMetrics(baselines.object('base-rate')),
      persistence: readMetrics(baselines.object('persistence')),
    },
    intervals: readIntervals(reader.object('intervals')),
    reliability: reader.list('reliability', BINS_MAX).map((value, index) => {
      const bin = new DocumentReader(value, `validation.reliability[${index}]`);
      return {
        predicted: bin.number('predicted', 0, 1),
        observed: bin.number('observed', 0, 1),
        count: bin.whole('count', 0, ROWS_MAX),
      };
    }),
    foretells,
  };
}
