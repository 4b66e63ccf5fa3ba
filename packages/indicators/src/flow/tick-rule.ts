import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Tick rule on the middle of bid and ask: a tick that moves it up was bought, one that moves it down was sold, and one
 * that leaves it is like the last that moved it (Lee and Ready, Journal of Finance, 1991).
 */
export class TickRule {
  /** The last middle (twice it), and the side of the last move. */
  readonly #state: Float64Array;
  readonly #seen: Int32Array;

  constructor(memory: StateMemory) {
    this.#state = memory.numbers(2);
    this.#seen = memory.counters(1);
  }

  /** 1 bought, -1 sold; 0 before the first move. */
  get side(): number {
    return this.#state[1] as number;
  }

  /** Takes a tick. Returns 1 where it moved the middle up, -1 down, 0 where it did not. */
  step(bid: number, ask: number): number {
    const state = this.#state;
    const middle = bid + ask;
    const before = (this.#seen[0] as number) === 1 ? (state[0] as number) : middle;
    this.#seen[0] = 1;
    state[0] = middle;
    if (middle === before) return 0;
    const move = middle > before ? 1 : -1;
    state[1] = move;
    return move;
  }
}
