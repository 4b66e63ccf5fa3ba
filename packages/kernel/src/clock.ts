import { epochMs, type EpochMs } from '@pipwright/model';

/** The only way in which a room learns what time it is. */
export interface Clock {
  now(): EpochMs;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() as EpochMs };

/** A clock that stands still until it is set: for replays and tests. */
export class ManualClock implements Clock {
  #now: EpochMs;

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  /** Sets the time. Throws `RangeError` where it would run backwards. */
  set(time: EpochMs): void {
    if (time < this.#now) throw new RangeError(`a clock cannot run backwards: from ${this.#now} to ${time}`);
    this.#now = epochMs(time);
  }
}
