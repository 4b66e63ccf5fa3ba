import { ExponentialAverage } from '../cells/exponential-average.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requireWhole } from '../errors.ts';

export interface RenkoOptions {
  /** Height of a brick in units of price; 0 takes it from the average true range. */
  readonly size?: number;
  /** Length of Wilder's ATR where `size` is 0. */
  readonly period?: number;
}

/** A brick counts as full where so small a share of it is missing: 1.103 - 1.102 is less than 0.001 in binary. */
const SLACK = 1e-9;

/** Places of the numbers that are carried from bar to bar. */
const UPPER = 0;
const LOWER = 1;
const SIZE = 2;
const HIGH = 3;
const LOW = 4;

/**
 * Renko: bricks of one height that the close fills, upwards from the top of the last brick and downwards from its
 * bottom. `open` and `close` span all bricks that the bar formed, `high` and `low` the prices since the bricks before;
 * these four are NaN where the bar formed none. `direction` is that of the last brick, 1 up or -1 down, and stays;
 * `bricks` says how many the bar formed.
 *
 * Bricks of a given size stand on its multiples. Without one, the ATR at the bar that formed a brick is the height of the
 * next ones: the brick is drawn again never.
 */
export class Renko extends Indicator {
  readonly #fixedSize: number;
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;
  readonly #numbers: Float64Array;
  /** Whether there is a first level; the direction of the last brick. */
  readonly #counters: Int32Array;

  constructor({ size = 0, period = 14 }: RenkoOptions = {}) {
    requireWhole('renko', 'period', period, 1);
    if (size !== 0 && !(size >= 1e-12 && size <= 1e60)) {
      const expected = '0, or a number from 1e-12 to 1e60';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'renko', parameter: 'size', value: size, expected });
    }
    const outputs = ['open', 'high', 'low', 'close', 'direction', 'bricks'];
    const first = size === 0 ? period + 1 : 1;
    const shape = { id: 'renko', parameters: { size, period }, outputs, warmUp: outputs.map(() => first) };
    super({ ...shape, sparse: outputs.slice(0, 5) }, ['high', 'low', 'close']);
    this.#fixedSize = size;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
    this.#numbers = this.memory.numbers(5);
    this.#counters = this.memory.counters(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const counters = this.#counters;
    const numbers = this.#numbers;
    const [open, highs, lows, closes, direction, bricks] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const size = this.#fixedSize || this.#average.step(this.#trueRange.step(high, low, close));
      if ((counters[0] as number) === 1) {
        numbers[HIGH] = Math.max(numbers[HIGH] as number, high);
        numbers[LOW] = Math.min(numbers[LOW] as number, low);
        const upper = numbers[UPPER] as number;
        const lower = numbers[LOWER] as number;
        const formed = this.#form(close);
        const none = formed === 0;
        open[row] = none ? Number.NaN : formed > 0 ? upper : lower;
        closes[row] = none ? Number.NaN : (numbers[formed > 0 ? UPPER : LOWER] as number);
        highs[row] = none ? Number.NaN : numbers[HIGH];
        lows[row] = none ? Number.NaN : numbers[LOW];
        bricks[row] = Math.abs(formed);
        if (!none) this.#renew(size);
      } else {
        open[row] = highs[row] = lows[row] = closes[row] = Number.NaN;
        bricks[row] = size === size ? 0 : Number.NaN;
        if (size === size) this.#start(close, size);
      }
      direction[row] = counters[1] === 0 ? Number.NaN : (counters[1] as number);
    }
  }

  #start(close: number, size: number): void {
    const level = this.#fixedSize === 0 ? close : Math.round(close / size) * size;
    this.#numbers[UPPER] = level;
    this.#numbers[LOWER] = level;
    this.#counters[0] = 1;
    this.#renew(size);
  }

  /** Size of the next bricks; their high and low begin with the next bar. */
  #renew(size: number): void {
    this.#numbers[SIZE] = size;
    this.#numbers[HIGH] = -Number.MAX_VALUE;
    this.#numbers[LOW] = Number.MAX_VALUE;
  }

  /** Forms the bricks that the close fills; their number, negative where they fall. */
  #form(close: number): number {
    const numbers = this.#numbers;
    const size = numbers[SIZE] as number;
    const up = wholeBricks(close - (numbers[UPPER] as number), size);
    const down = up > 0 ? 0 : wholeBricks((numbers[LOWER] as number) - close, size);
    if (up > 0) {
      const level = numbers[UPPER] as number;
      numbers[UPPER] = this.#level(level, up);
      numbers[LOWER] = this.#level(level, up - 1);
    } else if (down > 0) {
      const level = numbers[LOWER] as number;
      numbers[LOWER] = this.#level(level, -down);
      numbers[UPPER] = this.#level(level, 1 - down);
    }
    if (up > 0 || down > 0) this.#counters[1] = up > 0 ? 1 : -1;
    return up - down;
  }

  /** The level so many bricks above another. On a given size each is computed as its multiple, so that none drifts. */
  #level(level: number, bricks: number): number {
    const size = this.#numbers[SIZE] as number;
    return this.#fixedSize === 0 ? level + bricks * size : (Math.round(level / size) + bricks) * size;
  }
}

/** How many whole bricks fit into a distance; 0 where there is no distance, or no size. */
function wholeBricks(distance: number, size: number): number {
  if (!(distance > 0 && size > 0)) return 0;
  const bricks = Math.floor(distance / size + SLACK);
  return bricks < Infinity ? bricks : 0;
}
