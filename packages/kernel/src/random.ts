/**
 * A seeded source of random numbers that can be split into independent ones by name, so that adding a consumer never
 * changes what another one draws.
 *
 * The generator is xoshiro128** 1.1 (Blackman and Vigna, 2018), seeded through splitmix32.
 */
export interface Random {
  /** 32 random bits as an unsigned integer. */
  uint32(): number;
  /** Uniform in [0, 1) with 53 random bits. */
  next(): number;
  /** Uniform whole number in [0, `end`). Throws `RangeError` unless 1 <= end <= 2^32. */
  integer(end: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** An independent source named by `label`; the same source and label always give the same numbers. */
  split(label: string): Random;
}

const UINT32_RANGE = 0x1_0000_0000;

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

class Xoshiro128 implements Random {
  readonly #identity: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(identity: string) {
    this.#identity = identity;
    const mix = splitmix32(hash(identity));
    this.#a = mix();
    this.#b = mix();
    this.#c = mix();
    // Length in the last word: names that collide in 32 bits of hash still differ, and the state is never all zero.
    this.#d = (mix() ^ Math.imul(identity.length + 1, 0x9e3779b9)) | 1;
  }

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

  next(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  integer(end: number): number {
    if (!Number.isInteger(end) || end < 1 || end > UINT32_RANGE) {
      throw new RangeError(`the end of a random range must be a whole number from 1 to 2^32, got ${end}`);
    }
    const limit = UINT32_RANGE - (UINT32_RANGE % end);
    for (;;) {
      const value = this.uint32();
      if (value < limit) return value % end;
    }
  }

  normal(): number {
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  split(label: string): Random {
    return new Xoshiro128(`${this.#identity}/${label}`);
  }
}

/** A random source whose numbers depend on `seed` alone. */
export function createRandom(seed: number | string): Random {
  return new Xoshiro128(String(seed));
}
