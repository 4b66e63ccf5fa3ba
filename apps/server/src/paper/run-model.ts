import { errors } from '../errors.ts';
import { findModel, type StoredModel } from '../pipeline/model-store.ts';
import type { Stores } from '../stores.ts';
import type { SessionStarted } from './paper-events.ts';

/** The model that a run was started with. Throws `RUN_NOT_CONTINUED` where it is gone or was replaced. */
export async function modelOfRun(stores: Stores, start: SessionStarted): Promise<StoredModel> {
  const { symbol, timeframe, simulated, modelId, modelDigest, runId } = start;
  const model = await findModel(stores, { symbol, timeframe, simulated, id: modelId });
  if (model === null) throw errors.RUN_NOT_CONTINUED({ run: runId, reason: `its model ${modelId} is gone` });
  if (model.digest !== modelDigest) {
    throw errors.RUN_NOT_CONTINUED({ run: runId, reason: `its model ${modelId} was replaced by another` });
  }
  return model;
}
