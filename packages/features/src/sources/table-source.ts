import { isoTime } from '@pipwright/model';
import type { SourceInputs, SourceNode } from '../engine/source-node.ts';
import type { StateTape } from '../engine/state-tape.ts';
import { featureErrors } from '../errors.ts';

/** What every table of facts has. */
export interface FactTable {
  readonly length: number;
  readonly availableAt: Float64Array;
}

/**
 * Columns of facts from a table, as of the close of each base candle. A row of the table is taken once it is available,
 * never before. What has been taken follows from the rows alone, so that the state is a position in the table, and
 * restoring takes the rows again. The same holds for tables that have grown since.
 *
 * Where the newest row seen is older than `ageMaxMs`, nobody feeds the table any more: the columns are NaN.
 */
export abstract class TableSource implements SourceNode {
  protected readonly inputs: SourceInputs;
  /** The columns, in the order of their names. */
  protected readonly columns: readonly Float64Array[];
  readonly #names: readonly string[];
  readonly #name: string;
  readonly #table: FactTable;
  readonly #ageMaxMs: number;
  #position = 0;
  /** Whether a row that concerns the instrument was seen. */
  protected seen = false;

  constructor(options: {
    readonly name: string;
    readonly table: FactTable;
    readonly inputs: SourceInputs;
    readonly columns: readonly string[];
    readonly ageMaxMs: number;
  }) {
    this.inputs = options.inputs;
    this.#name = options.name;
    this.#table = options.table;
    this.#ageMaxMs = options.ageMaxMs;
    const { capacity } = options.inputs;
    this.#names = options.columns;
    this.columns = options.columns.map(() => new Float64Array(capacity));
  }

  column(name: string): Float64Array {
    const column = this.columns[this.#names.indexOf(name)];
    if (column === undefined) throw new TypeError(`the source ${this.#name} has no column '${name}'`);
    return column;
  }

  run(from: number, to: number): void {
    const { decidedAt } = this.inputs;
    const table = this.#table;
    const { availableAt, length } = table;
    for (let row = from; row < to; row++) {
      const time = decidedAt[row] as number;
      let changed = false;
      while (this.#position < length && (availableAt[this.#position] as number) <= time) {
        this.take(this.#position++);
        changed = true;
      }
      const newest = this.#position === 0 ? Number.NaN : (availableAt[this.#position - 1] as number);
      if (this.seen && time - newest <= this.#ageMaxMs) this.write(row, time, changed);
      else this.writeNothing(row, time);
    }
  }

  /** Takes a row of the table. Everything that it changes follows from the rows taken so far. */
  protected abstract take(index: number): void;

  /** Forgets all rows. */
  protected abstract forget(): void;

  /** Writes row `row` of each column as of `time`; `changed` where rows were taken since the last call. */
  protected abstract write(row: number, time: number, changed: boolean): void;

  /** Writes NaN: nothing is known yet, or any more. */
  protected writeNothing(row: number, _time: number): void {
    const { columns } = this;
    for (let index = 0; index < columns.length; index++) (columns[index] as Float64Array)[row] = Number.NaN;
  }

  reset(): void {
    this.#position = 0;
    this.seen = false;
    this.forget();
  }

  save(tape: StateTape): void {
    const position = this.#position;
    tape.write(Float64Array.of(position, position === 0 ? 0 : (this.#table.availableAt[position - 1] as number)));
  }

  restore(tape: StateTape): void {
    const [position = 0, saved = 0] = tape.read();
    const found = position === 0 ? 0 : (this.#table.availableAt[position - 1] ?? Number.NaN);
    if (position > this.#table.length || found !== saved) {
      const text = Number.isNaN(found) ? 'nowhere' : isoTime(found);
      throw featureErrors.FACTS_CHANGED({ source: this.#name, row: position - 1, saved: isoTime(saved), found: text });
    }
    this.reset();
    for (let index = 0; index < position; index++) this.take(index);
    this.#position = position;
  }
}
