import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Bipower variation (Barndorff-Nielsen and Shephard, 2004) of the last n = `period` log returns:
 * (π / 2) (n / (n - 1)) Σ |r[i]| |r[i - 1]|, which a single jump hardly moves, beside the realised variance Σ r[i]²,
 * which it moves. `jumpShare` is the part of the realised variance that jumps made, 0 to 1: max(0, 1 - bipower /
 * realised), 0 where nothing moved. NaN while a price in the window is not positive.
 */
export class BipowerVariation extends SeriesIndicator {
  readonly #scale: number;
  readonly #previous: Lag;
  readonly #previousSize: Lag;
  readonly #squares: RollingSum;
  readonly #products: RollingSum;

  constructor({ period = 24, source }: SeriesOptions = {}) {
    requireWhole('bipower-variation', 'period', period, 2);
    const outputs = ['bipower', 'realised', 'jumpShare'];
    const warmUp = outputs.map(() => period + 1);
    super({ id: 'bipower-variation', parameters: { period }, outputs, warmUp }, source);
    this.#scale = ((Math.PI / 2) * period) / (period - 1);
    this.#previous = new Lag(this.memory, 1);
    this.#previousSize = new Lag(this.memory, 1);
    this.#squares = new RollingSum(this.memory, period);
    this.#products = new RollingSum(this.memory, period - 1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [bipower, realised, jumpShare] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const size = Math.abs(logRatio(value, this.#previous.step(value)));
      const squares = this.#squares.step(size * size);
      const products = this.#scale * this.#products.step(size * this.#previousSize.step(size));
      // The products of short windows are there before the squares.
      bipower[row] = squares === squares ? products : Number.NaN;
      realised[row] = squares;
      jumpShare[row] = squares === 0 ? 0 : Math.max(0, 1 - products / squares);
    }
  }
}
