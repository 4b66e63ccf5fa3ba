import { kernelTakes, stageUsable, unstage } from '../cells/kernel.ts';
import { indicatorErrors } from '../errors.ts';
import { StateMemory } from './state-memory.ts';

/** Columns of equal length, oldest row first. */
export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** One row of such columns. */
export type Row<Name extends string> = Readonly<Record<Name, number>>;

/** What an indicator is: set once by its constructor. */
export interface IndicatorShape {
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Names of the results, one column each. */
  readonly outputs: readonly string[];
  /**
   * Per output: how many rows it needs. The output is NaN in the rows before row `warmUp - 1`, and a number from it on
   * unless it is one of `sparse`.
   */
  readonly warmUp: readonly number[];
  /** Outputs that are NaN where there is nothing to report: no swing yet, no gap open. Default: none. */
  readonly sparse?: readonly string[];
}

/** A saved state: the numbers and whose they are. */
export interface IndicatorState {
  /** The `key` of the indicator that was saved. */
  readonly indicator: string;
  readonly numbers: Float64Array;
}

/** A number of a greater size is no price and no volume: its square and cube would leave the range of numbers. */
const SIZE_MAX = 1e60;

/** Rows that are checked and then computed together, while they are in the processor's first cache. */
const CHUNK_ROWS = 1024;

/** The first row from `from` on, below `to`, whose value is no usable number; `to` where all are. */
export function firstUnusable(values: Float64Array, from: number, to: number): number {
  if (areUsable(values, from, to)) return to;
  for (let row = from; row < to; row++) if (!(Math.abs(values[row] as number) <= SIZE_MAX)) return row;
  return to;
}

/** Whether all together are of a usable size: then each is. Adding up is half the work of looking at each. */
function areUsable(values: Float64Array, from: number, to: number): boolean {
  let even = 0;
  let odd = 0;
  let row = from;
  for (; row < to - 7; row += 8) {
    even += size(values, row) + size(values, row + 1) + size(values, row + 2) + size(values, row + 3);
    odd += size(values, row + 4) + size(values, row + 5) + size(values, row + 6) + size(values, row + 7);
  }
  for (; row < to; row++) even += size(values, row);
  return even + odd <= SIZE_MAX;
}

function size(values: Float64Array, row: number): number {
  return Math.abs(values[row] as number);
}

/**
 * An indicator reads rows of named columns in order and gives one row of outputs per row.
 *
 * A subclass writes one loop, `compute`, which carries its state from row to row. A batch is one call over all rows; a
 * stream is a call per row. The state does not know how the rows were cut, so both give the same bits.
 *
 * **The rule for bad rows:** a row in which a column that the indicator reads is not a number, or is above 1e60 in size,
 * is left out. Its outputs are NaN and the state stays as if the row had not come. No output is ever infinite.
 */
export abstract class StreamIndicator<Name extends string> implements IndicatorShape {
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly outputs: readonly string[];
  readonly warmUp: readonly number[];
  readonly sparse: readonly string[];
  /** The columns that it reads. */
  readonly reads: readonly Name[];
  /** Outputs of the last `update`, in the order of `outputs`. Overwritten by the next one. */
  readonly values: Float64Array;

  protected readonly memory = new StateMemory();
  readonly #outputRow: readonly Float64Array[];
  readonly #inputRow: Record<string, Float64Array>;

  constructor(shape: IndicatorShape, reads: readonly Name[]) {
    this.id = shape.id;
    this.parameters = shape.parameters;
    this.outputs = shape.outputs;
    this.warmUp = shape.warmUp;
    this.sparse = shape.sparse ?? [];
    this.reads = reads;
    this.values = new Float64Array(shape.outputs.length).fill(Number.NaN);
    this.#outputRow = shape.outputs.map((_, index) => this.values.subarray(index, index + 1));
    this.#inputRow = Object.fromEntries(reads.map((name) => [name, new Float64Array(1)]));
  }

  /** Id with parameters: `rsi(period=14)`. Equal keys mean equal results. */
  get key(): string {
    const parameters = Object.entries(this.parameters).map(([name, value]) => `${name}=${value}`);
    return `${this.id}(${parameters.join(',')})`;
  }

  /**
   * Takes the rows `from` (inclusive) to `to` (exclusive), those after the last call's, and writes the same rows of each
   * output. Leaves out bad rows, as the rule above says.
   */
  process(input: Columns<Name>, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let row = from; row < to;) {
      const end = Math.min(to, row + CHUNK_ROWS);
      const bad = this.#firstUnusableRow(input, row, end);
      if (bad > row) this.compute(input, row, bad, outputs);
      if (bad < end) for (const output of outputs) output[bad] = Number.NaN;
      row = bad < end ? bad + 1 : end;
      unstage();
    }
  }

  /** As `process`, over rows that are known to be usable. */
  abstract compute(input: Columns<Name>, from: number, to: number, outputs: readonly Float64Array[]): void;

  /** Takes the next row. Returns `values`. */
  update(row: Row<Name>): Float64Array {
    this.#load(row);
    this.process(this.#inputRow as Columns<Name>, 0, 1, this.#outputRow);
    return this.values;
  }

  /** What `update` would return for a row that is still forming. Changes nothing; costs a copy of the state. */
  preview(row: Row<Name>): Float64Array {
    const state = new Float64Array(this.memory.length);
    this.memory.saveTo(state);
    const outputs = this.outputs.map(() => new Float64Array(1));
    this.#load(row);
    this.process(this.#inputRow as Columns<Name>, 0, 1, outputs);
    this.memory.restoreFrom(state);
    return Float64Array.from(outputs, (output) => output[0] as number);
  }

  /** Forgets all rows. */
  reset(): void {
    this.memory.clear();
    this.values.fill(Number.NaN);
  }

  save(): IndicatorState {
    const numbers = new Float64Array(this.memory.length);
    this.memory.saveTo(numbers);
    return { indicator: this.key, numbers };
  }

  /** Continues where the saved indicator stood. Throws `STATE_MISMATCH` where it was another one. */
  restore(state: IndicatorState): void {
    const { length } = this.memory;
    if (state.indicator !== this.key || state.numbers.length !== length) {
      throw indicatorErrors.STATE_MISMATCH({
        saved: state.indicator,
        savedLength: state.numbers.length,
        indicator: this.key,
        length,
      });
    }
    this.memory.restoreFrom(state.numbers);
  }

  #firstUnusableRow(input: Columns<Name>, from: number, to: number): number {
    let end = to;
    const { reads } = this;
    const isStaged = kernelTakes(1, to - from);
    for (let index = 0; index < reads.length; index++) {
      const values = input[reads[index] as Name];
      if (!isStaged || !stageUsable(values, from, to, SIZE_MAX)) end = firstUnusable(values, from, end);
    }
    return end;
  }

  #load(row: Row<Name>): void {
    for (const name of this.reads) (this.#inputRow[name] as Float64Array)[0] = row[name];
  }
}

/** Runs a fresh pass over all rows and returns the outputs as new columns. The indicator is reset first. */
export function computeIndicator<Name extends string>(
  indicator: StreamIndicator<Name>,
  input: Columns<NoInfer<Name>>,
): Float64Array[] {
  indicator.reset();
  const { length } = input[indicator.reads[0] as Name];
  const outputs = indicator.outputs.map(() => new Float64Array(length));
  indicator.process(input, 0, length, outputs);
  return outputs;
}
