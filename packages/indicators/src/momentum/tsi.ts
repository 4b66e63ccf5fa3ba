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
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = value - this.#previous.step(value);
      const smooth = this.#change[1].step(this.#change[0].step(change));
      const size = this.#size[1].step(this.#size[0].step(Math.abs(change)));
      const strength = size === 0 ? 0 : (100 * smooth) / size;
      tsi[row] = strength;
      signal[row] = this.#signal.step(strength);
    }
  }
}
