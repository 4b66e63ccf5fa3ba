import { quotient } from '../cells/quotient.ts';
import { RelativeStrength } from '../cells/relative-strength.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface StochRsiOptions {
  /** Bars of the RSI. */
  readonly period?: number;
  /** Values of the RSI in whose range the last one is placed. */
  readonly range?: number;
  /** Values over which %K is averaged: 1 leaves it as it is. */
  readonly smooth?: number;
  /** Values over which %D averages %K. */
  readonly signal?: number;
  readonly source?: BarColumn;
}

/** Stochastic RSI (Chande and Kroll, 1994): where the RSI lies in its own range, in percent; 50 without a range. */
export class StochRsi extends SeriesIndicator {
  readonly #strength: RelativeStrength;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #meanK: RollingMean;
  readonly #meanD: RollingMean;

  constructor({ period = 14, range = 14, smooth = 3, signal = 3, source }: StochRsiOptions = {}) {
    requireWhole('stoch-rsi', 'period', period, 1);
    requireWhole('stoch-rsi', 'range', range, 1);
    requireWhole('stoch-rsi', 'smooth', smooth, 1);
    requireWhole('stoch-rsi', 'signal', signal, 1);
    const parameters = { period, range, smooth, signal };
    const warmUp = [period + range + smooth - 1, period + range + smooth + signal - 2];
    super({ id: 'stoch-rsi', parameters, outputs: ['k', 'd'], warmUp }, source);
    this.#strength = new RelativeStrength(this.memory, period);
    this.#highest = new RollingMax(this.memory, range);
    this.#lowest = new RollingMin(this.memory, range);
    this.#meanK = new RollingMean(this.memory, smooth);
    this.#meanD = new RollingMean(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [k, d] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const strength = this.#strength.step(values[row] as number);
      const lowest = this.#lowest.step(strength);
      const raw = quotient(100 * (strength - lowest), this.#highest.step(strength) - lowest, 50);
      const mean = this.#meanK.step(raw);
      k[row] = mean;
      d[row] = this.#meanD.step(mean);
    }
  }
}
