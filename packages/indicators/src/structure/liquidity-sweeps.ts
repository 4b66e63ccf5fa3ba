import { Indicator, type Bars } from '../contract/indicator.ts';
import { LevelStack } from './level-stack.ts';
import { requireSpans, SWING_HIGH, SWING_LOW, SwingStep, type SwingOptions } from './swing-step.ts';

/**
 * Liquidity sweeps: bars that trade beyond confirmed swing highs (lows) which no price had passed before, but close back
 * inside. `highs` and `lows` count the levels that this bar swept (0: none), `highLevel` and `lowLevel` are the furthest
 * prices that were swept last, `highBars` and `lowBars` the bars since. A swept low speaks for buyers, a swept high for
 * sellers. A level is gone once a price was beyond it, swept or broken. The last 16 on each side are remembered.
 */
export class LiquiditySweeps extends Indicator {
  readonly #first: number;
  readonly #swings: SwingStep;
  readonly #highs: LevelStack;
  readonly #lows: LevelStack;
  /** The prices swept last, above and below. */
  readonly #levels: Float64Array;
  /** The bar; the bars of the last sweeps plus one, 0 where there was none. */
  readonly #counters: Int32Array;

  constructor({ left = 5, right = 5 }: SwingOptions = {}) {
    requireSpans('liquidity-sweeps', left, right);
    const outputs = ['highs', 'lows', 'highLevel', 'lowLevel', 'highBars', 'lowBars'];
    const first = left + right + 1;
    const warmUp = outputs.map(() => first);
    const sparse = outputs.slice(2);
    super({ id: 'liquidity-sweeps', parameters: { left, right }, outputs, warmUp, sparse }, ['high', 'low', 'close']);
    this.#first = first - 1;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#highs = new LevelStack(this.memory);
    this.#lows = new LevelStack(this.memory);
    this.#levels = this.memory.numbers(2);
    this.#counters = this.memory.counters(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [highs, lows, highLevel, lowLevel, highBars, lowBars] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const counters = this.#counters;
    const levels = this.#levels;
    let bar = counters[0] as number;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++, bar++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const sweptHighs = this.#highs.step(high, close);
      const sweptLows = this.#lows.step(-low, -close);
      if (sweptHighs > 0) {
        levels[0] = this.#highs.taken;
        counters[1] = bar + 1;
      }
      if (sweptLows > 0) {
        levels[1] = -this.#lows.taken;
        counters[2] = bar + 1;
      }
      const found = this.#swings.found(row - from);
      if ((found & SWING_HIGH) !== 0) this.#highs.push(this.#swings.high);
      if ((found & SWING_LOW) !== 0) this.#lows.push(-this.#swings.low);
      const highBar = counters[1] as number;
      const lowBar = counters[2] as number;
      highs[row] = bar >= this.#first ? sweptHighs : Number.NaN;
      lows[row] = bar >= this.#first ? sweptLows : Number.NaN;
      highLevel[row] = highBar > 0 ? (levels[0] as number) : Number.NaN;
      lowLevel[row] = lowBar > 0 ? (levels[1] as number) : Number.NaN;
      highBars[row] = highBar > 0 ? bar + 1 - highBar : Number.NaN;
      lowBars[row] = lowBar > 0 ? bar + 1 - lowBar : Number.NaN;
    }
    counters[0] = bar;
  }
}
