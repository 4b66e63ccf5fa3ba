/** The state of a generator: four words of 32 bits, not all zero. */
export type XoshiroState = readonly [a: number, b: number, c: number, d: number];

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** The generator xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018). */
export class Xoshiro128 {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Throws `RangeError` where the state is all zero: the generator would never leave it. */
  constructor([a, b, c, d]: XoshiroState) {
    if ((a | b | c | d) === 0) throw new RangeError('the state of xoshiro128** must not be all zero');
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** The next 32 bits as an unsigned integer. */
  uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotateLeft(this.#d, 11);
    return result;
  }
}
