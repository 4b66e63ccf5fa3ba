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
 * Volume at price over a moving window of bars, in bins whose edges depend on nothing but the window: the step is the
 * least power of two (or, of a tick, the least such multiple) at which the window's range takes fewer than `bins` bins.
 * A bar's volume is spread evenly over the bins that it touches.
 *
 * Bins are a ring: the place of step number n is n modulo `bins`. What each bar of the window added, and where, is kept,
 * so that it can be taken away as it was added.
 */
export class PriceHistogram {
  readonly bins: number;
  readonly #half: number;
  readonly #tick: number;
  readonly #counts: Float64Array;
  /** Step, steps per price, and the range that they were fitted to. */
  readonly #scale: Float64Array;
  /** Per bar of the window: what it added to each bin, the place of its first bin, and how many. */
  readonly #shares: Float64Array;
  readonly #places: Int32Array;
  readonly #spans: Int32Array;

  constructor(memory: StateMemory, period: number, bins: number, tick: number) {
    this.bins = bins;
    this.#tick = tick;
    this.#half = tick / 2;
    this.#counts = memory.numbers(bins);
    this.#scale = memory.numbers(4);
    this.#shares = memory.numbers(period);
    this.#places = memory.counters(period);
    this.#spans = memory.counters(period);
  }

  /** Number of the step that a price lies in. With a tick, edges lie half a tick below prices, not on them. */
  indexOf(price: number): number {
    return Math.floor((price + this.#half) * (this.#scale[1] as number));
  }

  /** Lower edge of a step. */
  edge(index: number): number {
    return index * (this.#scale[0] as number) - this.#half;
  }

  /** Copies what lies in `length` steps from `first` on into `line`, from its place `start` on. */
  copyTo(line: Float64Array, start: number, first: number, length: number): void {
    const counts = this.#counts;
    const place = this.#placeOf(first);
    const whole = Math.min(length, this.bins - place);
    for (let at = 0; at < whole; at++) line[start + at] = counts[place + at] as number;
    for (let at = whole; at < length; at++) line[start + at] = counts[at - whole] as number;
  }

  /** Fits the step to a window from `bottom` to `top` (`bottom` below `top`). Returns whether it changed. */
  fit(bottom: number, top: number): boolean {
    const scale = this.#scale;
    if (bottom === (scale[2] as number) && top === (scale[3] as number)) return false;
    const tick = this.#tick;
    const before = scale[0] as number;
    const least = Math.max(Math.max(Math.abs(bottom), Math.abs(top)) / STEPS_MAX, (top - bottom) / (this.bins - 2));
    const smallest = tick > 0 ? tick : STEP_MIN;
    let step = before > 0 ? before : tick > 0 ? tick : 1;
    while (step < least) step *= 2;
    while (step / 2 >= least && step / 2 >= smallest) step /= 2;
    scale[0] = step;
    scale[1] = 1 / step;
    scale[2] = bottom;
    scale[3] = top;
    return step !== before;
  }

  /** Empties all bins. */
  clear(): void {
    this.#counts.fill(0);
  }

  /** Takes away what the bar at `position` of the window added. */
  leave(position: number): void {
    this.#spread(position, -1);
  }

  /** Adds a bar at `position` of the window. `whole`: each bin that it touches gets the whole volume. */
  enter(position: number, low: number, high: number, volume: number, whole: boolean): void {
    const first = this.indexOf(low);
    const span = this.indexOf(high) - first + 1;
    this.#shares[position] = whole ? volume : shorten(volume / span);
    this.#places[position] = this.#placeOf(first);
    this.#spans[position] = span;
    this.#spread(position, 1);
  }

  #spread(position: number, sign: number): void {
    const counts = this.#counts;
    const bins = this.bins;
    const share = sign * (this.#shares[position] as number);
    const span = this.#spans[position] as number;
    let place = this.#places[position] as number;
    for (let bin = 0; bin < span; bin++) {
      counts[place] = (counts[place] as number) + share;
      place = place + 1 === bins ? 0 : place + 1;
    }
  }

  /** The place of a step in the ring; also of a step below 0. */
  #placeOf(index: number): number {
    return Math.trunc(index - Math.floor(index / this.bins) * this.bins);
  }
}
