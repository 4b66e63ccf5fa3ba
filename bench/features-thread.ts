import { parentPort, workerData } from 'node:worker_threads';
import type { CandleColumns } from '@pipwright/model';
import { computeInBlocks } from './feature-blocks.ts';

/** A thread of `features-m1-2-threads`: computes its part of the catalogue each time it is told to. */
const { candles, names } = workerData as { readonly candles: CandleColumns; readonly names: readonly string[] };

parentPort?.on('message', () => parentPort?.postMessage(computeInBlocks(candles, names)));
