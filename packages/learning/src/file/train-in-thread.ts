import { MessageChannel, Worker } from 'node:worker_threads';
import { errors } from '../errors.ts';
import { decodeModelFile } from './decode-model-file.ts';
import type { FinalTraining, FinalTrainingRequest } from './train-final-model.ts';
import type { TrainingJobData, TrainingJobMessage } from './training-job-thread.ts';

/** The error that the thread met, made again on this side. */
function errorOf(message: Extract<TrainingJobMessage, { type: 'refused' }>): Error {
  const { code, details } = message;
  if (Object.hasOwn(errors, code)) return errors[code as keyof typeof errors](details);
  return errors.TRAINING_THREAD_FAILED({ reason: `${code}: ${message.message}` });
}

/**
 * As `trainFinalModel`, in a thread of its own, so that the caller's event loop stays free: validation, bootstrap and
 * the models that compute in one thread would hold it up for seconds. `threads` are started from that thread.
 * The result is the same to the bit.
 */
export async function trainInThread(request: FinalTrainingRequest): Promise<FinalTraining> {
  const { onProgress, signal, ...job } = request;
  const channel = new MessageChannel();
  const workerData: TrainingJobData = { job, cancelPort: channel.port2 };
  const worker = new Worker(new URL('./training-job-thread.ts', import.meta.url), {
    workerData,
    transferList: [channel.port2],
  });
  const cancel = (): void => channel.port1.postMessage('cancel');
  const run = new Promise<Extract<TrainingJobMessage, { type: 'trained' }>>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown): void =>
      reject(errors.TRAINING_THREAD_FAILED({ reason }, { cause }));
    worker.once('error', (error) => fail(String(error), error));
    worker.once('exit', (code) => fail(`the training left with code ${code}`));
    worker.on('message', (message: TrainingJobMessage) => {
      if (message.type === 'progress') onProgress?.(message.progress);
      else if (message.type === 'refused') reject(errorOf(message));
      else resolve(message);
    });
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
  });
  try {
    const { file, outOfFold } = await run;
    return { file: decodeModelFile(file), outOfFold };
  } finally {
    signal?.removeEventListener('abort', cancel);
    channel.port1.close();
    await worker.terminate();
  }
}
