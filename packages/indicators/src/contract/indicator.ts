import { indicatorErrors } from '../errors.ts';
import { StateMemory } from './state-memory.ts';

/** Columns of bars, oldest first. `CandleColumns` of the model fit (they are read on the bid side). */
export interface Bars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}
export type BarColumn = keyof Bars;

/** One bar as an object. */
export type Bar = { readonly [Column in BarColumn]: number };

/** What an indicator is: set once by its constructor. */
export interface IndicatorShape {
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Names of the results, one column each. */
  readonly outputs: readonly string[];
  /** Per output: how many bars it needs. The output is NaN in the rows before row `warmUp - 1` and a number from it on. */
  readonly warmUp: readonly number[];
}

/** A saved state: the numbers and whose they are. */
export interface IndicatorState {
  /** The `key` of the indicator that was saved. */
  readonly indicator: string;
  readonly numbers: Float64Array;
}

function oneRow(): Bars {
  const column = (): Float64Array => new Float64Array(1);
  return { open: column(), high: column(), low: column(), close: column(), volume: column() };
}

/**
 * An indicator reads bars in order and gives one row of outputs per bar.
 *
 * A subclass writes one loop, `process`, which carries its state from bar to bar. A batch is one call of it over all
 * rows; a stream is a call per bar. The state does not know how the rows were cut, so both give the same bits.
 * Inputs must be finite: a NaN makes windows NaN until it has left them, and recursive averages NaN until `reset`.
 */
export abstract class Indicator implements IndicatorShape {
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly outputs: readonly string[];
  readonly warmUp: readonly number[];
  /** Outputs of the last `update`, in the order of `outputs`. Overwritten by the next one. */
  readonly values: Float64Array;

  protected readonly memory = new StateMemory();
  readonly #row: readonly Float64Array[];
  readonly #bar = oneRow();

  constructor(shape: IndicatorShape) {
    this.id = shape.id;
    this.parameters = shape.parameters;
    this.outputs = shape.outputs;
    this.warmUp = shape.warmUp;
    this.values = new Float64Array(shape.outputs.length).fill(Number.NaN);
    this.#row = shape.outputs.map((_, index) => this.values.subarray(index, index + 1));
  }

  /** Id with parameters: `rsi(period=14)`. Equal keys mean equal results. */
  get key(): string {
    const parameters = Object.entries(this.parameters).map(([name, value]) => `${name}=${value}`);
    return `${this.id}(${parameters.join(',')})`;
  }

  /**
   * Takes the bars of rows `from` (inclusive) to `to` (exclusive) and writes the same rows of each output.
   * The rows must follow those of the last call.
   */
  abstract process(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void;

  /** Takes the next bar. Returns `values`. */
  update(bar: Bar): Float64Array {
    this.#load(bar);
    this.process(this.#bar, 0, 1, this.#row);
    return this.values;
  }

  /** What `update` would return for a bar that is still forming. Changes nothing; costs a copy of the state. */
  preview(bar: Bar): Float64Array {
    const state = new Float64Array(this.memory.length);
    this.memory.saveTo(state);
    const outputs = this.outputs.map(() => new Float64Array(1));
    this.#load(bar);
    this.process(this.#bar, 0, 1, outputs);
    this.memory.restoreFrom(state);
    return Float64Array.from(outputs, (output) => output[0] as number);
  }

  /** Forgets all bars. */
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

  #load(bar: Bar): void {
    this.#bar.open[0] = bar.open;
    this.#bar.high[0] = bar.high;
    this.#bar.low[0] = bar.low;
    this.#bar.close[0] = bar.close;
    this.#bar.volume[0] = bar.volume;
  }
}

/** An indicator of one column: of the closes unless told otherwise, or of the output of another indicator. */
export abstract class SeriesIndicator extends Indicator {
  readonly source: BarColumn;

  constructor(shape: IndicatorShape, source: BarColumn = 'close') {
    super(shape);
    this.source = source;
  }

  override get key(): string {
    return this.source === 'close' ? super.key : `${super.key} of ${this.source}`;
  }

  process(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.processSeries(bars[this.source], from, to, outputs);
  }

  /** As `process`, over any column. NaN before its first number is skipped, so that indicators can be chained. */
  abstract processSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void;
}

/** Runs a fresh pass over all bars and returns its outputs as new columns. The indicator is reset first. */
export function computeIndicator(indicator: Indicator, bars: Bars): Float64Array[] {
  indicator.reset();
  const { length } = bars.close;
  const outputs = indicator.outputs.map(() => new Float64Array(length));
  indicator.process(bars, 0, length, outputs);
  return outputs;
}
