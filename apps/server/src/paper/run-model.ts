import { featureSet } from '@pipwright/features';
import type { Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { findModel, type StoredModel } from '../pipeline/model-store.ts';
import type { Stores } from '../stores.ts';
import { ACCOUNT_RULES, type SessionStarted } from './paper-events.ts';

/** Whether this version of the platform computes the features that the model was trained on. */
export function fitsThisVersion({ file }: StoredModel, timeframe: Timeframe): boolean {
  return file.subject.featureSetVersion === featureSet(timeframe).version;
}

/** The model that a run was started with. Throws `RUN_NOT_CONTINUED` where it is gone or was replaced. */
export async function modelOfRun(stores: Stores, start: SessionStarted): Promise<StoredModel> {
  const { symbol, timeframe, simulated, modelId, modelDigest, runId, rules } = start;
  if (rules !== ACCOUNT_RULES) {
    throw errors.RUN_NOT_CONTINUED({ run: runId, reason: 'this version fills and books orders by other rules' });
  }
  const model = await findModel(stores, { symbol, timeframe, simulated, id: modelId });
  if (model === null) throw errors.RUN_NOT_CONTINUED({ run: runId, reason: `its model ${modelId} is gone` });
  if (model.digest !== modelDigest) {
    throw errors.RUN_NOT_CONTINUED({ run: runId, reason: `its model ${modelId} was replaced by another` });
  }
  if (!fitsThisVersion(model, timeframe)) {
    throw errors.RUN_NOT_CONTINUED({ run: runId, reason: 'its model needs other features than this version computes' });
  }
  return model;
}
