import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

export interface StructureScoreOptions extends SwingOptions {
  /** How many swings, highs and lows together, are counted. */
  readonly count?: number;
}

/**
 * Structure score: of the last `count` confirmed swings, the share of those that were higher than the one before of
 * their kind minus the share of those that were lower. 1 is an unbroken rise of highs and lows, -1 an unbroken fall. NaN
 * until so many were compared.
 */
export class StructureScore extends Indicator {
  readonly #count: number;
  readonly #swings: SwingStep;
  /** Last swing high and swing low. */
  readonly #prices: Float64Array;
  /** The last comparisons, in a ring. */
  readonly #signs: Int32Array;
  /** Place in the ring; comparisons so far (up to `count`); their sum; swing highs and swing lows seen (up to 1). */
  readonly #counters: Int32Array;

  constructor({ left = 5, right = 5, count = 8 }: StructureScoreOptions = {}) {
    requireSpans('structure-score', left, right);
    requireWhole('structure-score', 'count', count, 1);
    const outputs = ['score'];
    const shape = { id: 'structure-score', parameters: { left, right, count }, outputs, sparse: outputs };
    super({ ...shape, warmUp: [left + right + 2] }, ['high', 'low']);
    this.#count = count;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#prices = this.memory.numbers(2);
    this.#signs = this.memory.counters(count);
    this.#counters = this.memory.counters(5);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const score = outputs[0] as Float64Array;
    const counters = this.#counters;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const found = this.#swings.found(row - from);
      if ((found & SWING_HIGH) !== 0) this.#take(0, this.#swings.high);
      if ((found & SWING_LOW) !== 0) this.#take(1, this.#swings.low);
      score[row] = (counters[1] as number) === this.#count ? (counters[2] as number) / this.#count : Number.NaN;
    }
  }

  #take(kind: number, price: number): void {
    const counters = this.#counters;
    const before = this.#prices[kind] as number;
    this.#prices[kind] = price;
    if ((counters[3 + kind] as number) === 0) {
      counters[3 + kind] = 1;
      return;
    }
    const place = counters[0] as number;
    const sign = Math.sign(price - before);
    counters[2] = (counters[2] as number) + sign - (this.#signs[place] as number);
    this.#signs[place] = sign;
    counters[0] = place + 1 === this.#count ? 0 : place + 1;
    counters[1] = Math.min((counters[1] as number) + 1, this.#count);
  }
}
