import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PipwrightError } from '@pipwright/model';
import { errors } from '../errors.ts';
import type {
  Block,
  CallName,
  Calls,
  CrossingError,
  Opened,
  Request,
  Response,
  StageSlot,
  WorkerSettings,
} from './protocol.ts';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

function uncross(error: CrossingError): PipwrightError {
  return errors[error.code as keyof typeof errors](error.details);
}

/** The caller's end of the thread that owns the database. */
export class WorkerLink {
  readonly #file: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: string | null = null;

  private constructor(file: string, worker: Worker, onEnded: () => void) {
    this.#file = file;
    this.#worker = worker;
    worker.on('message', (response: Response) => this.#settle(response));
    worker.on('error', (error: Error) => this.#end(`its thread failed: ${error.message}`));
    worker.on('exit', () => {
      this.#end('its thread has ended');
      onEnded();
    });
  }

  /** Starts the thread and waits until it holds the file. `onEnded` is called when the file is free again. */
  static async open(settings: WorkerSettings, onEnded: () => void): Promise<WorkerLink> {
    // Without our own flags of Node, some of which (`--input-type`) a thread does not take.
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      name: 'pipwright-duckdb',
      execArgv: [],
    });
    const [answer] = (await once(worker, 'message')) as [Opened];
    if (answer.opened) return new WorkerLink(settings.file, worker, onEnded);
    await worker.terminate();
    throw uncross(answer.error);
  }

  /** Sends a call and waits for its answer. */
  call<Name extends CallName>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['answer']> {
    const id = ++this.#lastId;
    return this.#send({ kind: 'call', id, name, ask } as Request, []) as Promise<Calls[Name]['answer']>;
  }

  /** Gives the memory of `block` to the thread; the promise resolves when the thread holds it. */
  async stage(operation: number, slot: StageSlot, block: Block): Promise<void> {
    const id = ++this.#lastId;
    await this.#send({ kind: 'stage', id, operation, slot, block }, [block.values.buffer as ArrayBuffer]);
  }

  /** Closes the database and ends the thread. A second call does nothing. */
  async close(): Promise<void> {
    if (this.#ended !== null) return;
    const exited = once(this.#worker, 'exit');
    const closed = this.call('close', null);
    this.#ended = 'it was closed';
    await closed;
    await exited;
  }

  #send(message: Request, transfer: ArrayBuffer[]): Promise<unknown> {
    if (this.#ended !== null)
      return Promise.reject(errors.CANDLE_STORE_CLOSED({ file: this.#file, reason: this.#ended }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker.postMessage(message, transfer);
    });
  }

  #settle(response: Response): void {
    const waiting = this.#waiting.get(response.id);
    if (waiting === undefined) return;
    this.#waiting.delete(response.id);
    if (response.ok) waiting.resolve(response.answer);
    else waiting.reject(uncross(response.error));
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    for (const waiting of this.#waiting.values())
      waiting.reject(errors.CANDLE_STORE_CLOSED({ file: this.#file, reason: this.#ended }));
    this.#waiting.clear();
  }
}
