import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requirePositive } from '../errors.ts';

export interface ParabolicSarOptions {
  /** By how much the acceleration grows with each new extreme; where it starts. */
  readonly step?: number;
  /** Greatest acceleration. */
  readonly limit?: number;
}

/** Places of the numbers that are carried from bar to bar. */
const SAR = 0;
const EXTREME = 1;
const ACCELERATION = 2;
const HIGH = 3;
const LOW = 4;
const HIGH_BEFORE = 5;
const LOW_BEFORE = 6;

/**
 * Parabolic stop and reverse (Wilder, 1978). The stop moves by `step` more of the way to the trend's extreme with each
 * new extreme, never into the range of the last two bars, and turns where it is touched.
 *
 * The first trend is a guess: falling where the low of the second bar fell by more than its high rose, else rising (as
 * in TA-Lib). `rising` and `falling` are the same stop, each only in its trend.
 */
export class ParabolicSar extends Indicator {
  readonly #step: number;
  readonly #limit: number;
  readonly #numbers: Float64Array;
  /** Bars seen, up to 3; whether the trend falls. */
  readonly #counters: Int32Array;

  constructor({ step = 0.02, limit = 0.2 }: ParabolicSarOptions = {}) {
    requirePositive('parabolic-sar', 'step', step);
    if (!(limit >= step && limit <= 1)) {
      const expected = 'a number from step to 1';
      const found = { indicator: 'parabolic-sar', parameter: 'limit', value: limit };
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ ...found, expected });
    }
    const outputs = ['sar', 'rising', 'falling'];
    const shape = { id: 'parabolic-sar', parameters: { step, limit }, outputs, warmUp: [2, 2, 2] };
    super({ ...shape, sparse: ['rising', 'falling'] }, ['high', 'low']);
    this.#step = step;
    this.#limit = limit;
    this.#numbers = this.memory.numbers(7);
    this.#counters = this.memory.counters(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [sar, rising, falling] = outputs as [Float64Array, Float64Array, Float64Array];
    const numbers = this.#numbers;
    const counters = this.#counters;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const seen = counters[0] as number;
      let stop = Number.NaN;
      if (seen > 0) {
        if (seen === 1) this.#start(high, low);
        stop = this.#next(high, low);
      }
      counters[0] = seen < 3 ? seen + 1 : 3;
      numbers[HIGH_BEFORE] = numbers[HIGH] as number;
      numbers[LOW_BEFORE] = numbers[LOW] as number;
      numbers[HIGH] = high;
      numbers[LOW] = low;
      const falls = counters[1] === 1;
      sar[row] = stop;
      rising[row] = falls ? Number.NaN : stop;
      falling[row] = falls ? stop : Number.NaN;
    }
  }

  #start(high: number, low: number): void {
    const numbers = this.#numbers;
    const fall = (numbers[LOW] as number) - low;
    const falls = fall > 0 && fall > high - (numbers[HIGH] as number);
    this.#counters[1] = falls ? 1 : 0;
    numbers[SAR] = numbers[falls ? HIGH : LOW] as number;
    numbers[EXTREME] = numbers[falls ? LOW : HIGH] as number;
    numbers[ACCELERATION] = this.#step;
  }

  #next(high: number, low: number): number {
    const numbers = this.#numbers;
    const falls = this.#counters[1] === 1;
    // Both trends in one: prices are turned round where the trend falls.
    const sign = falls ? -1 : 1;
    const inTrend = falls ? -low : high;
    const against = falls ? -high : low;
    const before = sign * (numbers[SAR] as number);
    const extreme = sign * (numbers[EXTREME] as number);
    let stop = before + (numbers[ACCELERATION] as number) * (extreme - before);
    if ((this.#counters[0] as number) > 1) {
      const last = sign * (numbers[falls ? HIGH : LOW] as number);
      const lastButOne = sign * (numbers[falls ? HIGH_BEFORE : LOW_BEFORE] as number);
      stop = Math.min(stop, last, lastButOne);
    }
    if (against < stop) {
      stop = extreme;
      this.#counters[1] = falls ? 0 : 1;
      numbers[EXTREME] = sign * against;
      numbers[ACCELERATION] = this.#step;
    } else if (inTrend > extreme) {
      numbers[EXTREME] = sign * inTrend;
      numbers[ACCELERATION] = Math.min((numbers[ACCELERATION] as number) + this.#step, this.#limit);
    }
    numbers[SAR] = sign * stop;
    return sign * stop;
  }
}
