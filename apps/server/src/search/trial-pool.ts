import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BacktestResult, Evaluate, TimeRange, TrialEvaluation } from '@pipwright/backtest';
import type { MinorUnits } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import type { TrialAnswer, TrialRequest } from './serve-trials.ts';

type Question = TrialRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never;

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: TrialAnswer & { readonly ok: true }) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that evaluate trials. */
export interface TrialPool {
  readonly evaluate: Evaluate;
  /** By the event engine, with everything that it says. */
  run(
    parameters: ParameterValues,
    range: TimeRange,
    initialBalance: MinorUnits,
    runId: string,
  ): Promise<BacktestResult>;
  /** Ends the threads, whatever they are doing. What was asked and not answered rejects. */
  close(): Promise<void>;
}

/** A thread that does one thing at a time. */
class TrialThread {
  readonly #worker: Worker;
  readonly #onIdle: (thread: TrialThread) => void;
  readonly #onDeath: (reason: string) => void;
  #current: Waiting | null = null;
  #lastId = 0;

  constructor(worker: Worker, onIdle: (thread: TrialThread) => void, onDeath: (reason: string) => void) {
    this.#worker = worker;
    this.#onIdle = onIdle;
    this.#onDeath = onDeath;
    worker.on('message', (answer: TrialAnswer) => this.#settle(answer));
    worker.on('error', (error: Error) => this.#onDeath(error.message));
    worker.on('exit', () => this.#onDeath('it has ended'));
  }

  ask(waiting: Waiting): void {
    this.#current = waiting;
    this.#worker.postMessage({ id: ++this.#lastId, ...waiting.question });
  }

  /** Rejects what is under way. */
  drop(error: Error): void {
    this.#current?.reject(error);
    this.#current = null;
  }

  async end(): Promise<void> {
    const exited = this.#worker.threadId < 0 ? Promise.resolve([]) : once(this.#worker, 'exit');
    await this.#worker.terminate();
    await exited;
  }

  #settle(answer: TrialAnswer): void {
    const waiting = this.#current;
    this.#current = null;
    if (answer.ok) waiting?.resolve(answer);
    else waiting?.reject(answer.error);
    this.#onIdle(this);
  }
}

class ThreadPool implements TrialPool {
  readonly #threads: TrialThread[] = [];
  readonly #idle: TrialThread[] = [];
  readonly #queue: Waiting[] = [];
  #failure: Error | null = null;

  async open(script: URL, data: unknown, threads: number): Promise<void> {
    const workers = Array.from(
      { length: threads },
      // Without our own flags of Node, some of which (`--input-type`) a thread does not take.
      () => new Worker(script, { workerData: data, name: 'pipwright-search', execArgv: [] }),
    );
    await Promise.all(
      workers.map(async (worker) => {
        const failed = once(worker, 'error').then(([error]) => {
          throw error;
        });
        const ended = once(worker, 'exit').then(() => {
          throw errors.SEARCH_THREAD_FAILED({ reason: 'it ended before it began' });
        });
        // The first message says that it is ready.
        await Promise.race([once(worker, 'message'), failed, ended]);
      }),
    ).catch(async (error: unknown) => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    });
    for (const worker of workers) {
      const thread = new TrialThread(
        worker,
        (idle) => this.#next(idle),
        (reason) => this.#fail(errors.SEARCH_THREAD_FAILED({ reason })),
      );
      this.#threads.push(thread);
      this.#idle.push(thread);
    }
  }

  readonly evaluate: Evaluate = async (parameters, range) => {
    const answer = await this.#ask({ ask: 'evaluate', parameters, range });
    return (answer as { readonly evaluation: TrialEvaluation }).evaluation;
  };

  async run(
    parameters: ParameterValues,
    range: TimeRange,
    initialBalance: MinorUnits,
    runId: string,
  ): Promise<BacktestResult> {
    const answer = await this.#ask({ ask: 'run', parameters, range, initialBalance, runId });
    return (answer as { readonly result: BacktestResult }).result;
  }

  async close(): Promise<void> {
    this.#fail(errors.SEARCH_THREAD_FAILED({ reason: 'it was told to end' }));
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #ask(question: Question): Promise<TrialAnswer & { readonly ok: true }> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      const waiting = { question, resolve, reject };
      const thread = this.#idle.shift();
      if (thread === undefined) this.#queue.push(waiting);
      else thread.ask(waiting);
    });
  }

  #next(thread: TrialThread): void {
    const waiting = this.#queue.shift();
    if (waiting === undefined) this.#idle.push(thread);
    else thread.ask(waiting);
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    for (const thread of this.#threads) thread.drop(error);
    for (const { reject } of this.#queue.splice(0)) reject(error);
  }
}

export interface TrialPoolOptions {
  /** The program of the threads: it calls `serveTrials`. */
  readonly script: URL;
  /** Plain data for it. Columns in shared memory are not copied. */
  readonly data: unknown;
  readonly threads: number;
}

/** Starts threads and waits until each is ready. Rejects with what keeps them from it, as with a strategy that does not load. */
export async function openTrialPool({ script, data, threads }: TrialPoolOptions): Promise<TrialPool> {
  const pool = new ThreadPool();
  await pool.open(script, data, threads);
  return pool;
}
