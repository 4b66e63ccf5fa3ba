/** Below this share nothing is said of the time that is left. */
const ESTIMATE_FROM = 0.02;
/** Only what was done of late counts: a resumed search begins with a jump. */
const WINDOW_MS = 20_000;
const GAP_MS = 500;

interface Reading {
  readonly ms: number;
  readonly doneFraction: number;
}

/** Estimates how long a job takes still from how fast it got on of late. */
export class JobProgress {
  /** Oldest first; the first is the last one from before the window. */
  readonly #readings: Reading[];

  constructor(startMs: number) {
    this.#readings = [{ ms: startMs, doneFraction: 0 }];
  }

  /** Takes how far a job is. Readings that come close together are one. */
  add(ms: number, doneFraction: number): void {
    const before = this.#readings.at(-2);
    if (before !== undefined && ms - before.ms < GAP_MS) this.#readings.pop();
    this.#readings.push({ ms, doneFraction });
    while (this.#readings.length > 2 && (this.#readings[1] as Reading).ms <= ms - WINDOW_MS) this.#readings.shift();
  }

  /** Milliseconds that are left at `ms`; null while nothing can be said, and again when they have run out. */
  msLeft(ms: number): number | null {
    const first = this.#readings[0] as Reading;
    const last = this.#readings.at(-1) as Reading;
    const done = last.doneFraction - first.doneFraction;
    if (last.doneFraction < ESTIMATE_FROM || done <= 0) return null;
    // Time that has passed since the last reading is spent, and may be more than it seemed to need.
    const left = ((1 - last.doneFraction) / done) * (last.ms - first.ms) - (ms - last.ms);
    return left > 0 ? Math.round(left) : null;
  }
}
