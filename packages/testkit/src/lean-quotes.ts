import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';
import { allocateCandles, utcMs, type CandleColumns, type TickColumns } from '@pipwright/model';

/** Fields of a row: milliseconds since midnight, bid open high low close size, ask open high low close size. */
const MINUTE_FIELDS = 11;

/** Rows of the one file in a LEAN zip, and midnight UTC of the date in its name. */
function readRows(file: string): { readonly midnight: number; readonly rows: number[][] } {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)_/.exec(basename(file)) ?? [];
  if (day === undefined) throw new Error(`${file}: expected a name such as 20140501_quote.zip`);
  const entries = Object.values(unzipSync(readFileSync(file)));
  if (entries.length !== 1) throw new Error(`${file}: expected one file in the zip, got ${entries.length}`);
  const lines = new TextDecoder().decode(entries[0]).trimEnd().split(/\r?\n/);
  const midnight = utcMs(Number(year), Number(month), Number(day));
  return { midnight, rows: lines.map((line) => line.split(',').map(Number)) };
}

/** Reads a LEAN zip of a day's ticks of OANDA, for tests that want real quotes without the importer. They have no volume. */
export function readLeanTicks(file: string): TickColumns {
  const { midnight, rows } = readRows(file);
  const column = (field: number): Float64Array => Float64Array.from(rows, (row) => row[field] as number);
  return {
    length: rows.length,
    time: column(0).map((ms) => midnight + ms),
    bid: column(1),
    ask: column(2),
    bidVolume: new Float64Array(rows.length),
    askVolume: new Float64Array(rows.length),
  };
}

/** Reads a LEAN zip of a day's minute candles, bid and ask. Throws `Error` on a row it cannot read. */
export function readLeanMinutes(file: string): CandleColumns {
  const { midnight, rows } = readRows(file);
  const candles = allocateCandles(rows.length);
  rows.forEach((row, index) => {
    if (row.length !== MINUTE_FIELDS) throw new Error(`${file} line ${index + 1}: expected ${MINUTE_FIELDS} fields`);
    const [ms, open, high, low, close, volume, askOpen, askHigh, askLow, askClose] = row;
    const values = {
      time: midnight + (ms as number),
      open,
      high,
      low,
      close,
      volume,
      askOpen,
      askHigh,
      askLow,
      askClose,
    };
    for (const [name, value] of Object.entries(values)) candles[name as keyof typeof values][index] = value as number;
  });
  return candles;
}
