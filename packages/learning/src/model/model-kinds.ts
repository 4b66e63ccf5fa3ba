import { gradientBoosting } from '../boosting/gradient-boosting.ts';
import { errors } from '../errors.ts';
import { logisticRegression } from '../logistic/logistic-regression.ts';
import type { Model, ModelDocument, ModelKind, Trainer } from './model.ts';

/** Every kind of model there is. A new one is added here and is then held to the models' contract. */
export const MODEL_KINDS: readonly ModelKind[] = [gradientBoosting, logisticRegression];

function findKind(kind: string): ModelKind {
  const found = MODEL_KINDS.find((entry) => entry.kind === kind);
  if (found === undefined) {
    throw errors.MODEL_KIND_UNKNOWN({ kind, known: MODEL_KINDS.map((entry) => entry.kind).join(', ') });
  }
  return found;
}

/** A trainer of the kind named. Throws `MODEL_KIND_UNKNOWN` and `PARAMETER_INVALID`. */
export function createTrainer(kind: string, parameters: Readonly<Record<string, unknown>> = {}): Trainer {
  return findKind(kind).trainer(parameters);
}

/** Reads a fitted model of any kind. Throws `MODEL_KIND_UNKNOWN` and `MODEL_DOCUMENT_INVALID`. */
export function modelFromJSON(document: ModelDocument): Model {
  return findKind(document.kind).fromJSON(document);
}
