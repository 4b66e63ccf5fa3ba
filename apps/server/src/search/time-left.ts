import type { Clock } from '@pipwright/kernel';

/** Estimates how long the rest takes, by the part that was done since it was made. */
export class TimeLeft {
  readonly #clock: Clock;
  readonly #startedAt: number;
  /** What was done before: it says nothing of the pace of now. */
  readonly #before: number;

  constructor(clock: Clock, before: number) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#before = before;
  }

  /** Milliseconds; null while nothing was done yet. */
  estimate(done: number, total: number): number | null {
    const own = done - this.#before;
    if (own <= 0) return done >= total ? 0 : null;
    return ((this.#clock.now() - this.#startedAt) / own) * Math.max(0, total - done);
  }
}
