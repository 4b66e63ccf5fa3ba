import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import {
  allocateCandles,
  AskSource,
  findInstrument,
  utcMs,
  type CandleSeries,
  type Instrument,
} from '@pipwright/model';

const ROW = /^(\d{4})(\d{2})(\d{2}) (\d{2}):(\d{2})$/;
/** Fields of a row: time, bid open high low close size, ask open high low close size. */
const FIELDS = 11;

function readTime(text: string, line: number, file: string): number {
  const parts = ROW.exec(text);
  if (parts === null) throw new Error(`${file} line ${line}: expected 'YYYYMMDD HH:mm', got '${text}'`);
  return utcMs(Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4]), Number(parts[5]));
}

/**
 * Reads a LEAN zip of hourly bid and ask candles (UTC) into columns, for tests that want real prices without the
 * importer. Volume is the bid size, which is 0 throughout in OANDA's files. Throws `Error` on a row it cannot read.
 */
export function readLeanHourCandles(file: string, instrument: Instrument = findInstrument('EURUSD')!): CandleSeries {
  const entries = Object.values(unzipSync(readFileSync(file)));
  if (entries.length !== 1) throw new Error(`${file}: expected one file in the zip, got ${entries.length}`);
  const lines = new TextDecoder().decode(entries[0]).trimEnd().split(/\r?\n/);
  const candles = allocateCandles(lines.length);
  lines.forEach((text, index) => {
    const fields = text.split(',');
    if (fields.length !== FIELDS) throw new Error(`${file} line ${index + 1}: expected ${FIELDS} fields`);
    candles.time[index] = readTime(fields[0] as string, index + 1, file);
    candles.open[index] = Number(fields[1]);
    candles.high[index] = Number(fields[2]);
    candles.low[index] = Number(fields[3]);
    candles.close[index] = Number(fields[4]);
    candles.volume[index] = Number(fields[5]);
    candles.askOpen[index] = Number(fields[6]);
    candles.askHigh[index] = Number(fields[7]);
    candles.askLow[index] = Number(fields[8]);
    candles.askClose[index] = Number(fields[9]);
  });
  return { symbol: instrument.symbol, timeframe: 'H1', askSource: AskSource.Quoted, candles };
}
