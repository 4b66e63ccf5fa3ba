import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Where the index starts, and the sizes that it does not leave. */
const START = 1000;
const SIZE_MAX = 1e100;
const SIZE_MIN = 1e-100;

/**
 * An index that follows the price from 1000 on, but only over the bars whose volume rose (`direction` 1) or fell (-1)
 * against the bar before. A step from or to a price that is 0 or has another sign, and one that would take the index out
 * of 1e-100 to 1e100, is left out. `signal` is the exponential average of the index over `period` bars.
 */
abstract class VolumeIndex extends Indicator {
  readonly #direction: number;
  /** The index, the last close and the last volume. */
  readonly #state: Float64Array;
  readonly #seen: Int32Array;
  readonly #average: ExponentialAverage;

  constructor(id: string, direction: number, period: number) {
    requireWhole(id, 'period', period, 1);
    super({ id, parameters: { period }, outputs: [id, 'signal'], warmUp: [1, period] }, ['close', 'volume']);
    this.#direction = direction;
    this.#state = this.memory.numbers(3);
    this.#seen = this.memory.counters(1);
    this.#average = new ExponentialAverage(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [line, signal] = outputs as [Float64Array, Float64Array];
    const state = this.#state;
    let index = (this.#seen[0] as number) === 1 ? (state[0] as number) : START;
    let lastClose = state[1] as number;
    let lastVolume = (this.#seen[0] as number) === 1 ? (state[2] as number) : Number.NaN;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const volume = bars.volume[row] as number;
      if ((volume - lastVolume) * this.#direction > 0) {
        const next = index * (close / lastClose);
        if (next > SIZE_MIN && next < SIZE_MAX) index = next;
      }
      lastClose = close;
      lastVolume = volume;
      line[row] = index;
      signal[row] = this.#average.step(index);
    }
    if (to > from) this.#seen[0] = 1;
    state[0] = index;
    state[1] = lastClose;
    state[2] = lastVolume;
  }
}

/** Negative volume index: the price over the bars of falling volume. */
export class Nvi extends VolumeIndex {
  constructor({ period = 255 }: BarsOptions = {}) {
    super('nvi', -1, period);
  }
}

/** Positive volume index: the price over the bars of rising volume. */
export class Pvi extends VolumeIndex {
  constructor({ period = 255 }: BarsOptions = {}) {
    super('pvi', 1, period);
  }
}
