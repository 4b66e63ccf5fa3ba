import { errors } from '../errors.ts';
import type { Block } from './protocol.ts';

/** Column `index` of a block, as a view. */
export function blockColumn(block: Block, index: number): Float64Array {
  return block.values.subarray(index * block.rows, (index + 1) * block.rows);
}

/** Copies rows `from` to `to` of the columns into a block of its own memory, which can be given away. */
export function blockOf(columns: readonly Float64Array[], from: number, to: number): Block {
  const rows = to - from;
  const values = new Float64Array(rows * columns.length);
  columns.forEach((column, index) => values.set(column.subarray(from, to), index * rows));
  return { rows, values };
}

/** Throws `BATCH_COLUMN_LENGTH` unless every named column has `expected` values. */
export function checkColumnLengths(
  series: string,
  names: readonly string[],
  columns: readonly Float64Array[],
  expected: number,
): void {
  columns.forEach((column, index) => {
    if (column.length !== expected)
      throw errors.BATCH_COLUMN_LENGTH({ series, column: names[index] as string, length: column.length, expected });
  });
}

/**
 * Throws `BATCH_NOT_ASCENDING` unless the times of the parts are whole numbers that ascend from row to row, across
 * parts too; with `equalAllowed`, equal times may follow each other.
 */
export function checkAscending(series: string, parts: readonly Block[], equalAllowed: boolean): void {
  let previous = Number.NEGATIVE_INFINITY;
  let row = 0;
  for (const part of parts) {
    for (let index = 0; index < part.rows; index++, row++) {
      const time = part.values[index] as number;
      const follows = equalAllowed ? time >= previous : time > previous;
      if (!follows || !Number.isSafeInteger(time))
        throw errors.BATCH_NOT_ASCENDING({ series, index: row, time, previous });
      previous = time;
    }
  }
}
