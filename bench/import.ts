import { closeSync, openSync, writeSync } from 'node:fs';
import { importFiles, type ImportReport } from '@pipwright/market-data';
import { utcDate, type CandleColumns, type EpochMs } from '@pipwright/model';
import { openDuckDbCandleStore } from '@pipwright/storage/duckdb';
import type { CandleStore } from '@pipwright/storage/ports';
import type { Benchmark } from './benchmark.ts';
import { columnsOf, digestOf } from './digest.ts';
import { EURUSD, FULL_M1, madeMarket } from './made-market.ts';
import { scratchFolder } from './scratch-folder.ts';

const ROWS_PER_WRITE = 10_000;
const PRICES = ['open', 'high', 'low', 'close', 'askOpen', 'askHigh', 'askLow', 'askClose'] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** One row with a civil time in UTC, bid and ask candle, volume. */
function rowText(candles: CandleColumns, index: number): string {
  const { year, month, day, hour, minute } = utcDate(candles.time[index] as EpochMs);
  const fields = [`${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`];
  for (const name of PRICES) fields.push((candles[name][index] as number).toFixed(EURUSD.digits));
  fields.push(String(candles.volume[index]));
  return `${fields.join(',')}\n`;
}

function writeCsv(file: string, candles: CandleColumns): void {
  const descriptor = openSync(file, 'wx');
  writeSync(descriptor, 'time,open,high,low,close,askOpen,askHigh,askLow,askClose,volume\n');
  for (let start = 0; start < candles.length; start += ROWS_PER_WRITE) {
    const end = Math.min(candles.length, start + ROWS_PER_WRITE);
    let text = '';
    for (let index = start; index < end; index++) text += rowText(candles, index);
    writeSync(descriptor, text);
  }
  closeSync(descriptor);
}

/** What the store holds afterwards: each series that was imported or put together. */
async function digestOfStore(file: string, { series }: ImportReport): Promise<string> {
  const store = await openDuckDbCandleStore({ file, readOnly: true });
  const parts: (string | Float64Array)[] = [];
  for (const { symbol, timeframe } of series) {
    const { candles } = await store.readCandles({ symbol, timeframe });
    parts.push(timeframe, ...columnsOf(candles));
  }
  await store.close();
  return digestOf(parts);
}

/** Rows that were imported. Throws where the file was refused or rows of it were. */
function rowsOf({ files }: ImportReport, expected: number): number {
  const file = files[0];
  const count = file?.status === 'imported' ? file.written.inserted : 0;
  if (count !== expected) throw new Error(`imported ${count} of ${expected} rows: ${JSON.stringify(file)}`);
  return count;
}

async function importInto(store: CandleStore, file: string): Promise<ImportReport> {
  const options = { symbol: EURUSD.symbol, timeframe: 'M1', timeZone: 'UTC' } as const;
  return importFiles({ files: [file], options, store });
}

export const importM1: Benchmark = {
  name: 'import',
  what: 'ten years of M1, one CSV file, into a new DuckDB store: hashed, read, checked, stored, aggregated to W1, gaps',
  unit: 'candles',
  budget: { kind: 'duration', msMax: 30_000 },
  prepare(size) {
    const { candles } = madeMarket('M1', size === 'full' ? FULL_M1 : 20_000);
    const folder = scratchFolder();
    const csv = folder.file('eurusd-m1.csv');
    writeCsv(csv, candles);
    let run = 0;
    const pass = async () => {
      const file = folder.file(`candles-${run++}.duckdb`);
      const store = await openDuckDbCandleStore({ file });
      const report = await importInto(store, csv);
      await store.close();
      return { count: rowsOf(report, candles.length), digest: () => digestOfStore(file, report) };
    };
    return Promise.resolve({ pass, dispose: () => folder.remove() });
  },
};
