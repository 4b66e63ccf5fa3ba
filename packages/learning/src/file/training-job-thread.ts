// Entry of the thread in which `trainInThread` runs a whole training.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { PipwrightError, type ErrorDetails } from '@pipwright/model';
import type { OutOfFold } from '../validation/walk-forward.ts';
import { encodeModelFile } from './encode-model-file.ts';
import { trainFinalModel, type FinalTrainingRequest, type TrainingProgress } from './train-final-model.ts';

/** A training request without what cannot leave its thread. */
export type TrainingJob = Omit<FinalTrainingRequest, 'onProgress' | 'signal'>;

export interface TrainingJobData {
  readonly job: TrainingJob;
  /** Any message on it cancels the training. */
  readonly cancelPort: MessagePort;
}

export type TrainingJobMessage =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'trained'; readonly file: Uint8Array; readonly outOfFold: OutOfFold }
  | { readonly type: 'refused'; readonly code: string; readonly message: string; readonly details: ErrorDetails };

async function run({ job, cancelPort }: TrainingJobData): Promise<TrainingJobMessage> {
  const controller = new AbortController();
  cancelPort.once('message', () => controller.abort());
  try {
    const { file, outOfFold } = await trainFinalModel({
      ...job,
      signal: controller.signal,
      onProgress: (progress) => {
        // A fit in this very thread keeps messages from being delivered, so they are looked for.
        if (receiveMessageOnPort(cancelPort) !== undefined) controller.abort();
        parentPort?.postMessage({ type: 'progress', progress } satisfies TrainingJobMessage);
      },
    });
    return { type: 'trained', file: encodeModelFile(file), outOfFold };
  } catch (error) {
    if (!(error instanceof PipwrightError)) throw error;
    return { type: 'refused', code: error.code, message: error.message, details: error.details };
  } finally {
    cancelPort.close();
  }
}

parentPort?.postMessage(await run(workerData as TrainingJobData));
