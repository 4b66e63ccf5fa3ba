import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { SWING_HIGH, SWING_LOW, SwingStep } from './swing-step.ts';

export interface FractalsOptions {
  /** Bars on each side. Williams: 2. */
  readonly span?: number;
}

/**
 * Fractals (Williams, 1995): `high` is the price of a high that stands above the highs of the `span` bars before and
 * after it, `low` of a low below their lows. Reported in the one row in which it becomes known, `span` bars after the
 * fractal; NaN elsewhere.
 */
export class Fractals extends Indicator {
  readonly #swings: SwingStep;

  constructor({ span = 2 }: FractalsOptions = {}) {
    requireWhole('fractals', 'span', span, 1);
    const outputs = ['high', 'low'];
    const warmUp = [2 * span + 1, 2 * span + 1];
    super({ id: 'fractals', parameters: { span }, outputs, warmUp, sparse: outputs }, ['high', 'low']);
    this.#swings = new SwingStep(this.memory, span, span, true);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [high, low] = outputs as [Float64Array, Float64Array];
    const swings = this.#swings;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const found = swings.found(row - from);
      high[row] = (found & SWING_HIGH) === 0 ? Number.NaN : swings.high;
      low[row] = (found & SWING_LOW) === 0 ? Number.NaN : swings.low;
    }
  }
}
