import type { Timeframe } from '@pipwright/model';
import type { ColumnReference, ContextFrameIndex } from '../catalogue/column-reference.ts';
import { referenceKey } from '../catalogue/column-reference.ts';
import type { FeatureColumn, FeatureConstants } from '../catalogue/column-operation.ts';
import { FormingCandle } from './forming-candle.ts';
import { Frame, type FrameBars } from './frame.ts';
import type { StateTape } from './state-tape.ts';

/** Longer runs of one value are left to the engine's own `fill`, which has a cost per call. */
const SHORT_RUN = 24;

function fillRun(output: FeatureColumn, value: number, from: number, to: number): void {
  if (to - from > SHORT_RUN) output.fill(value, from, to);
  else for (let row = from; row < to; row++) output[row] = value;
}

/** A column of the closed candles, joined to the base rows of the block. */
interface JoinedColumn {
  readonly closed: Float64Array;
  readonly target: Float64Array;
}

export interface ContextFrameOptions {
  readonly index: ContextFrameIndex;
  readonly timeframe: Timeframe;
  /** Base rows of a block. */
  readonly capacity: number;
  readonly constants: FeatureConstants;
}

/**
 * A higher timeframe, built from the base candles (see `FormingCandle`), and its columns as of its last closed candle.
 * Columns are computed once per closed candle and copied to the base rows that see it.
 *
 * Row 0 of each column holds the value of the last candle that was closed in the blocks before.
 */
export class ContextFrame {
  readonly timeframe: Timeframe;
  readonly #capacity: number;
  readonly #frame: Frame;
  readonly #candle: FormingCandle;
  /** Columns that base rows look at: their last value is carried from block to block. */
  readonly #carried = new Set<Float64Array>();
  readonly #joined: JoinedColumn[] = [];
  readonly #targets = new Map<string, Float64Array>();
  /** So many rows of all targets hold the value of the last closed candle: they need not be written again. */
  #settledRows = 0;

  constructor({ index, timeframe, capacity, constants }: ContextFrameOptions) {
    this.timeframe = timeframe;
    this.#capacity = capacity;
    const foreign = (): never => {
      throw new TypeError(`a column of ${timeframe} is computed from its own candles only`);
    };
    this.#frame = new Frame({ index, capacity: capacity + 2, constants, foreign });
    this.#candle = new FormingCandle(timeframe, this.#frame.bars, capacity);
  }

  /** The column over closed candles, for `spread`. */
  closedColumn(reference: ColumnReference): Float64Array {
    const column = this.#frame.column(reference);
    if (!this.#carried.has(column)) column[0] = Number.NaN;
    this.#carried.add(column);
    return column;
  }

  /** The column joined to the base rows of the block. */
  column(reference: ColumnReference): Float64Array {
    const key = referenceKey(reference);
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const target = new Float64Array(this.#capacity);
    this.#joined.push({ closed: this.closedColumn(reference), target });
    this.#targets.set(key, target);
    return target;
  }

  /** Takes rows 0 to `length - 1` of the base block and joins columns to them. */
  run(openTimes: Float64Array, closeTimes: Float64Array, bars: FrameBars, length: number): void {
    const candle = this.#candle;
    if (candle.closed > 0) for (const column of this.#carried) column[0] = column[candle.closed] as number;
    candle.take(openTimes, closeTimes, bars, length);
    if (candle.closed > 0) {
      this.#frame.run(1, candle.closed + 1);
      for (let index = 0; index < this.#joined.length; index++) {
        const { closed, target } = this.#joined[index] as JoinedColumn;
        this.spread(closed, target, 0, length);
      }
      this.#settledRows = 0;
    } else if (length > this.#settledRows) {
      for (const { closed, target } of this.#joined) fillRun(target, closed[0] as number, 0, length);
      this.#settledRows = length;
    }
  }

  /** Writes to each of the `length` base rows of the block, from row `at` of the output, what it sees of a column. */
  spread(closed: Float64Array, output: FeatureColumn, at: number, length: number): void {
    const { closed: count, seenFrom } = this.#candle;
    let from = 0;
    for (let row = 1; row <= count; row++) {
      const until = seenFrom[row] as number;
      fillRun(output, closed[row - 1] as number, at + from, at + until);
      from = until;
    }
    fillRun(output, closed[count] as number, at + from, at + length);
  }

  reset(): void {
    this.#candle.state.fill(0);
    this.#candle.closed = 0;
    this.#settledRows = 0;
    this.#frame.reset();
    for (const column of this.#carried) column[0] = Number.NaN;
  }

  save(tape: StateTape): void {
    const { closed, state } = this.#candle;
    tape.write(state.slice());
    tape.write(Float64Array.from(this.#carried, (column) => column[closed] as number));
    this.#frame.save(tape);
  }

  restore(tape: StateTape): void {
    this.#candle.state.set(tape.read());
    this.#candle.closed = 0;
    this.#settledRows = 0;
    const carried = tape.read();
    let index = 0;
    for (const column of this.#carried) column[0] = carried[index++] as number;
    this.#frame.restore(tape);
  }
}
