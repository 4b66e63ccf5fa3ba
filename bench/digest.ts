import { createHash, type Hash } from 'node:crypto';
import { CANDLE_COLUMN_NAMES, type CandleColumns } from '@pipwright/model';

const CHUNK_VALUES = 65_536;
const NAN_BITS = 0x7ff8_0000_0000_0000n;

const chunk = new Float64Array(CHUNK_VALUES);
const chunkBits = new BigUint64Array(chunk.buffer);

/**
 * Every NaN counts as the same bits: which of them a division leaves behind depends on whether the function was
 * compiled yet, and nobody can see the difference.
 */
function addFloats(hash: Hash, values: Float64Array): void {
  for (let start = 0; start < values.length; start += CHUNK_VALUES) {
    const length = Math.min(CHUNK_VALUES, values.length - start);
    chunk.set(values.subarray(start, start + length));
    for (let index = 0; index < length; index++) if (Number.isNaN(chunk[index])) chunkBits[index] = NAN_BITS;
    hash.update(new Uint8Array(chunk.buffer, 0, length * 8));
  }
}

/** SHA-256 over columns and texts, in order, as the first 16 hexadecimal digits. */
export function digestOf(parts: readonly (string | Float64Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (typeof part === 'string') hash.update(part);
    else addFloats(hash, part);
  }
  return hash.digest('hex').slice(0, 16);
}

/** All columns of candles, as parts of a digest. */
export function columnsOf(candles: CandleColumns): readonly Float64Array[] {
  return CANDLE_COLUMN_NAMES.map((name) => candles[name]);
}
