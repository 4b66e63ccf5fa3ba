import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

/** Positions in the state of one kind of swing: how many were seen, the bar of the last, and how it compares. */
const SEEN = 0;
const BAR = 1;
const CLASS = 2;

/**
 * The last confirmed swing high and swing low: price, bars since the swing itself (at least `right`), and how it
 * compares with the one before of its kind (`highClass` 1 is a higher high, -1 a lower high, 0 an equal one; `lowClass`
 * 1 is a higher low, -1 a lower low). `trend` is 1 where both rose, -1 where both fell, else 0.
 *
 * A swing high is not lower than the `left` bars before it and higher than the `right` bars after it, so that it is known
 * `right` bars later and never changes. Nothing is reported (NaN) before the first swing of a kind, and no comparison
 * before the second.
 */
export class SwingPoints extends Indicator {
  readonly #right: number;
  readonly #swings: SwingStep;
  /** Prices of the last swing high and swing low. */
  readonly #prices: Float64Array;
  readonly #highs: Int32Array;
  readonly #lows: Int32Array;
  readonly #bar: Int32Array;

  constructor({ left = 5, right = 5 }: SwingOptions = {}) {
    requireSpans('swing-points', left, right);
    const outputs = ['high', 'low', 'highBars', 'lowBars', 'highClass', 'lowClass', 'trend'];
    const first = left + right + 1;
    const warmUp = [first, first, first, first, first + 1, first + 1, first + 1];
    super({ id: 'swing-points', parameters: { left, right }, outputs, warmUp, sparse: outputs }, ['high', 'low']);
    this.#right = right;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#prices = this.memory.numbers(2);
    this.#highs = this.memory.counters(3);
    this.#lows = this.memory.counters(3);
    this.#bar = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [high, low, highBars, lowBars, highClass, lowClass, trend] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const prices = this.#prices;
    const highs = this.#highs;
    const lows = this.#lows;
    let bar = this.#bar[0] as number;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++, bar++) {
      const found = this.#swings.found(row - from);
      if (found !== 0) this.#take(found, bar - this.#right);
      const hasHigh = (highs[SEEN] as number) > 0;
      const hasLow = (lows[SEEN] as number) > 0;
      high[row] = hasHigh ? (prices[0] as number) : Number.NaN;
      low[row] = hasLow ? (prices[1] as number) : Number.NaN;
      highBars[row] = hasHigh ? bar - (highs[BAR] as number) : Number.NaN;
      lowBars[row] = hasLow ? bar - (lows[BAR] as number) : Number.NaN;
      const highNow = (highs[SEEN] as number) > 1 ? (highs[CLASS] as number) : Number.NaN;
      const lowNow = (lows[SEEN] as number) > 1 ? (lows[CLASS] as number) : Number.NaN;
      highClass[row] = highNow;
      lowClass[row] = lowNow;
      const sum = highNow + lowNow;
      trend[row] = sum === 2 ? 1 : sum === -2 ? -1 : sum === sum ? 0 : Number.NaN;
    }
    this.#bar[0] = bar;
  }

  #take(found: number, bar: number): void {
    if ((found & SWING_HIGH) !== 0) this.#compare(this.#highs, 0, this.#swings.high, bar);
    if ((found & SWING_LOW) !== 0) this.#compare(this.#lows, 1, this.#swings.low, bar);
  }

  #compare(kind: Int32Array, at: number, price: number, bar: number): void {
    const seen = kind[SEEN] as number;
    kind[CLASS] = seen === 0 ? 0 : Math.sign(price - (this.#prices[at] as number));
    kind[SEEN] = Math.min(seen + 1, 2);
    kind[BAR] = bar;
    this.#prices[at] = price;
  }
}
