import type { StateMemory } from '../contract/state-memory.ts';

/** Places of the numbers that are carried from bar to bar. */
const UPPER = 0;
const LOWER = 1;
const CLOSE = 2;

/**
 * A band above the price that only falls and one below it that only rises, each begun anew where the close before was
 * beyond it. The trend falls from the close on that reaches the lower band, and rises again from the one on that
 * passes the upper. SuperTrend and the ATR stop differ only in what they lay the bands around.
 */
export class TrailingBands {
  readonly #numbers: Float64Array;
  /** Whether the bands have begun; whether the trend falls. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory) {
    this.#numbers = memory.numbers(3);
    this.#counters = memory.counters(2);
  }

  get falls(): boolean {
    return this.#counters[1] === 1;
  }

  /** The close before this bar. */
  get previousClose(): number {
    return this.#numbers[CLOSE] as number;
  }

  /** Takes a bar before the bands begin. */
  wait(close: number): void {
    this.#numbers[CLOSE] = close;
  }

  /** Takes a bar and where its bands would begin; `startsFalling` counts once. Returns the stop on the trend's side. */
  step(upper: number, lower: number, close: number, startsFalling: boolean): number {
    const numbers = this.#numbers;
    const counters = this.#counters;
    if ((counters[0] as number) === 0) {
      counters[0] = 1;
      counters[1] = startsFalling ? 1 : 0;
      numbers[UPPER] = upper;
      numbers[LOWER] = lower;
    } else {
      const previous = numbers[CLOSE] as number;
      if (upper < (numbers[UPPER] as number) || previous > (numbers[UPPER] as number)) numbers[UPPER] = upper;
      if (lower > (numbers[LOWER] as number) || previous < (numbers[LOWER] as number)) numbers[LOWER] = lower;
    }
    numbers[CLOSE] = close;
    const falls = close <= (numbers[counters[1] === 1 ? UPPER : LOWER] as number);
    counters[1] = falls ? 1 : 0;
    return numbers[falls ? UPPER : LOWER] as number;
  }
}
