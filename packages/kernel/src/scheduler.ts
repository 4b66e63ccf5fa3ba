import { setTimeout as wait } from 'node:timers/promises';
import type { EpochMs } from '@pipwright/model';
import { ManualClock, type Clock } from './clock.ts';

/** The only way in which a room waits. */
export interface Scheduler {
  readonly clock: Clock;
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted before. */
  delay(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Waits in real time. */
export function systemScheduler(clock: Clock): Scheduler {
  return {
    clock,
    delay: async (delayMs, signal) => {
      try {
        await wait(delayMs, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : error;
      }
    },
  };
}

interface Waiter {
  readonly time: number;
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

  delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const waiter: Waiter = { time: this.clock.now() + delayMs, order: this.#order++, resolve };
      this.#waiters.push(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          this.#waiters = this.#waiters.filter((other) => other !== waiter);
          reject(signal.reason as Error);
        },
        { once: true },
      );
    });
  }

  /** Lets `durationMs` pass and wakes, in order of their time, those whose wait ends in it. */
  async advance(durationMs: number): Promise<void> {
    const end = this.clock.now() + durationMs;
    for (;;) {
      const due = this.#waiters
        .filter((waiter) => waiter.time <= end)
        .toSorted((a, b) => a.time - b.time || a.order - b.order);
      const next = due[0];
      if (next === undefined) break;
      this.#waiters = this.#waiters.filter((waiter) => waiter !== next);
      this.clock.set(next.time as EpochMs);
      next.resolve();
      // Whoever was woken may wait again before the next one is due.
      await Promise.resolve();
      await Promise.resolve();
    }
    this.clock.set(end as EpochMs);
  }
}
