import { Worker } from 'node:worker_threads';
import type { Dataset } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import type { FitContext } from '../model/model.ts';
import { checkNumber } from '../model/parameters.ts';
import { cancelTraining } from './crew.ts';
import { histogramModule } from './kernel.ts';
import { planMemory } from './memory-layout.ts';
import type { BoostingParameters } from './parameters.ts';
import type { TrainingShare } from './participant.ts';
import { runTraining, type GrownTrees } from './run-training.ts';
import type { TrainingMessage, TrainingThreadData } from './training-thread.ts';
import { sharedMemory } from './webassembly.ts';

export interface TrainingRequest {
  readonly dataset: Dataset;
  /** Rows for early stopping; null where all rounds are wanted. */
  readonly validation: Dataset | null;
  readonly parameters: BoostingParameters;
  readonly seed: number;
}

const THREADS_MAX = 64;

function prepareShare(request: TrainingRequest, threads: number): TrainingShare {
  const { dataset, parameters, seed } = request;
  const layout = planMemory(dataset.rows, dataset.featureNames.length, parameters.leavesMax, threads);
  const memory = sharedMemory(layout.pages);
  return { layout, memory, module: histogramModule(), parameters, features: dataset.features, seed };
}

function runOnThreads(share: TrainingShare, request: TrainingRequest, context: FitContext): Promise<GrownTrees> {
  const { threads } = share.layout;
  const workers: Worker[] = [];
  const cancel = (): void => cancelTraining(share);
  const run = new Promise<GrownTrees>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown): void =>
      reject(errors.TRAINING_THREAD_FAILED({ reason }, { cause }));
    for (let index = 0; index < threads; index++) {
      const leads = index === 0;
      const workerData: TrainingThreadData = {
        share,
        index,
        dataset: leads ? request.dataset : null,
        validation: leads ? request.validation : null,
      };
      const worker = new Worker(new URL('./training-thread.ts', import.meta.url), { workerData });
      workers.push(worker);
      worker.once('error', (error) => fail(String(error), error));
      worker.once('exit', (code) => {
        // The leader's answer arrives before its exit; a follower leaves with 0 when it is told to.
        if (leads || code !== 0) fail(`thread ${index} left with code ${code}`);
      });
      worker.on('message', (message: TrainingMessage) => {
        if (message.type === 'progress') context.onProgress?.(message.progress);
        else if (message.type === 'trees') resolve(message.grown);
        else reject(errors.TRAINING_CANCELLED({ done: message.done, total: share.parameters.rounds }));
      });
    }
    context.signal?.addEventListener('abort', cancel, { once: true });
    if (context.signal?.aborted === true) cancel();
  });
  return endAfter(run, workers, () => context.signal?.removeEventListener('abort', cancel));
}

/** Waits for the run and leaves no thread behind, however it ends. */
async function endAfter<Result>(
  run: Promise<Result>,
  workers: readonly Worker[],
  release: () => void,
): Promise<Result> {
  try {
    return await run;
  } finally {
    release();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/**
 * Grows an ensemble in the calling thread or on worker threads; the trees are the same for any number of them.
 * Throws `TRAINING_CANCELLED`, `TRAINING_TOO_LARGE`, `TRAINING_THREAD_FAILED`, `KERNEL_MISSING`.
 */
export async function trainEnsemble(request: TrainingRequest, context: FitContext): Promise<GrownTrees> {
  const threads = checkNumber('threads', context.threads ?? 0, { min: 0, max: THREADS_MAX, whole: true });
  const share = prepareShare(request, Math.max(1, threads));
  if (threads > 0) return runOnThreads(share, request, context);
  return runTraining(share, request.dataset, request.validation, {
    onProgress: (progress) => context.onProgress?.(progress),
    isCancelled: () => context.signal?.aborted === true,
  });
}
