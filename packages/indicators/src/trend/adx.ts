import { NOTHING as nothing } from '../cells/quotient.ts';
import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { trueRange, TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

/**
 * Directional movement (Wilder, 1978): +DI and -DI in percent of the true range, their contrast DX, and its average
 * ADX. +DI and -DI are 0 where nothing moved, DX is 0 where both are.
 */
export class Adx extends Indicator {
  readonly #trueRange: TrueRangeStep;
  readonly #previousHigh: Lag;
  readonly #previousLow: Lag;
  readonly #range: ExponentialAverage;
  readonly #plus: ExponentialAverage;
  readonly #minus: ExponentialAverage;
  readonly #adx: ExponentialAverage;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('adx', 'period', period, 1);
    const warmUp = [2 * period, period + 1, period + 1, period + 1];
    super({ id: 'adx', parameters: { period }, outputs: ['adx', 'plus', 'minus', 'dx'], warmUp }, [
      'high',
      'low',
      'close',
    ]);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#previousHigh = new Lag(this.memory, 1);
    this.#previousLow = new Lag(this.memory, 1);
    this.#range = new ExponentialAverage(this.memory, period, 1 / period);
    this.#plus = new ExponentialAverage(this.memory, period, 1 / period);
    this.#minus = new ExponentialAverage(this.memory, period, 1 / period);
    this.#adx = new ExponentialAverage(this.memory, period, 1 / period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [adx, plus, minus, dx] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    let row = from;
    for (; row < to && !this.#adx.seeded; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const up = high - this.#previousHigh.step(high);
      const down = this.#previousLow.step(low) - low;
      const range = this.#range.step(this.#trueRange.step(high, low, bars.close[row] as number));
      const plusMove = this.#plus.step(directionalMove(up, down));
      const minusMove = this.#minus.step(directionalMove(down, up));
      const scale = percentOf(range);
      plus[row] = plusMove * scale;
      minus[row] = minusMove * scale;
      dx[row] = contrast(plus[row] as number, minus[row] as number);
      adx[row] = this.#adx.step(dx[row] as number);
    }
    if (row < to) this.#run(bars, row, to, outputs);
  }

  /** The rows after the warm-up of all averages. */
  #run({ high, low, close }: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [adx, plus, minus, dx] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const { weight } = this.#range;
    let previousHigh = this.#previousHigh.next;
    let previousLow = this.#previousLow.next;
    let previousClose = this.#trueRange.previousClose;
    let range = this.#range.value;
    let plusMove = this.#plus.value;
    let minusMove = this.#minus.value;
    let average = this.#adx.value;
    for (let row = from; row < to; row++) {
      const top = high[row] as number;
      const bottom = low[row] as number;
      const up = top - previousHigh;
      const down = previousLow - bottom;
      range += weight * (trueRange(top, bottom, previousClose) - range);
      plusMove += weight * (directionalMove(up, down) - plusMove);
      minusMove += weight * (directionalMove(down, up) - minusMove);
      const scale = percentOf(range);
      const plusIndex = plusMove * scale;
      const minusIndex = minusMove * scale;
      const difference = contrast(plusIndex, minusIndex);
      average += weight * (difference - average);
      plus[row] = plusIndex;
      minus[row] = minusIndex;
      dx[row] = difference;
      adx[row] = average;
      previousHigh = top;
      previousLow = bottom;
      previousClose = close[row] as number;
    }
    this.#previousHigh.step(previousHigh);
    this.#previousLow.step(previousLow);
    this.#trueRange.take(previousClose);
    this.#range.value = range;
    this.#plus.value = plusMove;
    this.#minus.value = minusMove;
    this.#adx.value = average;
  }
}

/**
 * The move where it is positive and greater than the other one, 0 elsewhere; NaN without a bar before. Multiplied by the
 * truth of the comparison: which way a bar goes cannot be guessed, and a branch that guesses wrongly costs more.
 */
function directionalMove(move: number, other: number): number {
  return ((Math.abs(move) + move) / 2) * +(move > other);
}

/** What a move is multiplied by for its share of the range in percent: one division for both moves. 0 without a range. */
function percentOf(range: number): number {
  return range < NOTHING ? 0 : 100 / range;
}

/** DX: difference in percent of the sum. */
function contrast(plus: number, minus: number): number {
  const sum = plus + minus;
  return sum < NOTHING ? 0 : (100 * Math.abs(plus - minus)) / sum;
}
