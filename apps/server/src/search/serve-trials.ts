import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { BacktestResult, TimeRange, TrialEvaluation } from '@pipwright/backtest';
import type { MinorUnits } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import type { TrialEngine } from './trial-setup.ts';

interface Asked {
  readonly id: number;
  readonly parameters: ParameterValues;
  readonly range: TimeRange;
}

/** What is asked of a thread. */
export type TrialRequest = Asked &
  ({ readonly ask: 'evaluate' } | { readonly ask: 'run'; readonly initialBalance: MinorUnits; readonly runId: string });

export type TrialAnswer =
  /** The first message of a thread: it is ready. */
  | { readonly id: 0; readonly ok: true }
  | { readonly id: number; readonly ok: true; readonly evaluation: TrialEvaluation }
  | { readonly id: number; readonly ok: true; readonly result: BacktestResult }
  | { readonly id: number; readonly ok: false; readonly error: unknown };

async function answer(engine: TrialEngine, request: TrialRequest): Promise<TrialAnswer> {
  const { id, parameters, range } = request;
  if (request.ask === 'run') {
    return { id, ok: true, result: await engine.run(parameters, range, request.initialBalance, request.runId) };
  }
  return { id, ok: true, evaluation: await engine.evaluate(parameters, range) };
}

/** Memory that goes over instead of being copied. */
function movable(message: TrialAnswer): ArrayBuffer[] {
  if (!message.ok || !('evaluation' in message) || !message.evaluation.ok) return [];
  const { buffer, byteLength } = message.evaluation.outcome.dailyReturns;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/**
 * The body of a thread: opens an engine on the thread's data and answers one request after the other. An error that is not
 * an evaluation goes back as it is; a thread that cannot begin dies of it.
 */
export async function serveTrials<Setup>(open: (setup: Setup) => Promise<TrialEngine>): Promise<void> {
  const port = parentPort as MessagePort;
  const engine = await open(workerData as Setup);
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: TrialRequest) => {
    last = last
      .then(() => answer(engine, request))
      .catch((error: unknown): TrialAnswer => ({ id: request.id, ok: false, error }))
      .then((message) => port.postMessage(message, movable(message)));
  });
  port.postMessage({ id: 0, ok: true } satisfies TrialAnswer);
}
