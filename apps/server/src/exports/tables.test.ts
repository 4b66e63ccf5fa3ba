import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { readCsv } from './csv-reader.fixture.ts';
import { csvParts, decimalText } from './csv.ts';
import type { ExportTable } from './export-table.ts';
import { parquetBytes } from './parquet.ts';

const seed = 41_180;

const row = fc.record({
  text: fc.string({ unit: 'binary' }),
  time: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  money: fc.maxSafeInteger(),
  number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN)),
});

function tableOf(rows: readonly { text: string; time: number; money: number; number: number }[]): ExportTable {
  return {
    rows: rows.length,
    columns: [
      { name: 'text', kind: 'text', values: rows.map(({ text }) => text) },
      { name: 'time', kind: 'time', values: rows.map(({ time }) => time) },
      { name: 'money', kind: 'money', decimals: 2, values: rows.map(({ money }) => money) },
      { name: 'number', kind: 'number', values: rows.map(({ number }) => number) },
    ],
  };
}

const csvOf = (table: ExportTable): string => [...csvParts(table)].join('');
/** The file as a buffer of its own. */
const fileOf = (table: ExportTable): ArrayBuffer => new Uint8Array(parquetBytes(table, {})).buffer;

test(`a CSV reads back as what was written (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const [head, ...body] = readCsv(csvOf(tableOf(rows)));
      expect(head).toEqual(['text', 'time', 'money', 'number']);
      const read = body.map(([text, time, money, number]) => ({
        text: text!.replace(/^'(?=[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])/, ''),
        time: Date.parse(time!),
        money: Number(money!.replace('.', '')),
        number: number === '' ? Number.NaN : Number(number),
      }));
      expect(read.map((one) => ({ ...one, number: one.number + 0 }))).toEqual(
        rows.map((one) => ({ ...one, money: one.money + 0, number: one.number + 0 })),
      );
    }),
    { seed, numRuns: 300 },
  );
});

test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  'the text %j is no formula to a spreadsheet',
  (text) => {
    const [, [field] = []] = readCsv(csvOf(tableOf([{ text, time: 0, money: -5, number: -1.5 }])));
    expect(field).toBe(`'${text}`);
  },
);

test('negative numbers and money stay numbers', () => {
  const [, line] = readCsv(csvOf(tableOf([{ text: 'a', time: 0, money: -5, number: -1.5 }])));
  expect(line).toEqual(['a', '1970-01-01T00:00:00.000Z', '-0.05', '-1.5']);
});

test.each([
  [0, 2, '0.00'],
  [-5, 2, '-0.05'],
  [123_456, 2, '1234.56'],
  [-123_456, 0, '-123456'],
  [7, 3, '0.007'],
])('%i at %i decimals is %s', (minor, decimals, text) => {
  expect(decimalText(minor, decimals)).toBe(text);
});

/** Rows as a reader of Parquet gives them; it makes money to floats, and here whole cents of them again. */
async function readBack(file: ArrayBuffer, rowStart = 0) {
  const rows = await parquetReadObjects({ file, rowStart });
  return rows.map(({ text, time, money, number }) => ({
    text: text as unknown,
    time: (time as Date).getTime(),
    money: Math.round((money as number) * 100),
    number: (number as number | null) ?? Number.NaN,
  }));
}

test(`a Parquet file reads back as what was written (seed ${seed})`, async () => {
  const small = fc.record({
    text: fc.string(),
    time: fc.nat(),
    money: fc.integer({ min: -1e13, max: 1e13 }),
    number: fc.double(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(small, { maxLength: 30 }), async (rows) => {
      expect(await readBack(fileOf(tableOf(rows)))).toEqual(rows);
    }),
    { seed, numRuns: 60 },
  );
});

test('a Parquet file says what its columns are, and keeps money to the last digit', async () => {
  const table = tableOf([{ text: 'a', time: 1, money: 999_999_999_999_999, number: 0 }]);
  const file = fileOf(table);
  const { schema, row_groups: groups } = parquetMetadata(file);
  expect(schema.slice(1).map(({ name, type, converted_type: meaning }) => [name, type, meaning])).toEqual([
    ['text', 'BYTE_ARRAY', 'UTF8'],
    ['time', 'INT64', 'TIMESTAMP_MILLIS'],
    ['money', 'INT64', 'DECIMAL'],
    ['number', 'DOUBLE', undefined],
  ]);
  expect(schema[3]).toMatchObject({ scale: 2, precision: 18 });
  expect(groups[0]?.columns[2]?.meta_data?.statistics?.max_value).toBe(9_999_999_999_999.99);
  expect(await parquetReadObjects({ file: fileOf(tableOf([])) })).toEqual([]);
});

test('a long table is written in groups and reads back whole', async () => {
  const rows = Array.from({ length: 250_000 }, (_, index) => ({
    text: 'x',
    time: index * 60_000,
    money: index,
    number: index,
  }));
  const file = fileOf(tableOf(rows));
  expect(parquetMetadata(file).row_groups).toHaveLength(3);
  expect(await readBack(file, 249_998)).toEqual(rows.slice(249_998));
});
