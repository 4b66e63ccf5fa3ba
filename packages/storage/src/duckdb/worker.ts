import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { PipwrightError } from '@pipwright/model';
import { openDatabase } from './database.ts';
import { Engine } from './engine.ts';
import type { CallMessage, CrossingError, Opened, Request, Response, WorkerSettings } from './protocol.ts';

const port = parentPort as MessagePort;
const settings = workerData as WorkerSettings;

function crossing(error: unknown, operation: string): CrossingError {
  if (error instanceof PipwrightError) return { code: error.code, details: error.details };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'CANDLE_STORE_FAILED', details: { file: settings.file, operation, reason } };
}

/** Memory that an answer gives away instead of copying it. */
function transferable(answer: unknown): ArrayBuffer[] {
  const values = (answer as { readonly values?: unknown } | null)?.values;
  return values instanceof Float64Array ? [values.buffer as ArrayBuffer] : [];
}

async function answerCall(engine: Engine, message: CallMessage): Promise<void> {
  const { id, name } = message;
  try {
    const handler = engine.handlers[name] as (ask: unknown) => Promise<unknown>;
    const answer = await handler(message.ask);
    port.postMessage({ id, ok: true, answer } satisfies Response, transferable(answer));
  } catch (error) {
    port.postMessage({ id, ok: false, error: crossing(error, name) } satisfies Response);
  }
  if (name === 'close') port.close();
}

async function start(): Promise<void> {
  try {
    const engine = new Engine(await openDatabase(settings));
    await engine.load();
    let queue = Promise.resolve();
    port.on('message', (message: Request) => {
      if (message.kind === 'call') {
        queue = queue.then(() => answerCall(engine, message));
        return;
      }
      engine.stage(message.operation, message.slot, message.block);
      port.postMessage({ id: message.id, ok: true, answer: null } satisfies Response);
    });
    port.postMessage({ opened: true } satisfies Opened);
  } catch (error) {
    port.postMessage({ opened: false, error: crossing(error, 'open') } satisfies Opened);
  }
}

await start();
