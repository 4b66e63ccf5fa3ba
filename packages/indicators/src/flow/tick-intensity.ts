import { quotient } from '../cells/quotient.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requirePositive } from '../errors.ts';

export interface TickIntensityOptions {
  readonly fastMs?: number;
  readonly slowMs?: number;
}

/** After so many time constants the beginning is forgotten. */
const SETTLED = 40;

/** Ticks per second, each tick forgotten exponentially; without the bias of the beginning. */
class DecayedRate {
  readonly #constantMs: number;
  /** Decayed count, last time, time since the first tick. */
  readonly #state: Float64Array;
  readonly #seen: Int32Array;

  constructor(memory: StateMemory, constantMs: number) {
    this.#constantMs = constantMs;
    this.#state = memory.numbers(3);
    this.#seen = memory.counters(1);
  }

  step(timeMs: number): number {
    const state = this.#state;
    if ((this.#seen[0] as number) === 0) {
      this.#seen[0] = 1;
      state[1] = timeMs;
      return 0;
    }
    const constant = this.#constantMs;
    const elapsed = Math.max(0, timeMs - (state[1] as number));
    const count = (state[0] as number) * Math.exp(-elapsed / constant) + 1;
    const age = (state[2] as number) + elapsed;
    state[0] = count;
    state[1] = timeMs;
    state[2] = age;
    const known = age > SETTLED * constant ? 1 : -Math.expm1(-age / constant);
    return quotient(1000 * count, constant * known, 0);
  }
}

/**
 * How many ticks come per second, with exponential decay over a short and a long time constant: `fast`, `slow`, and
 * `burst`, the one over the other. A tick is counted with the time since the one before, so the first is not; until time
 * has passed the rates are 0. Where the slow rate is 0 the burst is 1. Time that goes back counts as standing still.
 */
export class TickIntensity extends StreamIndicator<'time'> {
  readonly #fast: DecayedRate;
  readonly #slow: DecayedRate;

  constructor({ fastMs = 10_000, slowMs = 300_000 }: TickIntensityOptions = {}) {
    requirePositive('tick-intensity', 'fastMs', fastMs);
    requirePositive('tick-intensity', 'slowMs', slowMs);
    const outputs = ['fast', 'slow', 'burst'];
    super({ id: 'tick-intensity', parameters: { fastMs, slowMs }, outputs, warmUp: [1, 1, 1] }, ['time']);
    this.#fast = new DecayedRate(this.memory, fastMs);
    this.#slow = new DecayedRate(this.memory, slowMs);
  }

  compute(ticks: Columns<'time'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [fasts, slows, bursts] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const time = ticks.time[row] as number;
      const fast = this.#fast.step(time);
      const slow = this.#slow.step(time);
      fasts[row] = fast;
      slows[row] = slow;
      bursts[row] = quotient(fast, slow, 1);
    }
  }
}
