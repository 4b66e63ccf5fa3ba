import type { AnyIndicator, Columns, SeriesIndicator } from '@pipwright/indicators';
import type { ColumnOperation, FeatureConstants, OperationRows } from '../catalogue/column-operation.ts';
import type { StateTape } from './state-tape.ts';

/** A step in the computing of a block: reads the columns of the steps before it and writes its own. */
export interface FrameNode {
  /** Computes the rows `from` (inclusive) to `to` (exclusive) of the block, those after the last call's. */
  run(from: number, to: number): void;
  reset(): void;
  save(tape: StateTape): void;
  restore(tape: StateTape): void;
}

/** An indicator, what it reads and the columns that it writes. */
export class IndicatorNode implements FrameNode {
  readonly outputs: readonly Float64Array[];
  readonly #indicator: AnyIndicator;
  readonly #input: Columns<string>;
  /** The column that an indicator of one column reads; null for the others. */
  readonly #series: Float64Array | null;
  /** Candles are known to be usable when they come here; columns of indicators begin with NaN. */
  readonly #usable: boolean;

  constructor(options: {
    readonly indicator: AnyIndicator;
    readonly input: Columns<string>;
    readonly series: Float64Array | null;
    readonly usable: boolean;
    readonly capacity: number;
  }) {
    this.#indicator = options.indicator;
    this.#input = options.input;
    this.#series = options.series;
    this.#usable = options.usable;
    this.outputs = options.indicator.outputs.map(() => new Float64Array(options.capacity));
  }

  run(from: number, to: number): void {
    const indicator = this.#indicator;
    const series = this.#series;
    if (series === null) {
      if (this.#usable) indicator.compute(this.#input, from, to, this.outputs);
      else indicator.process(this.#input, from, to, this.outputs);
    } else if (this.#usable) (indicator as unknown as SeriesIndicator).computeSeries(series, from, to, this.outputs);
    else (indicator as unknown as SeriesIndicator).processSeries(series, from, to, this.outputs);
  }

  reset(): void {
    this.#indicator.reset();
  }

  save(tape: StateTape): void {
    tape.write(this.#indicator.save().numbers);
  }

  restore(tape: StateTape): void {
    this.#indicator.restore({ indicator: this.#indicator.key, numbers: tape.read() });
  }
}

/** A column computed row by row. It keeps no state. */
export class DerivedNode implements FrameNode {
  readonly output: Float64Array;
  readonly #compute: ColumnOperation;
  readonly #inputs: readonly Float64Array[];
  readonly #constants: FeatureConstants;
  readonly #rows: OperationRows = { from: 0, to: 0, at: 0 };

  constructor(options: {
    readonly compute: ColumnOperation;
    readonly inputs: readonly Float64Array[];
    readonly constants: FeatureConstants;
    readonly capacity: number;
  }) {
    this.#compute = options.compute;
    this.#inputs = options.inputs;
    this.#constants = options.constants;
    this.output = new Float64Array(options.capacity);
  }

  run(from: number, to: number): void {
    const rows = this.#rows;
    rows.from = from;
    rows.to = to;
    rows.at = from;
    this.#compute(this.#inputs, this.output, rows, this.#constants);
  }

  reset(): void {}
  save(): void {}
  restore(): void {}
}
