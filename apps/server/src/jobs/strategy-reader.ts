import { parentPort, workerData } from 'node:worker_threads';
import { basename } from 'node:path';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { strategyInfo, unusableStrategy } from './strategy-info.ts';

/** The thread that looks at one file: `workerData` is its path, the answer a `StrategyInfoMessage`. */
const file = workerData as string;
const id = basename(file);
try {
  const { definition } = await loadStrategy(file);
  parentPort?.postMessage(strategyInfo(id, false, definition));
} catch (error) {
  parentPort?.postMessage(unusableStrategy(id, error));
}
