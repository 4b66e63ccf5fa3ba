import { RollingMoments } from '../cells/rolling-moments.ts';
import type { StateMemory } from '../contract/state-memory.ts';

const SMALLEST_CHUNK = 8;
const CHUNKS_MAX = 32;

/** Lengths of the chunks into which a window of `period` values is cut: all of it, a half, a quarter, to 8 values. */
export function chunkSizes(period: number): number[] {
  const sizes: number[] = [];
  for (let chunks = 1; chunks <= CHUNKS_MAX && period / chunks >= SMALLEST_CHUNK; chunks *= 2) {
    sizes.push(Math.floor(period / chunks));
  }
  return sizes;
}

/**
 * Rescaled range (Hurst, 1951) of chunks of one length: the range of the running sum of distances from the chunk's mean,
 * over its standard deviation (0 where that is 0), averaged over the chunks that lie end to end before the last value.
 *
 * Each chunk is looked at once, when it ends; its figure is kept until it has gone out of the window.
 */
export class RescaledRange {
  readonly #size: number;
  readonly #chunks: number;
  /** Mean and variance of the last chunk. */
  readonly #moments: RollingMoments;
  /** Figures of the chunks that ended at the last values, as a ring. */
  readonly #figures: Float64Array;
  readonly #position: Int32Array;

  constructor(memory: StateMemory, size: number, chunks: number) {
    this.#size = size;
    this.#chunks = chunks;
    this.#moments = new RollingMoments(memory, size);
    this.#figures = memory.numbers(size * (chunks - 1) + 1);
    this.#position = memory.counters(1);
  }

  /** Takes a value, and the window in which it is the one before `end`. Returns the mean over the chunks. */
  step(value: number, window: Float64Array, end: number): number {
    const moments = this.#moments;
    moments.step(value);
    const { variance } = moments;
    const figures = this.#figures;
    const { length } = figures;
    const position = this.#position[0] as number;
    figures[position] = variance > 0 ? sumRange(window, end - this.#size, end, moments.mean) / Math.sqrt(variance) : 0;
    this.#position[0] = position + 1 === length ? 0 : position + 1;
    let sum = 0;
    for (let chunk = 0, at = position; chunk < this.#chunks; chunk++) {
      sum += figures[at] as number;
      at -= this.#size;
      if (at < 0) at += length;
    }
    return sum / this.#chunks;
  }
}

/** Range of the running sum of distances from the mean. */
function sumRange(values: Float64Array, from: number, to: number, mean: number): number {
  let running = 0;
  let highest = -Infinity;
  let lowest = Infinity;
  for (let index = from; index < to; index++) {
    running += (values[index] as number) - mean;
    if (running > highest) highest = running;
    if (running < lowest) lowest = running;
  }
  return highest - lowest;
}

/**
 * Expected rescaled range of `size` independent normal values (Anis and Lloyd, 1976). The quotient of the two gamma
 * functions comes from Gamma(x + 1) = x Gamma(x), two steps at a time, and is exact.
 */
export function expectedRescaledRange(size: number): number {
  let gammas = Math.sqrt(Math.PI);
  for (let n = 2; n < size; n++) gammas = 2 / ((n - 1) * gammas);
  let sum = 0;
  for (let index = 1; index < size; index++) sum += Math.sqrt((size - index) / index);
  return (gammas / Math.sqrt(Math.PI)) * sum;
}
