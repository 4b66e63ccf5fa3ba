// Entry of a training thread. It takes part in one training after another: the first thread leads, the others follow.
import { parentPort } from 'node:worker_threads';
import { PipwrightError } from '@pipwright/model';
import type { Dataset } from '../dataset/dataset.ts';
import type { FitProgress } from '../model/model.ts';
import { followLeader } from './crew.ts';
import type { TrainingShare } from './participant.ts';
import { runTraining, type GrownTrees } from './run-training.ts';

export interface TrainingThreadData {
  readonly share: TrainingShare;
  readonly index: number;
  /** Only the leader is given the data. */
  readonly dataset: Dataset | null;
  readonly validation: Dataset | null;
}

export type TrainingMessage =
  | { readonly type: 'progress'; readonly progress: FitProgress }
  | { readonly type: 'trees'; readonly grown: GrownTrees }
  | { readonly type: 'cancelled'; readonly done: number }
  /** The thread has done its part and takes the next one. */
  | { readonly type: 'idle' };

function send(message: TrainingMessage): void {
  parentPort?.postMessage(message);
}

function lead({ share, dataset, validation }: TrainingThreadData): void {
  try {
    const grown = runTraining(share, dataset as Dataset, validation, {
      onProgress: (progress) => send({ type: 'progress', progress }),
      isCancelled: () => false,
    });
    send({ type: 'trees', grown });
  } catch (error) {
    if (!(error instanceof PipwrightError) || error.code !== 'TRAINING_CANCELLED') throw error;
    send({ type: 'cancelled', done: Number(error.details['done']) });
  }
}

parentPort?.on('message', (data: TrainingThreadData) => {
  if (data.index === 0) lead(data);
  else followLeader(data.share, data.index);
  send({ type: 'idle' });
});
