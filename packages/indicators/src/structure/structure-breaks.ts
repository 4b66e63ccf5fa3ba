import { Indicator, type Bars } from '../contract/indicator.ts';
import { StructureStep, BREAK, CHANGE } from './structure-step.ts';
import { requireSpans, SwingStep, type SwingOptions } from './swing-step.ts';

/**
 * Break of structure and change of character: 1 or -1 in the row whose close goes beyond the last confirmed swing high
 * or swing low, 0 elsewhere. A break that continues the trend is a break of structure, one against it a change of
 * character. `trend` is the direction of the last break (0 before the first), `level` the price that was broken, `bars`
 * the bars since.
 */
export class StructureBreaks extends Indicator {
  readonly #first: number;
  readonly #swings: SwingStep;
  readonly #structure: StructureStep;
  /** Price of the last level that was broken. */
  readonly #level: Float64Array;
  /** The bar, and that of the last break. */
  readonly #counters: Int32Array;

  constructor({ left = 5, right = 5 }: SwingOptions = {}) {
    requireSpans('structure-breaks', left, right);
    const outputs = ['trend', 'breakOfStructure', 'changeOfCharacter', 'level', 'bars'];
    const first = left + right + 1;
    const warmUp = [first, first, first, first, first];
    const shape = { id: 'structure-breaks', parameters: { left, right }, outputs, warmUp, sparse: ['level', 'bars'] };
    super(shape, ['high', 'low', 'close']);
    this.#first = first - 1;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#structure = new StructureStep(this.memory);
    this.#level = this.memory.numbers(1);
    this.#counters = this.memory.counters(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [trend, breaks, changes, level, since] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const swings = this.#swings;
    const structure = this.#structure;
    const counters = this.#counters;
    let bar = counters[0] as number;
    this.#swings.run(bars, from, to);
    for (let row = from; row < to; row++, bar++) {
      const found = swings.found(row - from);
      const event = structure.step(found, swings, bars.close[row] as number);
      if (event !== 0) {
        this.#level[0] = structure.levelOf(event);
        counters[1] = bar;
      }
      const direction = structure.trend;
      const warm = bar >= this.#first;
      trend[row] = warm ? direction : Number.NaN;
      breaks[row] = warm ? (event === BREAK ? 1 : event === -BREAK ? -1 : 0) : Number.NaN;
      changes[row] = warm ? (event === CHANGE ? 1 : event === -CHANGE ? -1 : 0) : Number.NaN;
      level[row] = direction === 0 ? Number.NaN : (this.#level[0] as number);
      since[row] = direction === 0 ? Number.NaN : bar - (counters[1] as number);
    }
    counters[0] = bar;
  }
}
