import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { EpochMs } from '@pipwright/model';
import { ManualClock, type Clock } from './clock.ts';

/** The only way in which a room waits. */
export interface Scheduler {
  readonly clock: Clock;
  /**
   * Resolves after `delayMs` (at once where it is not positive); rejects with the signal's reason when it is aborted
   * before. Rejects with `RangeError` on NaN and infinity.
   */
  delay(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The longest wait that a timer of the runtime can hold; a longer one would end at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

function requireDelay(delayMs: number): void {
  if (!Number.isFinite(delayMs))
    throw new RangeError(`a delay must be a finite number of milliseconds, got ${delayMs}`);
}

/** Waits in real time. */
export function systemScheduler(clock: Clock): Scheduler {
  return {
    clock,
    delay: async (delayMs, signal) => {
      requireDelay(delayMs);
      try {
        for (let left = delayMs; left > 0 || left === delayMs; left -= TIMER_MS_MAX) {
          await wait(Math.min(Math.max(left, 0), TIMER_MS_MAX), undefined, signal === undefined ? {} : { signal });
        }
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : error;
      }
    },
  };
}

interface Waiter {
  readonly time: EpochMs;
  readonly order: number;
  readonly resolve: () => void;
}

/** Time passes only when `advance` says so: for tests and replays. */
export class ManualScheduler implements Scheduler {
  readonly clock: ManualClock;
  #waiters: Waiter[] = [];
  #order = 0;

  constructor(start: EpochMs) {
    this.clock = new ManualClock(start);
  }

  /** Number of callers that wait. */
  get waiting(): number {
    return this.#waiters.length;
  }

  async delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    requireDelay(delayMs);
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        this.#remove(waiter);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        time: (this.clock.now() + Math.ceil(Math.max(0, delayMs))) as EpochMs,
        order: this.#order++,
        resolve: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      this.#waiters.push(waiter);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /**
   * Lets `durationMs` pass and wakes, in order of their time, those whose wait ends in it. Between two of them everything
   * that follows from the first has its turn, so that it may wait again and be woken within the same call.
   */
  async advance(durationMs: number): Promise<void> {
    const end = (this.clock.now() + durationMs) as EpochMs;
    await nextTurn();
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#remove(next);
      this.clock.set(next.time);
      next.resolve();
      await nextTurn();
    }
    this.clock.set(end);
  }

  #nextUntil(end: EpochMs): Waiter | undefined {
    return this.#waiters
      .filter((waiter) => waiter.time <= end)
      .toSorted((a, b) => a.time - b.time || a.order - b.order)[0];
  }

  #remove(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
  }
}
