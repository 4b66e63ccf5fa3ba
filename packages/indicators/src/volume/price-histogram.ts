import type { StateMemory } from '../contract/state-memory.ts';

/** A price may be no more than so many steps away from 0: their numbers stay whole. */
const STEPS_MAX = 2 ** 40;
const STEP_MIN = 2 ** -1000;

/** The first 26 binary digits of a number (Veltkamp): sums of such numbers, and their differences, are exact. */
function shorten(value: number): number {
  const carried = value * 134_217_729;
  return carried - (carried - value);
}

/**
 * Volume at price over a moving window, in bins whose edges depend on nothing but the window: the step is the least
 * power of two (or, of a tick, the least such multiple) at which the window's range takes fewer than `bins` bins.
 * A bar's volume is spread evenly over the bins that it touches. Bins are a ring: that of step number n is n modulo
 * `bins`.
 */
export class PriceHistogram {
  readonly bins: number;
  readonly #tick: number;
  readonly #counts: Float64Array;
  /** The step. */
  readonly #step: Float64Array;

  constructor(memory: StateMemory, bins: number, tick: number) {
    this.bins = bins;
    this.#tick = tick;
    this.#counts = memory.numbers(bins);
    this.#step = memory.numbers(1);
  }

  /** Width of a bin in price. */
  get step(): number {
    return this.#step[0] as number;
  }

  /** Number of the step that a price lies in. With a tick, edges lie half a tick below prices, not on them. */
  indexOf(price: number): number {
    return Math.floor((price + this.#tick / 2) / (this.#step[0] as number));
  }

  /** Lower edge of a step. */
  edge(index: number): number {
    return index * (this.#step[0] as number) - this.#tick / 2;
  }

  /** What lies in a step of the window. */
  countAt(index: number): number {
    const slot = index % this.bins;
    return this.#counts[slot < 0 ? slot + this.bins : slot] as number;
  }

  /** Fits the step to a window from `bottom` to `top` (`bottom` below `top`). Returns whether it changed. */
  fit(bottom: number, top: number): boolean {
    const tick = this.#tick;
    const before = this.#step[0] as number;
    const range = top - bottom;
    const least = Math.max(Math.max(Math.abs(bottom), Math.abs(top)) / STEPS_MAX, range / (this.bins - 2));
    const smallest = tick > 0 ? tick : STEP_MIN;
    let step = before === 0 ? Math.max(1, smallest) : before;
    if (tick > 0 && before === 0) step = tick;
    while (step < least) step *= 2;
    while (step / 2 >= least && step / 2 >= smallest) step /= 2;
    this.#step[0] = step;
    return step !== before;
  }

  /** Empties all bins. */
  clear(): void {
    this.#counts.fill(0);
  }

  /** Adds a bar's volume (`sign` 1) or takes it away (-1). `whole`: each bin that it touches gets it all. */
  add(low: number, high: number, volume: number, sign: number, whole: boolean): void {
    const counts = this.#counts;
    const bins = this.bins;
    const first = this.indexOf(low);
    const span = this.indexOf(high) - first + 1;
    const share = sign * (whole ? volume : shorten(volume / span));
    let slot = first % bins;
    if (slot < 0) slot += bins;
    for (let bin = 0; bin < span; bin++) {
      counts[slot] = (counts[slot] as number) + share;
      slot = slot + 1 === bins ? 0 : slot + 1;
    }
  }
}
