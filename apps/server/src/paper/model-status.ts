import type { ModelStatusMessage } from '@pipwright/protocol';
import { modelVerdict } from '../pipeline/model-verdict.ts';
import type { StoredModel } from '../pipeline/model-store.ts';
import { validationFigures } from '../pipeline/train-model.ts';
import type { SessionStarted } from './paper-events.ts';
import { isInSample } from './plan-run.ts';

/** What the page shows of a model before it is used. */
export function modelStatus(model: StoredModel, start: SessionStarted): Omit<ModelStatusMessage, 'live'> {
  const { file, id } = model;
  return {
    id,
    kind: file.training.kind,
    createdAt: file.subject.createdAt,
    trainedFrom: file.training.from,
    trainedTo: file.training.to,
    horizonMs: file.subject.label.horizonMs,
    validation: validationFigures(file),
    trials: file.subject.trials,
    inSample: isInSample(start, model),
    verdict: modelVerdict(file),
  };
}
