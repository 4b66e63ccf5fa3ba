import type { StateMemory } from '../contract/state-memory.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

export interface PivotsOptions extends SwingOptions {
  /** Two pivots further apart than so many bars make no line, and a line ends so many bars after its last pivot. */
  readonly maximumBars?: number;
}

/** The line through the last two pivots of one kind. */
class PivotLine {
  readonly #maximumBars: number;
  /** Price of the last pivot, and slope of the line to it. */
  readonly #numbers: Float64Array;
  /** Bar of the last pivot; pivots seen (up to 2, 1 after a break); whether the line rose (1) or fell (-1). */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, maximumBars: number) {
    this.#maximumBars = maximumBars;
    this.#numbers = memory.numbers(2);
    this.#counters = memory.counters(3);
  }

  take(price: number, bar: number): void {
    const distance = bar - (this.#counters[0] as number);
    const joined = (this.#counters[1] as number) > 0 && distance <= this.#maximumBars;
    const change = joined ? price - (this.#numbers[0] as number) : 0;
    this.#numbers[0] = price;
    this.#numbers[1] = joined ? change / distance : 0;
    this.#counters[0] = bar;
    this.#counters[1] = joined ? 2 : 1;
    this.#counters[2] = Math.sign(change);
  }

  /** Whether there is a line at `bar`. */
  holds(bar: number): boolean {
    return (this.#counters[1] as number) === 2 && bar - (this.#counters[0] as number) <= this.#maximumBars;
  }

  get trend(): number {
    return this.#counters[2] as number;
  }

  /** The line's price at `bar`. */
  at(bar: number): number {
    return (this.#numbers[0] as number) + (this.#numbers[1] as number) * (bar - (this.#counters[0] as number));
  }
}

/**
 * Pivots: fractals with their own spans, and the trend lines through the last two of each kind. `highPoint` and
 * `lowPoint` are reported in the row in which the pivot becomes known, `right` bars after it, and NaN elsewhere.
 * `highTrend` is 1 from a higher high on, -1 from a lower high, 0 from an equal one (`lowTrend` likewise for lows);
 * `highLine` and `lowLine` are the lines through the last two pivots, drawn on to this bar.
 */
export class Pivots extends Indicator {
  readonly #right: number;
  readonly #swings: SwingStep;
  readonly #highs: PivotLine;
  readonly #lows: PivotLine;
  readonly #bar: Int32Array;

  constructor({ left = 2, right = 2, maximumBars = 20 }: PivotsOptions = {}) {
    requireSpans('pivots', left, right);
    requireWhole('pivots', 'maximumBars', maximumBars, right);
    const outputs = ['highPoint', 'lowPoint', 'highTrend', 'lowTrend', 'highLine', 'lowLine'];
    const first = left + right + 1;
    const warmUp = [first, first, first + 1, first + 1, first + 1, first + 1];
    const parameters = { left, right, maximumBars };
    super({ id: 'pivots', parameters, outputs, warmUp, sparse: outputs }, ['high', 'low']);
    this.#right = right;
    this.#swings = new SwingStep(this.memory, left, right, true);
    this.#highs = new PivotLine(this.memory, maximumBars);
    this.#lows = new PivotLine(this.memory, maximumBars);
    this.#bar = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [highPoint, lowPoint, highTrend, lowTrend, highLine, lowLine] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const swings = this.#swings;
    const highs = this.#highs;
    const lows = this.#lows;
    let bar = this.#bar[0] as number;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++, bar++) {
      const found = swings.found(row - from);
      highPoint[row] = (found & SWING_HIGH) === 0 ? Number.NaN : swings.high;
      lowPoint[row] = (found & SWING_LOW) === 0 ? Number.NaN : swings.low;
      if ((found & SWING_HIGH) !== 0) highs.take(swings.high, bar - this.#right);
      if ((found & SWING_LOW) !== 0) lows.take(swings.low, bar - this.#right);
      const hasHighs = highs.holds(bar);
      const hasLows = lows.holds(bar);
      highTrend[row] = hasHighs ? highs.trend : Number.NaN;
      lowTrend[row] = hasLows ? lows.trend : Number.NaN;
      highLine[row] = hasHighs ? highs.at(bar) : Number.NaN;
      lowLine[row] = hasLows ? lows.at(bar) : Number.NaN;
    }
    this.#bar[0] = bar;
  }
}
