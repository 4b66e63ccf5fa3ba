import { TRAIT_COUNT } from './candle-traits.ts';

/** Rows of one word of a plane. */
export const WORD_ROWS = 32;
/** Words that are looked at together. */
const GROUP_WORDS = 6;

/** Ages at which a pattern looks at a trait: of the current candle, and of the four before. */
export const AGES = 5;

/** Words of a plane: enough for the rows of a frame. */
const PLANE_WORDS = 18;

/** Where the plane begins that says that the candle of an age (0 is the current one) has a trait, given as its bit. */
export function planeOf(trait: number, age: number): number {
  return ((31 - Math.clz32(trait)) * AGES + age) * PLANE_WORDS;
}

/** Rows for which there is room: row 0, which has no bits, and those of the words. */
export const PLANE_ROWS = 1 + PLANE_WORDS * WORD_ROWS;

/**
 * The traits of a stretch of candles, a bit per row, so that a rule is a few `and`s for 32 rows at once. There is a
 * plane of bits per trait and age, in which the bit of a row says whether the candle so many rows before has the trait.
 * The first bit is that of row 1, since row 0 has none before it to be compared with.
 */
export class CandlePlanes {
  readonly #bits = new Int32Array(TRAIT_COUNT * AGES * PLANE_WORDS);
  #end = 0;

  /** Begins to mark the rows below `end`. */
  begin(end: number): void {
    this.#end = end;
  }

  /** Sets the word of a trait for the 32 rows from `first` on. */
  setWord(trait: number, first: number, word: number): void {
    this.#bits[planeOf(trait, 0) + (first >> 5)] = word;
  }

  /** Makes the planes of the older ages, when all those of age 0 are made. */
  finish(): void {
    const bits = this.#bits;
    const words = Math.ceil((this.#end - 1) / WORD_ROWS);
    for (let trait = 0; trait < TRAIT_COUNT; trait++) {
      let before = 0;
      const start = trait * AGES * PLANE_WORDS;
      for (let at = start; at < start + words; at++) {
        const own = bits[at] as number;
        bits[at + PLANE_WORDS] = (own << 1) | (before >>> 31);
        bits[at + 2 * PLANE_WORDS] = (own << 2) | (before >>> 30);
        bits[at + 3 * PLANE_WORDS] = (own << 3) | (before >>> 29);
        bits[at + 4 * PLANE_WORDS] = (own << 4) | (before >>> 28);
        before = own;
      }
    }
  }

  /** Writes the rows from `start` to before the end that have all of the traits of `planes` into `rows`; returns how many. */
  findRows(planes: Int32Array, start: number, rows: Int32Array): number {
    const bits = this.#bits;
    const words = Math.ceil((this.#end - 1) / WORD_ROWS);
    if (words === 1) return this.#findInFirstWord(planes, start, rows);
    let count = 0;
    for (let word = 0; word < words; word += GROUP_WORDS) {
      let first = -1;
      let second = -1;
      let third = -1;
      let fourth = -1;
      let fifth = -1;
      let sixth = -1;
      for (let index = 0; index < planes.length; index++) {
        const at = (planes[index] as number) + word;
        first &= bits[at] as number;
        second &= bits[at + 1] as number;
        third &= bits[at + 2] as number;
        fourth &= bits[at + 3] as number;
        fifth &= bits[at + 4] as number;
        sixth &= bits[at + 5] as number;
      }
      const row = 1 + word * WORD_ROWS;
      if (first !== 0) count = this.#list(first, row, start, rows, count);
      if (second !== 0) count = this.#list(second, row + 1 * WORD_ROWS, start, rows, count);
      if (third !== 0) count = this.#list(third, row + 2 * WORD_ROWS, start, rows, count);
      if (fourth !== 0) count = this.#list(fourth, row + 3 * WORD_ROWS, start, rows, count);
      if (fifth !== 0) count = this.#list(fifth, row + 4 * WORD_ROWS, start, rows, count);
      if (sixth !== 0) count = this.#list(sixth, row + 5 * WORD_ROWS, start, rows, count);
    }
    return count;
  }

  /** As `findRows`, where there are few rows: a stream has one, of which most rules soon find that it does not fit. */
  #findInFirstWord(planes: Int32Array, start: number, rows: Int32Array): number {
    const bits = this.#bits;
    let word = -1 << (start - 1);
    for (let index = 0; index < planes.length && word !== 0; index++) word &= bits[planes[index] as number] as number;
    return word === 0 ? 0 : this.#list(word, 1, start, rows, 0);
  }

  /** Adds the rows of a word to a list; `first` is the row of its first bit. */
  #list(word: number, first: number, start: number, rows: Int32Array, listed: number): number {
    let count = listed;
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      const row = first + 31 - Math.clz32(rest & -rest);
      if (row >= start && row < this.#end) rows[count++] = row;
    }
    return count;
  }
}
