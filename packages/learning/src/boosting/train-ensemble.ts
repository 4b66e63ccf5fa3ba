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
import { runOnPool } from './thread-pool.ts';
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

async function runOnThreads(share: TrainingShare, request: TrainingRequest, context: FitContext): Promise<GrownTrees> {
  const rounds = share.parameters.rounds;
  const parts = Array.from({ length: share.layout.threads }, (_, index) => ({
    share,
    index,
    dataset: index === 0 ? request.dataset : null,
    validation: index === 0 ? request.validation : null,
  }));
  let grown: GrownTrees | null = null;
  let done = 0;
  const cancel = (): void => cancelTraining(share);
  context.signal?.addEventListener('abort', cancel, { once: true });
  if (context.signal?.aborted === true) cancel();
  try {
    await runOnPool(parts, (message) => {
      if (message.type === 'progress') context.onProgress?.(message.progress);
      else if (message.type === 'trees') grown = message.grown;
      else if (message.type === 'cancelled') done = message.done;
    });
  } finally {
    context.signal?.removeEventListener('abort', cancel);
  }
  if (grown === null) throw errors.TRAINING_CANCELLED({ done, total: rounds });
  return grown;
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
