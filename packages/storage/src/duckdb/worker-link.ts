import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PipwrightError } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { CallMessage, CallTable, CrossingError, Opened, Response, WorkerSettings } from './messages.ts';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

function uncross(error: CrossingError): PipwrightError {
  return errors[error.code as keyof typeof errors](error.details);
}

/** The caller's end of the thread that owns the database. */
export class WorkerLink<Calls extends CallTable<Calls>> {
  readonly #settings: WorkerSettings;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: string | null = null;

  private constructor(settings: WorkerSettings, worker: Worker, onEnded: () => void) {
    this.#settings = settings;
    this.#worker = worker;
    worker.on('message', (response: Response) => this.#settle(response));
    worker.on('error', (error: Error) => this.#end(`its thread failed: ${error.message}`));
    worker.on('exit', () => {
      this.#end('its thread has ended');
      onEnded();
    });
  }

  /** Starts the thread `script` and waits until it holds the file. `onEnded` is called when the file is free again. */
  static async open<Calls extends CallTable<Calls>>(
    script: URL,
    settings: WorkerSettings,
    onEnded: () => void,
  ): Promise<WorkerLink<Calls>> {
    // Without our own flags of Node, some of which (`--input-type`) a thread does not take.
    const worker = new Worker(script, {
      workerData: settings,
      name: 'pipwright-duckdb',
      execArgv: [],
    });
    const [answer] = (await once(worker, 'message')) as [Opened];
    if (answer.opened) return new WorkerLink<Calls>(settings, worker, onEnded);
    await worker.terminate();
    throw uncross(answer.error);
  }

  /** Sends a call and waits for its answer. The memory in `transfer` goes over to the thread. */
  call<Name extends keyof Calls & string>(
    name: Name,
    ask: Calls[Name]['ask'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Calls[Name]['answer']> {
    return this.#send({ id: ++this.#lastId, name, ask }, transfer);
  }

  /** Closes the database and ends the thread. A second call does nothing. */
  async close(): Promise<void> {
    if (this.#ended !== null) return;
    const exited = once(this.#worker, 'exit');
    const closed = this.#send({ id: ++this.#lastId, name: 'close', ask: null }, []);
    this.#ended = 'it was closed';
    await closed;
    await exited;
  }

  #send(message: CallMessage, transfer: readonly ArrayBuffer[]): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#closed(this.#ended));
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker.postMessage(message, [...transfer]);
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
    for (const waiting of this.#waiting.values()) waiting.reject(this.#closed(this.#ended));
    this.#waiting.clear();
  }

  #closed(reason: string): PipwrightError {
    const { kind, file } = this.#settings;
    return errors[`${kind}_CLOSED`]({ file, reason });
  }
}
