import { NOTHING as nothing } from '../cells/quotient.ts';
import { RollingChannel } from '../cells/rolling-channel.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { columnKernel, deliverFrom, inputPointer } from '../cells/kernel.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

export interface StochasticOptions {
  readonly period?: number;
  /** Bars over which %K is averaged: 1 is the fast stochastic. */
  readonly smooth?: number;
  /** Bars over which %D averages %K. */
  readonly signal?: number;
}

/** Stochastic oscillator (Lane): where the close lies in the range of `period` bars, in percent; 50 without a range. */
export class Stochastic extends Indicator {
  readonly #smooth: number;
  readonly #signal: number;
  readonly #channel: RollingChannel;
  readonly #sumK: RollingSum;
  readonly #sumD: RollingSum;

  constructor({ period = 14, smooth = 3, signal = 3 }: StochasticOptions = {}) {
    requireWhole('stochastic', 'period', period, 1);
    requireWhole('stochastic', 'smooth', smooth, 1);
    requireWhole('stochastic', 'signal', signal, 1);
    const warmUp = [period + smooth - 1, period + smooth + signal - 2];
    super({ id: 'stochastic', parameters: { period, smooth, signal }, outputs: ['k', 'd'], warmUp }, [
      'high',
      'low',
      'close',
    ]);
    this.#smooth = smooth;
    this.#signal = signal;
    this.#channel = new RollingChannel(this.memory, period);
    this.#sumK = new RollingSum(this.memory, smooth);
    this.#sumD = new RollingSum(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [k, d] = outputs as [Float64Array, Float64Array];
    const { high, low, close } = bars;
    const raw = scratch(0, to - from);
    const highest = scratch(1, to - from);
    this.#channel.run(high, low, from, to, highest, raw, 0);
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const below = raw.byteOffset;
      const last = inputPointer(close, from, to, 0);
      kernel.place(below, last, highest.byteOffset, below, to - from, 100, 50, below);
    } else {
      for (let row = from; row < to; row++) {
        const bottom = raw[row - from] as number;
        const range = (highest[row - from] as number) - bottom;
        raw[row - from] = Math.abs(range) < NOTHING ? 50 : (100 * ((close[row] as number) - bottom)) / range;
      }
    }
    this.#sumK.run(raw, 0, to - from, highest, 0, this.#smooth);
    this.#sumD.run(highest, 0, to - from, d, from, this.#signal);
    deliverFrom(highest, k, from, to - from);
  }
}
