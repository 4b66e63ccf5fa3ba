import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { PipwrightError } from '@pipwright/model';
import type { CallMessage, CallTable, CrossingError, Opened, Response, WorkerSettings } from './messages.ts';

export type Handlers<Calls extends CallTable<Calls>> = {
  readonly [Name in keyof Calls]: (ask: Calls[Name]['ask']) => Promise<Calls[Name]['answer']>;
};

/** A store on its own thread. */
export interface StoreEngine {
  readonly handlers: Readonly<Record<string, (ask: never) => Promise<unknown>>>;
  /** Calls that do not wait for those before: they only put something aside. */
  readonly immediate: readonly string[];
  /** Memory that an answer gives away instead of copying it. */
  transferred(answer: unknown): readonly ArrayBuffer[];
}

function crossing({ kind, file }: WorkerSettings, error: unknown, operation: string): CrossingError {
  if (error instanceof PipwrightError) return { code: error.code, details: error.details };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: `${kind}_FAILED`, details: { file, operation, reason } };
}

async function answerCall(
  port: MessagePort,
  settings: WorkerSettings,
  engine: StoreEngine,
  { id, name, ask }: CallMessage,
): Promise<void> {
  try {
    const handler = engine.handlers[name] as (ask: unknown) => Promise<unknown>;
    const answer = await handler(ask);
    port.postMessage({ id, ok: true, answer } satisfies Response, [...engine.transferred(answer)]);
  } catch (error) {
    port.postMessage({ id, ok: false, error: crossing(settings, error, name) } satisfies Response);
  }
  if (name === 'close') port.close();
}

/**
 * Runs a store in this thread: opens it, says so, and answers calls one at a time, in the order in which they come, until
 * `close`.
 */
export async function serveStore(open: (settings: WorkerSettings) => Promise<StoreEngine>): Promise<void> {
  const port = parentPort as MessagePort;
  const settings = workerData as WorkerSettings;
  try {
    const engine = await open(settings);
    let queue = Promise.resolve();
    port.on('message', (message: CallMessage) => {
      const answer = () => answerCall(port, settings, engine, message);
      if (engine.immediate.includes(message.name)) void answer();
      else queue = queue.then(answer);
    });
    port.postMessage({ opened: true } satisfies Opened);
  } catch (error) {
    port.postMessage({ opened: false, error: crossing(settings, error, 'open') } satisfies Opened);
  }
}
