import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { AtrRows } from './atr-rows.ts';
import { GOLDEN_FROM, GOLDEN_TO } from './fibonacci-ratios.ts';
import { LegLevels } from './leg-levels.ts';
import { LegStep } from './leg-step.ts';
import { requireSpans, SwingStep, type SwingOptions } from './swing-step.ts';

export interface FibonacciConfluenceOptions extends SwingOptions {
  /** How many legs' levels are counted. */
  readonly legs?: number;
  /** A level within so many average true ranges of the close is counted. */
  readonly tolerance?: number;
  readonly atrPeriod?: number;
}

/** A position further away than so many legs is reported as that: a tiny leg must not give an infinite number. */
const POSITION_MAX = 100;

/**
 * Where the close stands in the Fibonacci levels: `position` is the share of the last confirmed leg that it has retraced
 * (0 at the leg's end, 1 at its start, below 0 beyond the end; at most 100 either way), `golden` 1 where that is 0.618
 * to 0.65, and `confluence` how many levels of the last `legs` legs lie within `tolerance` average true ranges of it.
 * Levels counted: retracements 0.236, 0.382, 0.5, 0.618, 0.786, extensions 1.272 and 1.618. NaN before the first leg.
 */
export class FibonacciConfluence extends Indicator {
  readonly #tolerance: number;
  readonly #swings: SwingStep;
  readonly #leg: LegStep;
  readonly #levels: LegLevels;
  readonly #atr: AtrRows;

  constructor({ left = 5, right = 5, legs = 3, tolerance = 0.25, atrPeriod = 14 }: FibonacciConfluenceOptions = {}) {
    requireSpans('fibonacci-confluence', left, right);
    requireWhole('fibonacci-confluence', 'legs', legs, 1);
    requirePositive('fibonacci-confluence', 'tolerance', tolerance);
    requireWhole('fibonacci-confluence', 'atrPeriod', atrPeriod, 1);
    const outputs = ['position', 'golden', 'confluence'];
    const first = left + right + 1;
    const parameters = { left, right, legs, tolerance, atrPeriod };
    const warmUp = [first, first, Math.max(first, atrPeriod + 1)];
    super({ id: 'fibonacci-confluence', parameters, outputs, warmUp, sparse: outputs }, ['high', 'low', 'close']);
    this.#tolerance = tolerance;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#leg = new LegStep(this.memory);
    this.#levels = new LegLevels(this.memory, legs);
    this.#atr = new AtrRows(this.memory, atrPeriod);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [position, golden, confluence] = outputs as [Float64Array, Float64Array, Float64Array];
    const leg = this.#leg;
    const swings = this.#swings;
    this.#swings.run(bars, from, to);
    const averages = this.#atr.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const atr = averages[row - from] as number;
      const found = swings.found(row - from);
      if (found !== 0) leg.step(found, swings, this.#levels);
      const { known, start, end } = leg;
      // A leg of no size is all end.
      const share = end === start ? 0 : (end - close) / (end - start);
      const at = Math.max(-POSITION_MAX, Math.min(POSITION_MAX, share));
      position[row] = known ? at : Number.NaN;
      golden[row] = known ? (at >= GOLDEN_FROM && at <= GOLDEN_TO ? 1 : 0) : Number.NaN;
      const tolerance = Math.abs(this.#tolerance * atr);
      confluence[row] = known && atr === atr ? this.#levels.near(close, tolerance) : Number.NaN;
    }
  }
}
