import type { Random } from '@pipwright/kernel';
import { normalProbability } from '../statistics/normal.ts';

/** A density over one dimension, made of what was seen. */
export interface Density {
  /** Logarithm of the density, or of the probability where there are values without an order. */
  logAt(point: number): number;
  draw(random: Random): number;
}

/** Draws of a kernel that fall outside the range are drawn again so often; then the nearer end is taken. */
const REDRAWS_MAX = 64;

/** No kernel is narrower than the range divided by this: Bergstra et al. clip bandwidths in the same way. */
const NARROWEST = 100;

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * A mixture of Gaussians, cut off at 0 and 1, one for each point and one wide one in the middle as prior. Each bandwidth is
 * the greater distance to a neighbour, so that kernels are narrow where points are dense. Bergstra, Bardenet, Bengio and
 * Kégl (2011), Algorithms for hyper-parameter optimization, section 4.
 *
 * Points that stand for cells (whole numbers) give their `width`: the range then reaches half a cell beyond 0 and 1, and no
 * kernel is narrower than half a cell.
 */
export class ParzenMixture implements Density {
  readonly #means: Float64Array;
  readonly #deviations: Float64Array;
  /** Each kernel's weight over its mass inside the range and its deviation. */
  readonly #factors: Float64Array;
  readonly #low: number;
  readonly #high: number;

  /** Points from 0 to 1 in any order. */
  constructor(points: readonly number[], width = 0) {
    const count = points.length + 1;
    const sorted = [...points, 0.5].toSorted((a, b) => a - b);
    // Where several points lie in the middle any one of them may be the prior: kernels are a set.
    const prior = sorted.indexOf(0.5);
    this.#low = -width / 2;
    this.#high = 1 + width / 2;
    this.#means = Float64Array.from(sorted);
    this.#deviations = new Float64Array(count);
    this.#factors = new Float64Array(count);
    const narrowest = Math.max(1 / Math.min(NARROWEST, 1 + count), width / 2);
    for (let index = 0; index < count; index++) {
      const mean = sorted[index]!;
      const gap = Math.max(mean - (sorted[index - 1] ?? 0), (sorted[index + 1] ?? 1) - mean);
      const deviation = index === prior ? 1 : Math.min(1, Math.max(narrowest, gap));
      this.#deviations[index] = deviation;
      const inside =
        normalProbability((this.#high - mean) / deviation) - normalProbability((this.#low - mean) / deviation);
      this.#factors[index] = 1 / (count * inside * deviation * ROOT_TWO_PI);
    }
  }

  logAt(point: number): number {
    // The prior is as wide as the range, so that the sum never vanishes.
    let sum = 0;
    for (let index = 0; index < this.#means.length; index++) {
      const distance = (point - this.#means[index]!) / this.#deviations[index]!;
      sum += this.#factors[index]! * Math.exp(-0.5 * distance * distance);
    }
    return Math.log(sum);
  }

  draw(random: Random): number {
    const kernel = random.integer(this.#means.length);
    const mean = this.#means[kernel]!;
    const deviation = this.#deviations[kernel]!;
    let point = mean;
    for (let draw = 0; draw < REDRAWS_MAX; draw++) {
      point = mean + deviation * random.normal();
      if (point >= this.#low && point <= this.#high) return Math.min(1, Math.max(0, point));
    }
    return point < 0.5 ? 0 : 1;
  }
}

/** Shares of values without an order, each counted once more than it was seen. A point is the place of a value. */
export class ValueShares implements Density {
  readonly #logs: Float64Array;
  readonly #cumulative: Float64Array;

  constructor(places: readonly number[], values: number) {
    const counts = new Float64Array(values).fill(1);
    for (const place of places) counts[place]!++;
    const total = places.length + values;
    this.#logs = counts.map((count) => Math.log(count / total));
    this.#cumulative = new Float64Array(values);
    let sum = 0;
    for (let place = 0; place < values; place++) this.#cumulative[place] = sum += counts[place]! / total;
  }

  logAt(point: number): number {
    return this.#logs[point]!;
  }

  draw(random: Random): number {
    const level = random.next();
    const place = this.#cumulative.findIndex((sum) => level < sum);
    return place < 0 ? this.#cumulative.length - 1 : place;
  }
}
