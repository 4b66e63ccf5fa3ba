import { createHash } from 'node:crypto';
import { Xoshiro128 } from './xoshiro128.ts';

/**
 * A seeded source of random numbers that can be split into independent ones by name, so that adding a consumer never
 * changes what another one draws.
 *
 * The generator is xoshiro128** 1.1. Its state is the SHA-256 of the path of names that leads to the source, so that two
 * sources share a stream only where SHA-256 collides in 128 bits.
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
  /**
   * An independent source named by `label`. It depends on this source's name and on `label` alone, never on how many
   * numbers were drawn before.
   */
  split(label: string): Random;
}

const UINT32_RANGE = 0x1_0000_0000;

/** Hashing the parent's digest, not its name, keeps `a` / `b/c` apart from `a/b` / `c`. */
function identityOf(parent: Buffer, label: string): Buffer {
  return createHash('sha256').update(parent).update(label, 'utf16le').digest();
}

class SeededRandom implements Random {
  readonly #identity: Buffer;
  readonly #source: Xoshiro128;

  constructor(identity: Buffer) {
    this.#identity = identity;
    this.#source = new Xoshiro128([
      identity.readUInt32LE(0),
      identity.readUInt32LE(4),
      identity.readUInt32LE(8),
      identity.readUInt32LE(12),
    ]);
  }

  uint32(): number {
    return this.#source.uint32();
  }

  next(): number {
    const high = this.#source.uint32() >>> 5;
    const low = this.#source.uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  integer(end: number): number {
    if (!Number.isInteger(end) || end < 1 || end > UINT32_RANGE) {
      throw new RangeError(`the end of a random range must be a whole number from 1 to 2^32, got ${end}`);
    }
    // Values at and above the limit would make the low results more frequent: they are drawn again.
    const limit = UINT32_RANGE - (UINT32_RANGE % end);
    for (;;) {
      const value = this.#source.uint32();
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
    return new SeededRandom(identityOf(this.#identity, label));
  }
}

const ROOT = Buffer.from('pipwright', 'latin1');

/**
 * A random source whose numbers depend on `seed` alone. A number and its decimal text are the same seed, so that a seed
 * read from a command line or a file needs no care. Throws `RangeError` on NaN and infinities.
 */
export function createRandom(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new RangeError(`a seed must be a finite number or a text, got ${seed}`);
  }
  return new SeededRandom(identityOf(ROOT, String(seed)));
}
