import { BIGINT, DOUBLE, DuckDBDataChunk, FLOAT, INTEGER, SMALLINT, type DuckDBType } from '@duckdb/node-api';
import type { Database } from './database.ts';
import { vectorItems } from './vectors.ts';

const CHUNK_ROWS = 2048;

/** A column to be appended: one value for all rows, or an array with a value per row. */
export type AppendColumn =
  | { readonly type: 'smallint'; readonly constant: number }
  | { readonly type: 'integer'; readonly constant: number }
  | { readonly type: 'time'; readonly values: Float64Array }
  | { readonly type: 'points'; readonly values: Int32Array }
  | { readonly type: 'double'; readonly values: Float64Array }
  | { readonly type: 'float'; readonly values: Float32Array };

const TYPES: Readonly<Record<AppendColumn['type'], DuckDBType>> = {
  smallint: SMALLINT,
  integer: INTEGER,
  time: BIGINT,
  points: INTEGER,
  double: DOUBLE,
  float: FLOAT,
};

function fillVector(chunk: DuckDBDataChunk, index: number, column: AppendColumn, from: number, rows: number): void {
  const vector = chunk.getColumnVector(index);
  switch (column.type) {
    case 'smallint':
      vectorItems(vector, Int16Array).fill(column.constant);
      break;
    case 'integer':
      vectorItems(vector, Int32Array).fill(column.constant);
      break;
    case 'points':
      vectorItems(vector, Int32Array).set(column.values.subarray(from, from + rows));
      break;
    case 'double':
      vectorItems(vector, Float64Array).set(column.values.subarray(from, from + rows));
      break;
    case 'float':
      vectorItems(vector, Float32Array).set(column.values.subarray(from, from + rows));
      break;
    case 'time': {
      const items = vectorItems(vector, BigInt64Array);
      for (let row = 0; row < rows; row++) items[row] = BigInt(column.values[from + row] as number);
    }
  }
  vector.flush();
}

/** Appends rows to a table of the current transaction. */
export async function appendRows(
  database: Database,
  table: { readonly name: string; readonly temporary: boolean },
  columns: readonly AppendColumn[],
  rows: number,
): Promise<void> {
  const appender = await database.connection.createAppender(
    table.name,
    'main',
    ...(table.temporary ? (['temp'] as const) : []),
  );
  const chunk = DuckDBDataChunk.create(columns.map((column) => TYPES[column.type]));
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    chunk.reset();
    chunk.rowCount = count;
    for (let index = 0; index < columns.length; index++)
      fillVector(chunk, index, columns[index] as AppendColumn, from, count);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
