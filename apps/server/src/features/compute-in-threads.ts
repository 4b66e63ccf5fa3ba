import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CandleColumns } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { ColumnPartOptions, ComputedPart } from './column-part.ts';
import type { PartAnswer, PartRequest } from './compute-worker.ts';
import {
  partedComputer,
  type FeatureComputer,
  type FeatureComputerOptions,
  type PartWorker,
} from './feature-computer.ts';

type Asked = PartRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never;
type Answered = Extract<PartAnswer, { readonly ok: true }>;

interface Waiting {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
}

/** A thread with some of the parts. */
class ComputeThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: Error | null = null;

  constructor(parts: readonly ColumnPartOptions[]) {
    // Without our own flags of Node, some of which (`--input-type`) a thread does not take.
    const workerData = parts.map(({ instrument, timeframe, context, names }) => ({
      instrument,
      timeframe,
      context,
      names,
    }));
    const script = new URL('./compute-worker.ts', import.meta.url);
    this.#worker = new Worker(script, { workerData, name: 'pipwright-features', execArgv: [] });
    this.#worker.on('message', (answer: PartAnswer) => this.#settle(answer));
    this.#worker.on('error', (error: Error) => this.#fail(error.message));
    this.#worker.on('exit', () => this.#fail('it has ended'));
  }

  ask(request: Asked): Promise<Answered> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...request });
    });
  }

  async close(): Promise<void> {
    if (this.#failure !== null) return;
    const exited = once(this.#worker, 'exit');
    await this.#worker.terminate();
    await exited;
  }

  #settle(answer: PartAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer);
    else waiting?.reject(errors.FEATURE_THREAD_FAILED({ reason: answer.message }));
  }

  #fail(reason: string): void {
    this.#failure ??= errors.FEATURE_THREAD_FAILED({ reason });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

/** A part in a thread. */
class ThreadPart implements PartWorker {
  readonly #thread: ComputeThread;
  readonly #part: number;

  constructor(thread: ComputeThread, part: number) {
    this.#thread = thread;
    this.#part = part;
  }

  async compute(candles: CandleColumns): Promise<ComputedPart> {
    return (await this.#thread.ask({ ask: 'compute', part: this.#part, candles })).computed as ComputedPart;
  }

  async restore(state: Float64Array): Promise<boolean> {
    return (await this.#thread.ask({ ask: 'restore', part: this.#part, state })).restored;
  }

  async reset(): Promise<void> {
    await this.#thread.ask({ ask: 'reset', part: this.#part });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/**
 * Computes in threads, so that the caller's is free: the parts of the row one after the other in one thread, or each in
 * a thread of its own. The results are the same to the last bit. Candles, and the facts and other markets when the
 * threads begin, are copied unless their memory is shared; whoever gives views on much more memory has all of it copied.
 */
export function computeInThreads(options: FeatureComputerOptions, threads: 1 | 2): FeatureComputer {
  return partedComputer(options, (parts) => {
    const shares = threads === 1 ? [parts] : parts.map((part) => [part]);
    return shares.flatMap((share) => {
      const thread = new ComputeThread(share);
      return share.map((_, part) => new ThreadPart(thread, part));
    });
  });
}
