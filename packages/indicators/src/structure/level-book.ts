import type { StateMemory } from '../contract/state-memory.ts';

/** Levels that are remembered; the weakest gives way to a new one. */
const CAPACITY = 16;
/** The unit of strength is brought back to 1 before it becomes smaller than this. */
const UNIT_MIN = 1e-30;

/** Positions in the counters. */
const COUNT = 0;
const BELOW = 1;

/**
 * Price levels in order, each with its touches and its strength: every touch counts 1 at first and halves every
 * `halfLife` bars. The price of a level is the mean of its touches, each weighted by what it still counts.
 *
 * The strengths are kept in a unit that shrinks with every bar, so that a bar costs the same however many levels there
 * are.
 */
export class LevelBook {
  readonly #decay: number;
  readonly #prices: Float64Array;
  readonly #strengths: Float64Array;
  readonly #touches: Int32Array;
  /** What a stored strength of 1 is worth now; 0 before the first bar. */
  readonly #unit: Float64Array;
  /** How many levels there are, and how many of them are not above the price. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, halfLife: number) {
    this.#decay = 2 ** (-1 / halfLife);
    this.#prices = memory.numbers(CAPACITY);
    this.#strengths = memory.numbers(CAPACITY);
    this.#touches = memory.counters(CAPACITY);
    this.#unit = memory.numbers(1);
    this.#counters = memory.counters(2);
  }

  /** A bar has passed. */
  age(): void {
    const unit = this.#unit[0] as number;
    const now = unit === 0 ? 1 : unit * this.#decay;
    this.#unit[0] = now;
    if (now < UNIT_MIN) this.#renew(now);
  }

  /** Finds the levels next to `price`: `support` is at or below it, `resistance` above. */
  locate(price: number): void {
    const prices = this.#prices;
    const count = this.#counters[COUNT] as number;
    let below = this.#counters[BELOW] as number;
    while (below < count && (prices[below] as number) <= price) below++;
    while (below > 0 && (prices[below - 1] as number) > price) below--;
    this.#counters[BELOW] = below;
  }

  /** Position of the next level below the price, -1 where there is none. */
  get support(): number {
    return (this.#counters[BELOW] as number) - 1;
  }

  /** Position of the next level above the price, -1 where there is none. */
  get resistance(): number {
    const below = this.#counters[BELOW] as number;
    return below < (this.#counters[COUNT] as number) ? below : -1;
  }

  priceAt(position: number): number {
    return this.#prices[position] as number;
  }

  strengthAt(position: number): number {
    return (this.#strengths[position] as number) * (this.#unit[0] as number);
  }

  touchesAt(position: number): number {
    return this.#touches[position] as number;
  }

  /** A swing at `price`: a touch of the nearest level, or a new level where none is within `tolerance`. */
  touch(price: number, tolerance: number): void {
    const nearest = this.#nearest(price);
    const one = 1 / (this.#unit[0] as number);
    if (nearest < 0 || Math.abs((this.#prices[nearest] as number) - price) > tolerance) {
      this.#insert(price, one);
      return;
    }
    this.#join(nearest, price, one, 1);
    // A level that has moved may have come near the next one.
    if (this.#isNear(nearest, tolerance)) this.#merge(nearest);
    if (nearest > 0 && this.#isNear(nearest - 1, tolerance)) this.#merge(nearest - 1);
  }

  #renew(unit: number): void {
    for (let index = 0; index < CAPACITY; index++) {
      this.#strengths[index] = (this.#strengths[index] as number) * unit;
    }
    this.#unit[0] = 1;
  }

  #nearest(price: number): number {
    const count = this.#counters[COUNT] as number;
    let best = -1;
    let distance = Infinity;
    for (let index = 0; index < count; index++) {
      const each = Math.abs((this.#prices[index] as number) - price);
      if (each < distance) {
        best = index;
        distance = each;
      }
    }
    return best;
  }

  /** Adds touches at `price` to a level. */
  #join(at: number, price: number, strength: number, touches: number): void {
    const before = this.#prices[at] as number;
    const sum = (this.#strengths[at] as number) + strength;
    this.#prices[at] = before + (price - before) * (strength / sum);
    this.#strengths[at] = sum;
    this.#touches[at] = (this.#touches[at] as number) + touches;
  }

  #isNear(at: number, tolerance: number): boolean {
    if (at + 1 >= (this.#counters[COUNT] as number)) return false;
    return (this.#prices[at + 1] as number) - (this.#prices[at] as number) <= tolerance;
  }

  /** Makes one level of the one at `at` and the next. */
  #merge(at: number): void {
    const next = at + 1;
    this.#join(at, this.#prices[next] as number, this.#strengths[next] as number, this.#touches[next] as number);
    this.#remove(next);
  }

  #insert(price: number, strength: number): void {
    if ((this.#counters[COUNT] as number) === CAPACITY) this.#remove(this.#weakest());
    const count = this.#counters[COUNT] as number;
    let at = count;
    while (at > 0 && (this.#prices[at - 1] as number) > price) at--;
    this.#move(at, at + 1, count);
    this.#prices[at] = price;
    this.#strengths[at] = strength;
    this.#touches[at] = 1;
    this.#counters[COUNT] = count + 1;
  }

  #weakest(): number {
    let weakest = 0;
    for (let index = 1; index < CAPACITY; index++) {
      if ((this.#strengths[index] as number) < (this.#strengths[weakest] as number)) weakest = index;
    }
    return weakest;
  }

  #remove(at: number): void {
    const count = this.#counters[COUNT] as number;
    this.#move(at + 1, at, count);
    this.#counters[COUNT] = count - 1;
    this.#counters[BELOW] = Math.min(this.#counters[BELOW] as number, count - 1);
  }

  #move(from: number, to: number, end: number): void {
    this.#prices.copyWithin(to, from, end);
    this.#strengths.copyWithin(to, from, end);
    this.#touches.copyWithin(to, from, end);
  }
}
