import { ExponentialAverage } from '../cells/exponential-average.ts';
import { scratch } from '../cells/scratch.ts';
import { TrueRangeStep, type HighLowClose } from '../cells/true-range-step.ts';
import type { StateMemory } from '../contract/state-memory.ts';

/** The slot of the scratch memory in which the ranges are; `SwingStep` works in those before it. */
const SLOT = 2;

/** Wilder's average true range as a unit for distances, over rows at a time. */
export class AtrRows {
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;

  constructor(memory: StateMemory, period: number) {
    this.#trueRange = new TrueRangeStep(memory);
    this.#average = new ExponentialAverage(memory, period, 1 / period);
  }

  /** The averages of the rows `from` to `to`, counted from `from`, to be read before this indicator returns. */
  run(bars: HighLowClose, from: number, to: number): Float64Array {
    const rows = scratch(SLOT, to - from);
    this.#trueRange.run(bars, from, to, rows, 0);
    this.#average.run(rows, 0, to - from, rows, 0);
    return rows;
  }
}
