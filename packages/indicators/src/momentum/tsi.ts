import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface TsiOptions {
  readonly slow?: number;
  readonly fast?: number;
  readonly signal?: number;
  readonly source?: BarColumn;
}

/** True strength index (Blau, 1991): twice smoothed change in percent of the twice smoothed absolute change; 0 without any. */
export class Tsi extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #change: readonly [ExponentialAverage, ExponentialAverage];
  readonly #size: readonly [ExponentialAverage, ExponentialAverage];
  readonly #signal: ExponentialAverage;

  constructor({ slow = 25, fast = 13, signal = 7, source }: TsiOptions = {}) {
    requireWhole('tsi', 'slow', slow, 1);
    requireWhole('tsi', 'fast', fast, 1);
    requireWhole('tsi', 'signal', signal, 1);
    const warmUp = [slow + fast, slow + fast + signal - 1];
    super({ id: 'tsi', parameters: { slow, fast, signal }, outputs: ['tsi', 'signal'], warmUp }, source);
    const { memory } = this;
    this.#previous = new Lag(memory, 1);
    this.#change = [new ExponentialAverage(memory, slow), new ExponentialAverage(memory, fast)];
    this.#size = [new ExponentialAverage(memory, slow), new ExponentialAverage(memory, fast)];
    this.#signal = new ExponentialAverage(memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [tsi, signal] = outputs as [Float64Array, Float64Array];
    let row = from;
    for (; row < to && !this.#signal.seeded; row++) {
      const value = values[row] as number;
      const change = value - this.#previous.step(value);
      const smooth = this.#change[1].step(this.#change[0].step(change));
      const size = this.#size[1].step(this.#size[0].step(Math.abs(change)));
      const strength = size === 0 ? 0 : (100 * smooth) / size;
      tsi[row] = strength;
      signal[row] = this.#signal.step(strength);
    }
    if (row < to) this.#run(values, row, to, outputs);
  }

  /** The rows after the warm-up of all averages. */
  #run(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [tsi, signal] = outputs as [Float64Array, Float64Array];
    const slowWeight = this.#change[0].weight;
    const fastWeight = this.#change[1].weight;
    const signalWeight = this.#signal.weight;
    let previous = this.#previous.next;
    let change = this.#change[0].value;
    let smoothChange = this.#change[1].value;
    let size = this.#size[0].value;
    let smoothSize = this.#size[1].value;
    let average = this.#signal.value;
    this.#previous.skip(values, from, to);
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const move = value - previous;
      previous = value;
      change += slowWeight * (move - change);
      smoothChange += fastWeight * (change - smoothChange);
      size += slowWeight * (Math.abs(move) - size);
      smoothSize += fastWeight * (size - smoothSize);
      const strength = smoothSize === 0 ? 0 : (100 * smoothChange) / smoothSize;
      average += signalWeight * (strength - average);
      tsi[row] = strength;
      signal[row] = average;
    }
    this.#change[0].value = change;
    this.#change[1].value = smoothChange;
    this.#size[0].value = size;
    this.#size[1].value = smoothSize;
    this.#signal.value = average;
  }
}
