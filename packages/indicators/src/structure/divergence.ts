import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { Indicator, type BarColumn, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { AtrRows } from './atr-rows.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

/** Options of every divergence, beside those of its oscillator. */
export interface DivergenceOptions extends SwingOptions {
  /** Two swings nearer or further apart than this are not compared. */
  readonly minimumBars?: number;
  readonly maximumBars?: number;
}

/** Moves are measured in averages over so many bars. */
const SMOOTH = 14;
/** Rows whose oscillator is computed at a time. */
const BLOCK = 512;

/** One kind of swing: price, oscillator and bar of the last one. */
interface LastSwing {
  /** Price and oscillator. */
  readonly numbers: Float64Array;
  /** Bar, and whether there was one. */
  readonly counters: Int32Array;
}

function lastSwing(memory: StateMemory): LastSwing {
  return { numbers: memory.numbers(2), counters: memory.counters(2) };
}

/** `move` in averages, brought to 0 (none) to 1: half where it is one average. */
function weigh(move: number, average: number): number {
  return move / (move + average);
}

/**
 * Divergence of price and an oscillator between two confirmed swings of the same kind, `minimumBars` to `maximumBars`
 * apart. Regular: a higher swing high with a lower oscillator (bearish), a lower swing low with a higher one (bullish).
 * Hidden: a lower swing high with a higher oscillator (bearish), a higher swing low with a lower one (bullish).
 *
 * `regular` and `hidden` are the strength of the last one, positive where bullish: the smaller of the move in price, in
 * average true ranges, and the move of the oscillator, in its average changes per bar, x / (1 + x) of it, so 0 to 1.
 * `regularBars` and `hiddenBars` are the bars since it became known, `right` bars after the swing. NaN before the first.
 * Where the same bar is a swing high and a swing low and both diverge, the low is reported.
 */
export abstract class Divergence extends Indicator {
  readonly #right: number;
  readonly #minimumBars: number;
  readonly #maximumBars: number;
  readonly #swings: SwingStep;
  readonly #atr: AtrRows;
  readonly #oscillatorBefore: Lag;
  readonly #averageChange: ExponentialAverage;
  /** The oscillator at the bar that a swing is about. */
  readonly #oscillatorThen: Lag;
  readonly #high: LastSwing;
  readonly #low: LastSwing;
  /** Strengths of the last regular and the last hidden divergence. */
  readonly #strengths: Float64Array;
  /** The bar; the bars at which these became known plus one, 0 where there was none. */
  readonly #counters: Int32Array;
  /** The oscillator in the rows at hand: no state. */
  readonly #oscillator = new Float64Array(BLOCK);

  constructor(
    id: string,
    own: Readonly<Record<string, number>>,
    { left = 5, right = 5, minimumBars = 5, maximumBars = 60 }: DivergenceOptions,
    reads?: readonly BarColumn[],
  ) {
    requireSpans(id, left, right);
    requireWhole(id, 'minimumBars', minimumBars, 1);
    requireWhole(id, 'maximumBars', maximumBars, minimumBars);
    const outputs = ['regular', 'regularBars', 'hidden', 'hiddenBars'];
    const warmUp = outputs.map(() => left + right + 2);
    const parameters = { ...own, left, right, minimumBars, maximumBars };
    super({ id, parameters, outputs, warmUp, sparse: outputs }, reads);
    this.#right = right;
    this.#minimumBars = minimumBars;
    this.#maximumBars = maximumBars;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#atr = new AtrRows(this.memory, SMOOTH);
    this.#oscillatorBefore = new Lag(this.memory, 1);
    this.#averageChange = new ExponentialAverage(this.memory, SMOOTH, 1 / SMOOTH);
    this.#oscillatorThen = new Lag(this.memory, right);
    this.#high = lastSwing(this.memory);
    this.#low = lastSwing(this.memory);
    this.#strengths = this.memory.numbers(2);
    this.#counters = this.memory.counters(3);
  }

  /** Writes the oscillator of the rows `from` to `to` into `target`, from its start. */
  protected abstract oscillate(bars: Bars, from: number, to: number, target: Float64Array): void;

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let row = from; row < to; row += BLOCK) {
      const end = Math.min(to, row + BLOCK);
      this.oscillate(bars, row, end, this.#oscillator);
      this.#compare(bars, row, end, outputs);
    }
  }

  #compare(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [regular, regularBars, hidden, hiddenBars] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const counters = this.#counters;
    const strengths = this.#strengths;
    let bar = counters[0] as number;
    this.#swings.run(bars, from, to);
    const averageRanges = this.#atr.run(bars, from, to);
    for (let row = from; row < to; row++, bar++) {
      const atr = averageRanges[row - from] as number;
      const oscillator = this.#oscillator[row - from] as number;
      const change = Math.abs(oscillator - this.#oscillatorBefore.step(oscillator));
      const averageChange = this.#averageChange.step(change);
      const then = this.#oscillatorThen.step(oscillator);
      const found = this.#swings.found(row - from);
      if ((found & SWING_HIGH) !== 0) this.#take(this.#high, -1, this.#swings.high, then, atr, averageChange, bar);
      if ((found & SWING_LOW) !== 0) this.#take(this.#low, 1, this.#swings.low, then, atr, averageChange, bar);
      const regularBar = counters[1] as number;
      const hiddenBar = counters[2] as number;
      regular[row] = regularBar > 0 ? (strengths[0] as number) : Number.NaN;
      regularBars[row] = regularBar > 0 ? bar + 1 - regularBar : Number.NaN;
      hidden[row] = hiddenBar > 0 ? (strengths[1] as number) : Number.NaN;
      hiddenBars[row] = hiddenBar > 0 ? bar + 1 - hiddenBar : Number.NaN;
    }
    counters[0] = bar;
  }

  /** A swing became known at `bar`: compares it with the last of its kind. `sign` is 1 for lows, -1 for highs. */
  #take(
    last: LastSwing,
    sign: number,
    price: number,
    oscillator: number,
    atr: number,
    averageChange: number,
    bar: number,
  ): void {
    const { numbers, counters } = last;
    const swingBar = bar - this.#right;
    const distance = swingBar - (counters[0] as number);
    const priceMove = price - (numbers[0] as number);
    const oscillatorMove = oscillator - (numbers[1] as number);
    if ((counters[1] as number) === 1 && distance >= this.#minimumBars && distance <= this.#maximumBars) {
      const strength = Math.min(weigh(Math.abs(priceMove), atr), weigh(Math.abs(oscillatorMove), averageChange));
      if (strength > 0 && priceMove > 0 !== oscillatorMove > 0) {
        // A regular one has the price further out: a lower low, a higher high.
        const kind = priceMove * sign < 0 ? 0 : 1;
        this.#strengths[kind] = sign * strength;
        this.#counters[1 + kind] = bar + 1;
      }
    }
    numbers[0] = price;
    numbers[1] = oscillator;
    counters[0] = swingBar;
    counters[1] = 1;
  }
}
