import { Indicator, type Bars } from '../contract/indicator.ts';
import { EXTENSIONS, RETRACEMENTS } from './fibonacci-ratios.ts';
import { LegStep, type LegListener } from './leg-step.ts';
import { requireSpans, SwingStep, type SwingOptions } from './swing-step.ts';

/**
 * Fibonacci levels of the last confirmed leg (swing low to swing high, or high to low): its `start` and `end`; the
 * retracements 0.236, 0.382, 0.5, 0.618, 0.65 and 0.786 from the end back towards the start; and the extensions 1.272
 * and 1.618 of the leg from its start, beyond the end. NaN before the first leg.
 */
export class FibonacciLevels extends Indicator implements LegListener {
  readonly #swings: SwingStep;
  readonly #leg: LegStep;
  readonly #levels: Float64Array;

  constructor({ left = 5, right = 5 }: SwingOptions = {}) {
    requireSpans('fibonacci-levels', left, right);
    const retracements = RETRACEMENTS.map((ratio) => `r${Math.round(1000 * ratio)}`);
    const extensions = EXTENSIONS.map((ratio) => `e${Math.round(1000 * ratio)}`);
    const outputs = ['start', 'end', ...retracements, ...extensions];
    const warmUp = outputs.map(() => left + right + 1);
    super({ id: 'fibonacci-levels', parameters: { left, right }, outputs, warmUp, sparse: outputs }, ['high', 'low']);
    this.#swings = new SwingStep(this.memory, left, right);
    this.#leg = new LegStep(this.memory);
    this.#levels = this.memory.numbers(outputs.length);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const swings = this.#swings;
    const leg = this.#leg;
    const levels = this.#levels;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const found = swings.found(row - from);
      if (found !== 0) leg.step(found, swings, this);
      const { known } = leg;
      for (let index = 0; index < outputs.length; index++) {
        (outputs[index] as Float64Array)[row] = known ? (levels[index] as number) : Number.NaN;
      }
    }
  }

  /** Draws the levels of the leg. */
  takeLeg(start: number, end: number): void {
    const levels = this.#levels;
    const move = end - start;
    levels[0] = start;
    levels[1] = end;
    let at = 2;
    for (const ratio of RETRACEMENTS) levels[at++] = end - ratio * move;
    for (const ratio of EXTENSIONS) levels[at++] = start + ratio * move;
  }
}
