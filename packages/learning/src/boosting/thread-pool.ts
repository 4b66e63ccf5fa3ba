import { Worker } from 'node:worker_threads';
import { errors } from '../errors.ts';
import type { TrainingMessage, TrainingThreadData } from './training-thread.ts';

/**
 * Training threads that have nothing to do. Starting one costs about 0.1 s, as much as some of the fits of a
 * walk-forward, so that they are kept for the next fit. They do not keep the process alive.
 */
const idle: Worker[] = [];

function startWorker(): Worker {
  const worker = new Worker(new URL('./training-thread.ts', import.meta.url));
  // A fit that runs listens by itself; a thread that ends while it is idle is forgotten.
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
  });
  return worker;
}

/** Hands the thread its part and settles when that is done, or with `TRAINING_THREAD_FAILED` when the thread ends. */
function runPart(worker: Worker, data: TrainingThreadData, receive: (message: TrainingMessage) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const fail = (reason: string, cause?: unknown): void =>
      settle(() => reject(errors.TRAINING_THREAD_FAILED({ reason }, { cause })));
    const onMessage = (message: TrainingMessage): void => {
      if (message.type === 'idle') settle(resolve);
      else receive(message);
    };
    const onError = (error: unknown): void => fail(String(error), error);
    const onExit = (code: number): void => fail(`thread ${data.index} left with code ${code}`);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(data);
  });
}

/**
 * Runs one training on as many threads as there are parts; `receive` hears what they say. After a failure none of its
 * threads is used again, since the others may wait for the one that failed.
 */
export async function runOnPool(
  parts: readonly TrainingThreadData[],
  receive: (message: TrainingMessage) => void,
): Promise<void> {
  const workers = parts.map(() => idle.pop() ?? startWorker());
  for (const worker of workers) worker.ref();
  try {
    await Promise.all(workers.map((worker, index) => runPart(worker, parts[index] as TrainingThreadData, receive)));
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  for (const worker of workers) worker.unref();
  idle.push(...workers);
}
