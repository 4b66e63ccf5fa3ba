import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface ZigZagOptions {
  /** A leg ends when the price has come back so many percent of the leg's extreme. */
  readonly percent?: number;
  /** At least so many bars lie between a leg's extreme and the bar that confirms it. */
  readonly minimumBars?: number;
  /** 1: turns of the closes; 0: of the highs and lows. */
  readonly closes?: number;
}

/** Positions in the numbers and in the counters of the state. */
const TURN = 0;
const PREVIOUS = 1;
const EXTREME = 2;
const FIRST_HIGH = 3;
const FIRST_LOW = 4;
const BAR = 0;
const TURNS = 1;
const DIRECTION = 2;
const TURN_BAR = 3;
const EXTREME_BAR = 4;
const FIRST_HIGH_BAR = 5;
const FIRST_LOW_BAR = 6;

/**
 * ZigZag, confirmed turns only: `turn` is the price of the last turn that a move of `percent` in the other direction has
 * confirmed, `type` 1 for a high and -1 for a low, `turnBars` the bars since it; `previous` is the turn before it. What
 * may still move is apart from that: `extreme` is the furthest price of the leg that runs now, `extremeBars` the bars
 * since. The first leg starts at the highest or lowest price so far, once the price has moved `percent` from it.
 *
 * A bar that is both a new extreme and wide enough to be the turn counts as the extreme: the order within it is unknown.
 */
export class ZigZag extends Indicator {
  readonly #fraction: number;
  readonly #minimumBars: number;
  readonly #closes: boolean;
  readonly #numbers: Float64Array;
  readonly #counters: Int32Array;

  constructor({ percent = 5, minimumBars = 1, closes = 0 }: ZigZagOptions = {}) {
    requirePositive('zigzag', 'percent', percent);
    requireWhole('zigzag', 'minimumBars', minimumBars, 1);
    requireWhole('zigzag', 'closes', closes, 0);
    const outputs = ['turn', 'type', 'turnBars', 'previous', 'extreme', 'extremeBars'];
    const parameters = { percent, minimumBars, closes };
    const shape = { id: 'zigzag', parameters, outputs, warmUp: [2, 2, 2, 3, 2, 2], sparse: outputs };
    super(shape, closes === 0 ? ['high', 'low'] : ['close']);
    this.#fraction = percent / 100;
    this.#minimumBars = minimumBars;
    this.#closes = closes !== 0;
    this.#numbers = this.memory.numbers(5);
    this.#counters = this.memory.counters(7);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [turn, type, turnBars, previous, extreme, extremeBars] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const highs = this.#closes ? bars.close : bars.high;
    const lows = this.#closes ? bars.close : bars.low;
    const numbers = this.#numbers;
    const counters = this.#counters;
    for (let row = from; row < to; row++) {
      const high = highs[row] as number;
      const low = lows[row] as number;
      const bar = counters[BAR] as number;
      if ((counters[DIRECTION] as number) === 0) this.#begin(high, low, bar);
      else this.#follow(high, low, bar);
      counters[BAR] = bar + 1;
      const direction = counters[DIRECTION] as number;
      const known = direction !== 0;
      turn[row] = known ? (numbers[TURN] as number) : Number.NaN;
      type[row] = known ? -direction : Number.NaN;
      turnBars[row] = known ? bar - (counters[TURN_BAR] as number) : Number.NaN;
      previous[row] = (counters[TURNS] as number) > 1 ? (numbers[PREVIOUS] as number) : Number.NaN;
      extreme[row] = known ? (numbers[EXTREME] as number) : Number.NaN;
      extremeBars[row] = known ? bar - (counters[EXTREME_BAR] as number) : Number.NaN;
    }
  }

  /** Whether the price has moved far enough from an extreme to make it a turn. */
  #isFar(extreme: number, move: number): boolean {
    return move > 0 && move >= this.#fraction * Math.abs(extreme);
  }

  /** The leg that runs now: further, or turned. */
  #follow(high: number, low: number, bar: number): void {
    const numbers = this.#numbers;
    const extreme = numbers[EXTREME] as number;
    const up = (this.#counters[DIRECTION] as number) === 1;
    if (up ? high >= extreme : low <= extreme) {
      numbers[EXTREME] = up ? high : low;
      this.#counters[EXTREME_BAR] = bar;
      return;
    }
    const extremeBar = this.#counters[EXTREME_BAR] as number;
    if (bar - extremeBar < this.#minimumBars || !this.#isFar(extreme, up ? extreme - low : high - extreme)) return;
    this.#turn(extreme, extremeBar, up ? low : high, bar);
  }

  #turn(price: number, turnBar: number, extreme: number, bar: number): void {
    const counters = this.#counters;
    this.#numbers[PREVIOUS] = this.#numbers[TURN] as number;
    this.#numbers[TURN] = price;
    this.#numbers[EXTREME] = extreme;
    counters[DIRECTION] = -(counters[DIRECTION] as number);
    counters[TURNS] = Math.min((counters[TURNS] as number) + 1, 2);
    counters[TURN_BAR] = turnBar;
    counters[EXTREME_BAR] = bar;
  }

  /** Before the first leg: the highest and the lowest price so far. */
  #begin(high: number, low: number, bar: number): void {
    const numbers = this.#numbers;
    const counters = this.#counters;
    const isHigher = bar === 0 || high >= (numbers[FIRST_HIGH] as number);
    const isLower = bar === 0 || low <= (numbers[FIRST_LOW] as number);
    const rise = isLower ? 0 : high - (numbers[FIRST_LOW] as number);
    const fall = isHigher ? 0 : (numbers[FIRST_HIGH] as number) - low;
    if (rise >= fall && this.#isFar(numbers[FIRST_LOW] as number, rise)) {
      counters[DIRECTION] = -1;
      this.#turn(numbers[FIRST_LOW] as number, counters[FIRST_LOW_BAR] as number, high, bar);
    } else if (this.#isFar(numbers[FIRST_HIGH] as number, fall)) {
      counters[DIRECTION] = 1;
      this.#turn(numbers[FIRST_HIGH] as number, counters[FIRST_HIGH_BAR] as number, low, bar);
    }
    if (isHigher) {
      numbers[FIRST_HIGH] = high;
      counters[FIRST_HIGH_BAR] = bar;
    }
    if (isLower) {
      numbers[FIRST_LOW] = low;
      counters[FIRST_LOW_BAR] = bar;
    }
  }
}
