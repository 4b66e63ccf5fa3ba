import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ExportColumn, ExportTable } from './export-table.ts';

/** Rows of a group: what a reader must unpack at once. */
const GROUP_ROWS = 100_000;
/** Digits of the largest amount: what fits in 64 bits. */
const PRECISION = 18;

function schemaOf(column: ExportColumn): SchemaElement {
  const { name } = column;
  switch (column.kind) {
    case 'text':
      return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' };
    case 'time':
      return { name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' };
    case 'money':
      return {
        name,
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: column.decimals,
        precision: PRECISION,
        repetition_type: 'REQUIRED',
      };
    case 'number':
      return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };
  }
}

function valuesOf(column: ExportColumn, from: number, to: number): (string | bigint | number | null)[] {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  switch (column.kind) {
    case 'text':
      return rows.map((row) => column.values[row]!);
    case 'time':
    case 'money':
      return rows.map((row) => BigInt(column.values[row]!));
    case 'number':
      return rows.map((row) => (Number.isNaN(column.values[row]!) ? null : column.values[row]!));
  }
}

/**
 * A table as Parquet: texts as UTF-8, times as timestamps in UTC milliseconds, money as decimals of 64 bits with the
 * currency's decimals, other numbers as doubles (null where missing). `notes` go into the file's key-value metadata.
 */
export function parquetBytes(table: ExportTable, notes: Readonly<Record<string, string>>): Uint8Array {
  const { rows, columns } = table;
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
    createdBy: 'pipwright',
  });
  // A table without rows still has a group, so that its columns can be read.
  for (let from = 0; from === 0 || from < rows; from += GROUP_ROWS) {
    const to = Math.min(rows, from + GROUP_ROWS);
    void file.write({
      columnData: columns.map((column) => ({ name: column.name, data: valuesOf(column, from, to) })),
      rowGroupSize: GROUP_ROWS,
    });
  }
  void file.finish();
  return writer.getBytes();
}
