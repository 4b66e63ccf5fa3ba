import { ExponentialAverage } from '../cells/exponential-average.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requireWhole } from '../errors.ts';
import { GapStack } from './gap-stack.ts';

export interface FairValueGapsOptions {
  /** Gaps of at most so many average true ranges are left out. 0: none is. */
  readonly minimumSize?: number;
  readonly atrPeriod?: number;
}

/** Positions in the state: the last bar, and the high and low of the one before it. */
const HIGH = 0;
const LOW = 1;
const CLOSE = 2;
const HIGH_BEFORE = 3;
const LOW_BEFORE = 4;

/**
 * Fair value gaps: three candles of which the third does not reach the first, with a middle one that closes beyond the
 * first. `made` is 1 (bullish) or -1 in the row of the third candle, 0 elsewhere. Of the open bullish gaps the highest,
 * which is the nearest below the price, is reported: `bullTop` (low of the third candle), `bullBottom` (high of the
 * first), `bullAge` in bars since the third, `bullFilled` the share that prices have come back into. A gap is closed, and
 * the next one reported, when all of it was traded. Bearish gaps are the mirror image; the lowest one is reported.
 */
export class FairValueGaps extends Indicator {
  readonly #minimumSize: number;
  readonly #trueRange: TrueRangeStep;
  readonly #atr: ExponentialAverage;
  readonly #bulls: GapStack;
  readonly #bears: GapStack;
  readonly #numbers: Float64Array;
  readonly #bar: Int32Array;

  constructor({ minimumSize = 0, atrPeriod = 14 }: FairValueGapsOptions = {}) {
    requireWhole('fair-value-gaps', 'atrPeriod', atrPeriod, 1);
    if (!(minimumSize >= 0 && minimumSize < Infinity)) {
      const refused = { parameter: 'minimumSize', value: minimumSize, expected: 'a finite number from 0 on' };
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'fair-value-gaps', ...refused });
    }
    const sides = ['bullTop', 'bullBottom', 'bullAge', 'bullFilled', 'bearTop', 'bearBottom', 'bearAge', 'bearFilled'];
    const outputs = ['made', ...sides];
    const parameters = { minimumSize, atrPeriod };
    const shape = { id: 'fair-value-gaps', parameters, outputs, warmUp: outputs.map(() => 3), sparse: sides };
    super(shape, ['high', 'low', 'close']);
    this.#minimumSize = minimumSize;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#atr = new ExponentialAverage(this.memory, atrPeriod, 1 / atrPeriod);
    this.#bulls = new GapStack(this.memory);
    this.#bears = new GapStack(this.memory);
    this.#numbers = this.memory.numbers(5);
    this.#bar = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [made, bullTop, bullBottom, bullAge, bullFilled, bearTop, bearBottom, bearAge, bearFilled] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const bulls = this.#bulls;
    const bears = this.#bears;
    for (let row = from; row < to; row++) {
      const bar = this.#bar[0] as number;
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      bulls.fill(low);
      bears.fill(-high);
      const event = this.#take(high, low, bars.close[row] as number, bar);
      made[row] = bar > 1 ? event : Number.NaN;
      const hasBull = bulls.count > 0;
      bullTop[row] = hasBull ? bulls.top : Number.NaN;
      bullBottom[row] = hasBull ? bulls.bottom : Number.NaN;
      bullAge[row] = hasBull ? bar - bulls.made : Number.NaN;
      bullFilled[row] = hasBull ? bulls.filled : Number.NaN;
      const hasBear = bears.count > 0;
      bearTop[row] = hasBear ? -bears.bottom : Number.NaN;
      bearBottom[row] = hasBear ? -bears.top : Number.NaN;
      bearAge[row] = hasBear ? bar - bears.made : Number.NaN;
      bearFilled[row] = hasBear ? bears.filled : Number.NaN;
      this.#bar[0] = bar + 1;
    }
  }

  /** Looks for a new gap that ends with this bar, and remembers the bar. */
  #take(high: number, low: number, close: number, bar: number): number {
    const numbers = this.#numbers;
    const minimum = this.#minimumSize === 0 ? 0 : this.#minimumSize * this.#atrStep(high, low, close);
    const first = numbers[HIGH_BEFORE] as number;
    const firstLow = numbers[LOW_BEFORE] as number;
    const middle = numbers[CLOSE] as number;
    let event = 0;
    if (bar > 1 && middle > first && low - first > minimum) {
      this.#bulls.push(first, low, bar);
      event = 1;
    } else if (bar > 1 && middle < firstLow && firstLow - high > minimum) {
      this.#bears.push(-firstLow, -high, bar);
      event = -1;
    }
    numbers[HIGH_BEFORE] = numbers[HIGH] as number;
    numbers[LOW_BEFORE] = numbers[LOW] as number;
    numbers[HIGH] = high;
    numbers[LOW] = low;
    numbers[CLOSE] = close;
    return event;
  }

  #atrStep(high: number, low: number, close: number): number {
    return this.#atr.step(this.#trueRange.step(high, low, close));
  }
}
