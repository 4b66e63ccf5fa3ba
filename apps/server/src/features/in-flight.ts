/** Lets a few pieces of work go on at once, and makes whoever adds more wait. */
export class InFlight<Result> {
  readonly #most: number;
  readonly #onDone: (result: Result) => void;
  readonly #flying: Promise<void>[] = [];

  constructor(most: number, onDone: (result: Result) => void) {
    this.#most = most;
    this.#onDone = onDone;
  }

  /** Resolves when there is room for one more. Rejects where work that was added before has failed. */
  async room(): Promise<void> {
    while (this.#flying.length >= this.#most) await this.#flying.shift();
  }

  add(work: Promise<Result>): void {
    const done = work.then(this.#onDone);
    // It is looked at later, by `room` or `settled`.
    done.catch(() => undefined);
    this.#flying.push(done);
  }

  /** Resolves when all is done. Rejects where some of it has failed. */
  async settled(): Promise<void> {
    while (this.#flying.length > 0) await this.#flying.shift();
  }
}
