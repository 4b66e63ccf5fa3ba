import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { AtrRows } from './atr-rows.ts';
import { LevelBook } from './level-book.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

export interface SupportResistanceOptions extends SwingOptions {
  /** A swing within so many average true ranges of a level is a touch of it. */
  readonly tolerance?: number;
  /** Bars after which a touch counts half. */
  readonly halfLife?: number;
  readonly atrPeriod?: number;
}

/**
 * Support and resistance: confirmed swing highs and lows, clustered. A swing within `tolerance` average true ranges of a
 * level touches it and moves it to the mean of its touches; any other makes a new level. Levels that come that near each
 * other become one. `support` is the nearest level at or below the close, `resistance` the nearest above; their strength
 * is the number of touches, each of which counts half after `halfLife` bars, half of that after twice as many. The 16
 * strongest levels are remembered.
 */
export class SupportResistance extends Indicator {
  readonly #tolerance: number;
  readonly #swings: SwingStep;
  readonly #atr: AtrRows;
  readonly #book: LevelBook;

  constructor({ left = 5, right = 5, tolerance = 0.5, halfLife = 500, atrPeriod = 14 }: SupportResistanceOptions = {}) {
    requireSpans('support-resistance', left, right);
    requirePositive('support-resistance', 'tolerance', tolerance);
    requirePositive('support-resistance', 'halfLife', halfLife);
    requireWhole('support-resistance', 'atrPeriod', atrPeriod, 1);
    const sides = ['support', 'resistance'];
    const outputs = sides.flatMap((side) => [side, `${side}Strength`, `${side}Touches`]);
    const first = Math.max(left + right + 1, atrPeriod + 1);
    const parameters = { left, right, tolerance, halfLife, atrPeriod };
    const shape = { id: 'support-resistance', parameters, outputs, warmUp: outputs.map(() => first), sparse: outputs };
    super(shape, ['high', 'low', 'close']);
    this.#tolerance = tolerance;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#atr = new AtrRows(this.memory, atrPeriod);
    this.#book = new LevelBook(this.memory, halfLife);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [support, supportStrength, supportTouches, resistance, resistanceStrength, resistanceTouches] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const book = this.#book;
    this.#swings.run(bars, from, to);
    const averages = this.#atr.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const atr = averages[row - from] as number;
      const found = this.#swings.found(row - from);
      book.age();
      if (found !== 0 && atr === atr) this.#touch(found, atr);
      book.locate(close);
      const below = book.support;
      support[row] = below < 0 ? Number.NaN : book.priceAt(below);
      supportStrength[row] = below < 0 ? Number.NaN : book.strengthAt(below);
      supportTouches[row] = below < 0 ? Number.NaN : book.touchesAt(below);
      const above = book.resistance;
      resistance[row] = above < 0 ? Number.NaN : book.priceAt(above);
      resistanceStrength[row] = above < 0 ? Number.NaN : book.strengthAt(above);
      resistanceTouches[row] = above < 0 ? Number.NaN : book.touchesAt(above);
    }
  }

  #touch(found: number, atr: number): void {
    const tolerance = Math.abs(this.#tolerance * atr);
    if ((found & SWING_HIGH) !== 0) this.#book.touch(this.#swings.high, tolerance);
    if ((found & SWING_LOW) !== 0) this.#book.touch(this.#swings.low, tolerance);
  }
}
