import type { CandleColumns } from '@pipwright/model';

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

/** The bits of a column as 32-bit words, two per value. */
function words(column: Float64Array): Int32Array {
  return new Int32Array(column.buffer, column.byteOffset, column.length * 2);
}

/**
 * A digest of numbers whose text is its whole state, so that it goes on where it stopped: the digest of a series does not
 * depend on how the series was cut. 128 bits, mixed as MurmurHash3 (x86, 128 bits; Austin Appleby, public domain) mixes
 * them, without its finishing step. Every step can be undone, so that one changed number always gives another digest. It
 * finds changes, not forgeries. NaN of different bits are different numbers.
 */
export class RollingDigest {
  readonly #state: Int32Array;

  private constructor(state: Int32Array) {
    this.#state = state;
  }

  /** A digest that has seen nothing but these numbers. */
  static begin(numbers: readonly number[]): RollingDigest {
    const digest = new RollingDigest(new Int32Array(4));
    digest.addRows([Float64Array.from(numbers)], 0, numbers.length);
    return digest;
  }

  /** Goes on from the text of another one. */
  static resume(text: string): RollingDigest {
    return new RollingDigest(
      Int32Array.from({ length: 4 }, (_, at) => Number.parseInt(text.slice(at * 8, at * 8 + 8), 16)),
    );
  }

  toString(): string {
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** Adds rows `from` (inclusive) to `to` (exclusive) of the columns, row by row. */
  addRows(columns: readonly Float64Array[], from: number, to: number): void {
    const bits = columns.map(words);
    const { length } = bits;
    for (let row = from; row < to; row++) {
      for (let column = 0; column < length; column += 2) {
        const first = bits[column] as Int32Array;
        // An odd last column is mixed with itself.
        const second = bits[column + 1] ?? first;
        this.#mix(
          first[2 * row] as number,
          first[2 * row + 1] as number,
          second[2 * row] as number,
          second[2 * row + 1] as number,
        );
      }
    }
  }

  addCandles(candles: CandleColumns, from: number, to: number): void {
    const { time, open, high, low, close, askOpen, askHigh, askLow, askClose, volume } = candles;
    this.addRows([time, open, high, low, close, askOpen, askHigh, askLow, askClose, volume], from, to);
  }

  /** Adds texts, each with its length. */
  addTexts(texts: readonly string[], from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const text = texts[row] as string;
      this.#mix(text.length, 0, 0, 0);
      for (let at = 0; at < text.length; at += 4) {
        const code = (offset: number): number => (at + offset < text.length ? text.charCodeAt(at + offset) : 0);
        this.#mix(code(0), code(1), code(2), code(3));
      }
    }
  }

  #mix(word1: number, word2: number, word3: number, word4: number): void {
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let mixed = Math.imul(word1, C1);
    a ^= Math.imul((mixed << 15) | (mixed >>> 17), C2);
    a = (Math.imul(((a << 19) | (a >>> 13)) + b, 5) + 0x561ccd1b) | 0;
    mixed = Math.imul(word2, C2);
    b ^= Math.imul((mixed << 16) | (mixed >>> 16), C3);
    b = (Math.imul(((b << 17) | (b >>> 15)) + c, 5) + 0x0bcaa747) | 0;
    mixed = Math.imul(word3, C3);
    c ^= Math.imul((mixed << 17) | (mixed >>> 15), C4);
    c = (Math.imul(((c << 15) | (c >>> 17)) + d, 5) + 0x96cd1c35) | 0;
    mixed = Math.imul(word4, C4);
    d ^= Math.imul((mixed << 18) | (mixed >>> 14), C1);
    d = (Math.imul(((d << 13) | (d >>> 19)) + a, 5) + 0x32ac3b17) | 0;
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }
}
