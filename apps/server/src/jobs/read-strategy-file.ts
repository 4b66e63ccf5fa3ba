import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { strategyInfoSchema, type StrategyInfoMessage } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import { unusableStrategy } from './strategy-info.ts';

const READER = new URL('./strategy-reader.ts', import.meta.url);
/** Far longer than loading a file takes on a busy machine. */
const LOADING_MS_MAX = 8000;
const MEMORY_MB_MAX = 512;

/**
 * What a file says of itself. It is code of somebody's: it is loaded in a thread, which is ended where it does not come to
 * an end, and what it prints is left out.
 */
export async function readStrategyFile(file: string, loadingMsMax = LOADING_MS_MAX): Promise<StrategyInfoMessage> {
  const id = basename(file);
  const worker = new Worker(READER, {
    workerData: file,
    name: 'pipwright-strategy',
    // Without our own flags of Node, some of which (`--input-type`) a thread does not take.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<StrategyInfoMessage>((resolve) => {
      timer = setTimeout(
        () => resolve(unusableStrategy(id, errors.STRATEGY_STUCK({ seconds: loadingMsMax / 1000 }))),
        loadingMsMax,
      );
      worker.once('message', (message) => {
        const info = strategyInfoSchema.safeParse(message);
        resolve(info.success ? info.data : unusableStrategy(id, info.error));
      });
      worker.once('error', (error) => resolve(unusableStrategy(id, error)));
      worker.once('exit', () => resolve(unusableStrategy(id, errors.STRATEGY_ENDED())));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
