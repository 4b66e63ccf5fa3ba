import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findInstrument, fromPoints, type Instrument, type TickColumns } from '@pipwright/model';

/** As in market-data: the package's types are sources that do not pass this repository's compiler settings. */
const require = createRequire(import.meta.url);
const lzma1 = require('lzma1') as { decompress(data: Uint8Array): Uint8Array };

const RECORD_BYTES = 20;

/**
 * Reads files of an hour of ticks each (`.bi5`), for tests that want real ticks without the importer: big-endian records of
 * milliseconds in the hour, ask and bid in points, ask and bid volume. `hours` are the files with the opens of their hours.
 */
export function readBi5Ticks(
  hours: readonly { readonly file: string; readonly start: number }[],
  instrument: Instrument = findInstrument('EURUSD')!,
): TickColumns {
  const rows = hours.flatMap(({ file, start }) => {
    const bytes = readFileSync(file);
    if (bytes.length === 0) return [];
    const unpacked = lzma1.decompress(bytes);
    const view = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
    return Array.from({ length: unpacked.byteLength / RECORD_BYTES }, (_, index) => {
      const at = index * RECORD_BYTES;
      return {
        time: start + view.getInt32(at),
        ask: fromPoints(instrument, view.getInt32(at + 4)),
        bid: fromPoints(instrument, view.getInt32(at + 8)),
        askVolume: view.getFloat32(at + 12),
        bidVolume: view.getFloat32(at + 16),
      };
    });
  });
  const column = (name: keyof (typeof rows)[number]): Float64Array => Float64Array.from(rows, (row) => row[name]);
  return {
    length: rows.length,
    time: column('time'),
    bid: column('bid'),
    ask: column('ask'),
    bidVolume: column('bidVolume'),
    askVolume: column('askVolume'),
  };
}
