import type { Clock } from '@pipwright/kernel';

/** Adds up where time goes, by name. */
export class Stopwatch<Name extends string> {
  readonly #clock: Clock;
  readonly #spentMs: Record<Name, number>;

  constructor(clock: Clock, names: readonly Name[]) {
    this.#clock = clock;
    this.#spentMs = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  }

  /** Counts the time until `work` is done as spent on `name`. */
  async time<Result>(name: Name, work: () => Result | Promise<Result>): Promise<Result> {
    const start = this.#clock.now();
    try {
      return await work();
    } finally {
      this.#spentMs[name] += this.#clock.now() - start;
    }
  }

  get spentMs(): Readonly<Record<Name, number>> {
    return this.#spentMs;
  }
}
