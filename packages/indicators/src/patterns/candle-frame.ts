// Long because the loops need the places of the measures as constants of their own module: imported ones cost 30 ns a bar.
import type { Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { CandlePlanes, PLANE_ROWS, WORD_ROWS } from './candle-planes.ts';
import {
  BARE_BOTTOM,
  BARE_TOP,
  BLACK,
  BODY_ABOVE,
  BODY_BELOW,
  BOTTOM_HIGHER,
  BOTTOM_LOWER,
  BOTTOM_SAME,
  CLOSE_SAME,
  DOJI,
  HIGHER_CLOSE,
  HIGHER_HIGH,
  HIGHER_LOW,
  LEGGED,
  LONG,
  LOWER_CLOSE,
  LOWER_HIGH,
  LOWER_LOW,
  LOW_ABOVE_CLOSE,
  OPENS_ABOVE,
  OPENS_BELOW,
  SHORT,
  SHORT_BOTTOM,
  SHORT_TOP,
  SMALL,
  TALL_BOTTOM,
  TALL_TOP,
  TOP_HIGHER,
  TOP_LOWER,
  TOP_SAME,
  VERY_TALL,
  WHITE,
} from './candle-traits.ts';

/** Candles before the current one that a pattern may look at: four, and the ten before the first of these. */
export const FRAME_HISTORY = 14;

/** Candles that are looked at together, while their measures are in the processor's cache. */
export const FRAME_ROWS = 512;

/** Candles of TA-Lib's shorter averages (Near, Far, Equal); twice as many make the longer ones. */
const HALF = 5;

// The measures of a candle lie beside each other, at these places from the first.
const OPEN = 0;
const HIGH = 1;
const LOW = 2;
const CLOSE = 3;
const TOP = 4;
const BOTTOM = 5;
const BODY = 6;
const UPPER = 7;
const LOWER = 8;
const USUAL_BODY = 9;
const TENTH_OF_RANGE = 10;
const USUAL_SHADOW = 11;
/** Sums over the five candles before. */
const BODY_SUM = 12;
const RANGE_SUM = 13;
const SHADOWS_SUM = 14;
const RANGE = 15;
const SHADOWS = 16;
/** How many numbers there are per candle. */
const MEASURES = 17;

/** The candles of which only prices and simple measures are known, at the beginning of a frame. */
const AGO = MEASURES * HALF;

/** Sum of a measure over the five candles before the one at `at`. */
function sumOfHalf(cells: Float64Array, at: number): number {
  return (
    (cells[at - 5 * MEASURES] as number) +
    (cells[at - 4 * MEASURES] as number) +
    (cells[at - 3 * MEASURES] as number) +
    (cells[at - 2 * MEASURES] as number) +
    (cells[at - MEASURES] as number)
  );
}

/**
 * The measures of a stretch of candles, made once for all patterns: bodies, shadows, ranges, their means over the ten
 * (or five) candles **before** each one, and the traits that follow from them. Rows 0 to 13 are the candles before the
 * stretch; the stretch begins at row 14.
 *
 * TA-Lib adds to and subtracts from running totals; here each mean is added up anew from its own candles, so that a
 * result depends on the fourteen candles before it alone, and never on where the series began. Differences of prices
 * are multiples of the last bit of the lowest price, so sums of ten of them are exact, and both ways agree to the bit,
 * as long as ten ranges together are below the lowest price of the series.
 */
export class CandleFrame {
  readonly planes = new CandlePlanes();
  readonly #seen: Int32Array;
  readonly #kept: Float64Array;
  #cells = new Float64Array(0);

  constructor(memory: StateMemory) {
    this.#seen = memory.counters(1);
    this.#kept = memory.numbers(4 * FRAME_HISTORY);
  }

  /** How many candles came before those that are loaded, counted up to 14. */
  get seen(): number {
    return this.#seen[0] as number;
  }

  /** Makes the frame of the next `count` candles, at most 512, those from row `from` of `bars` on. */
  load(bars: Bars, from: number, count: number): void {
    const end = FRAME_HISTORY + count;
    const needed = MEASURES * (count > 1 ? PLANE_ROWS : 1 + WORD_ROWS);
    if (this.#cells.length < needed) this.#cells = new Float64Array(needed);
    this.#takeKept();
    this.#take(bars, from, count);
    this.#addUp(end);
    this.planes.begin(end);
    for (let first = 1; first < end; first += WORD_ROWS) {
      const last = Math.min(first + WORD_ROWS, end) - 1;
      this.#markPlace(first, last);
      this.#markBodies(first, last);
      this.#markSizes(first, last);
      this.#markShadows(first, last);
    }
    this.planes.finish();
  }

  /** Keeps the last 14 of the candles that were loaded for the next stretch. To be called when the patterns are done. */
  keep(count: number): void {
    const [cells, kept] = [this.#cells, this.#kept];
    for (let row = 0; row < FRAME_HISTORY; row++) {
      const at = (row + count) * MEASURES;
      kept[4 * row] = cells[at + OPEN] as number;
      kept[4 * row + 1] = cells[at + HIGH] as number;
      kept[4 * row + 2] = cells[at + LOW] as number;
      kept[4 * row + 3] = cells[at + CLOSE] as number;
    }
    this.#seen[0] = Math.min(FRAME_HISTORY, this.seen + count);
  }

  open(row: number): number {
    return this.#cells[row * MEASURES + OPEN] as number;
  }
  high(row: number): number {
    return this.#cells[row * MEASURES + HIGH] as number;
  }
  low(row: number): number {
    return this.#cells[row * MEASURES + LOW] as number;
  }
  close(row: number): number {
    return this.#cells[row * MEASURES + CLOSE] as number;
  }
  /** Size of the body. */
  body(row: number): number {
    return this.#cells[row * MEASURES + BODY] as number;
  }
  /** Upper end of the body. */
  top(row: number): number {
    return this.#cells[row * MEASURES + TOP] as number;
  }
  /** Lower end of the body. */
  bottom(row: number): number {
    return this.#cells[row * MEASURES + BOTTOM] as number;
  }
  upperShadow(row: number): number {
    return this.#cells[row * MEASURES + UPPER] as number;
  }
  lowerShadow(row: number): number {
    return this.#cells[row * MEASURES + LOWER] as number;
  }
  /** Half of the two shadows together, mean of the ten candles before `row` (ShadowShort). */
  usualShadow(row: number): number {
    return this.#cells[row * MEASURES + USUAL_SHADOW] as number;
  }
  /** A tenth of the mean range of the ten candles before `row` (BodyDoji and ShadowVeryShort). */
  tenthOfRange(row: number): number {
    return this.#cells[row * MEASURES + TENTH_OF_RANGE] as number;
  }
  /** A fifth of the mean range of the five candles before `row`: prices so near each other are near. */
  near(row: number): number {
    return 0.2 * ((this.#cells[row * MEASURES + RANGE_SUM] as number) / HALF);
  }
  /** Three fifths of the mean range of the five candles before `row`: prices so far from each other are far. */
  far(row: number): number {
    return 0.6 * ((this.#cells[row * MEASURES + RANGE_SUM] as number) / HALF);
  }
  /** A twentieth of the mean range of the five candles before `row`: prices so near each other count as equal. */
  equal(row: number): number {
    return 0.05 * ((this.#cells[row * MEASURES + RANGE_SUM] as number) / HALF);
  }

  #takeKept(): void {
    const kept = this.#kept;
    for (let row = 0; row < FRAME_HISTORY; row++) {
      this.#measure(
        row * MEASURES,
        kept[4 * row] as number,
        kept[4 * row + 1] as number,
        kept[4 * row + 2] as number,
        kept[4 * row + 3] as number,
      );
    }
  }

  #take(bars: Bars, from: number, count: number): void {
    const { open, high, low, close } = bars;
    for (let index = 0; index < count; index++) {
      const row = from + index;
      this.#measure(
        (FRAME_HISTORY + index) * MEASURES,
        open[row] as number,
        high[row] as number,
        low[row] as number,
        close[row] as number,
      );
    }
  }

  #measure(at: number, open: number, high: number, low: number, close: number): void {
    const cells = this.#cells;
    const top = Math.max(open, close);
    const bottom = Math.min(open, close);
    cells[at + OPEN] = open;
    cells[at + HIGH] = high;
    cells[at + LOW] = low;
    cells[at + CLOSE] = close;
    cells[at + TOP] = top;
    cells[at + BOTTOM] = bottom;
    cells[at + BODY] = top - bottom;
    cells[at + UPPER] = high - top;
    cells[at + LOWER] = bottom - low;
    cells[at + RANGE] = high - low;
    cells[at + SHADOWS] = high - top + (bottom - low);
  }

  /**
   * Sums over five candles and means over ten, which are two sums. The divisions and factors come in the order of
   * TA-Lib, so that ties fall as there.
   */
  #addUp(end: number): void {
    const cells = this.#cells;
    for (let at = AGO; at < end * MEASURES; at += MEASURES) {
      const body = sumOfHalf(cells, at + BODY);
      const range = sumOfHalf(cells, at + RANGE);
      const shadows = sumOfHalf(cells, at + SHADOWS);
      cells[at + BODY_SUM] = body;
      cells[at + RANGE_SUM] = range;
      cells[at + SHADOWS_SUM] = shadows;
      cells[at + USUAL_BODY] = ((cells[at - AGO + BODY_SUM] as number) + body) / 10;
      cells[at + TENTH_OF_RANGE] = 0.1 * (((cells[at - AGO + RANGE_SUM] as number) + range) / 10);
      cells[at + USUAL_SHADOW] = ((cells[at - AGO + SHADOWS_SUM] as number) + shadows) / 10 / 2;
    }
  }

  // The loops that mark traits make 32 bits at a time from comparisons without a branch, last row first.

  /** Colour, and how open, close, high and low lie beside the candle before. */
  #markPlace(first: number, last: number): void {
    const { planes } = this;
    const cells = this.#cells;
    let [black, closesHigher, closesLower, opensAbove, opensBelow, lowAbove] = [0, 0, 0, 0, 0, 0];
    let [higherHigh, lowerHigh, higherLow, lowerLow] = [0, 0, 0, 0];
    for (let at = last * MEASURES; at >= first * MEASURES; at -= MEASURES) {
      const open = cells[at + OPEN] as number;
      const high = cells[at + HIGH] as number;
      const low = cells[at + LOW] as number;
      const close = cells[at + CLOSE] as number;
      const highBefore = cells[at + HIGH - MEASURES] as number;
      const lowBefore = cells[at + LOW - MEASURES] as number;
      const closeBefore = cells[at + CLOSE - MEASURES] as number;
      black = (black << 1) | Number(close < open);
      closesHigher = (closesHigher << 1) | Number(close > closeBefore);
      closesLower = (closesLower << 1) | Number(close < closeBefore);
      opensAbove = (opensAbove << 1) | Number(open > highBefore);
      opensBelow = (opensBelow << 1) | Number(open < lowBefore);
      lowAbove = (lowAbove << 1) | Number(low > closeBefore);
      higherHigh = (higherHigh << 1) | Number(high > highBefore);
      lowerHigh = (lowerHigh << 1) | Number(high < highBefore);
      higherLow = (higherLow << 1) | Number(low > lowBefore);
      lowerLow = (lowerLow << 1) | Number(low < lowBefore);
    }
    planes.setWord(BLACK, first, black);
    planes.setWord(WHITE, first, ~black);
    planes.setWord(HIGHER_CLOSE, first, closesHigher);
    planes.setWord(LOWER_CLOSE, first, closesLower);
    planes.setWord(OPENS_ABOVE, first, opensAbove);
    planes.setWord(OPENS_BELOW, first, opensBelow);
    planes.setWord(LOW_ABOVE_CLOSE, first, lowAbove);
    planes.setWord(HIGHER_HIGH, first, higherHigh);
    planes.setWord(LOWER_HIGH, first, lowerHigh);
    planes.setWord(HIGHER_LOW, first, higherLow);
    planes.setWord(LOWER_LOW, first, lowerLow);
  }

  /** How the body lies beside the body before. */
  #markBodies(first: number, last: number): void {
    const { planes } = this;
    const cells = this.#cells;
    let [above, below, topHigher, topLower, bottomHigher, bottomLower] = [0, 0, 0, 0, 0, 0];
    for (let at = last * MEASURES; at >= first * MEASURES; at -= MEASURES) {
      const top = cells[at + TOP] as number;
      const bottom = cells[at + BOTTOM] as number;
      const topBefore = cells[at + TOP - MEASURES] as number;
      const bottomBefore = cells[at + BOTTOM - MEASURES] as number;
      above = (above << 1) | Number(bottom > topBefore);
      below = (below << 1) | Number(top < bottomBefore);
      topHigher = (topHigher << 1) | Number(top > topBefore);
      topLower = (topLower << 1) | Number(top < topBefore);
      bottomHigher = (bottomHigher << 1) | Number(bottom > bottomBefore);
      bottomLower = (bottomLower << 1) | Number(bottom < bottomBefore);
    }
    planes.setWord(BODY_ABOVE, first, above);
    planes.setWord(BODY_BELOW, first, below);
    planes.setWord(TOP_HIGHER, first, topHigher);
    planes.setWord(TOP_LOWER, first, topLower);
    planes.setWord(TOP_SAME, first, ~(topHigher | topLower));
    planes.setWord(BOTTOM_HIGHER, first, bottomHigher);
    planes.setWord(BOTTOM_LOWER, first, bottomLower);
    planes.setWord(BOTTOM_SAME, first, ~(bottomHigher | bottomLower));
  }

  /** How the body, and the distance from the close before, compare with what is usual. */
  #markSizes(first: number, last: number): void {
    const { planes } = this;
    const cells = this.#cells;
    let [long, short, more, same] = [0, 0, 0, 0];
    for (let at = last * MEASURES; at >= first * MEASURES; at -= MEASURES) {
      const body = cells[at + BODY] as number;
      const usual = cells[at + USUAL_BODY] as number;
      long = (long << 1) | Number(body > usual);
      short = (short << 1) | Number(body < usual);
      const close = cells[at + CLOSE] as number;
      const closeBefore = cells[at + CLOSE - MEASURES] as number;
      const equal = 0.05 * ((cells[at + RANGE_SUM - MEASURES] as number) / HALF);
      same = (same << 1) | (Number(close <= closeBefore + equal) & Number(close >= closeBefore - equal));
      more = (more << 1) | Number(body > (cells[at + TENTH_OF_RANGE] as number));
    }
    planes.setWord(LONG, first, long);
    planes.setWord(SMALL, first, ~long);
    planes.setWord(SHORT, first, short);
    planes.setWord(CLOSE_SAME, first, same);
    planes.setWord(DOJI, first, ~more);
  }

  /** How the shadows compare with what is usual, and with the body. */
  #markShadows(first: number, last: number): void {
    const { planes } = this;
    const cells = this.#cells;
    let [bareTop, bareBottom, tallTop, tallBottom, shortTop, shortBottom, veryTall] = [0, 0, 0, 0, 0, 0, 0];
    for (let at = last * MEASURES; at >= first * MEASURES; at -= MEASURES) {
      const upper = cells[at + UPPER] as number;
      const lower = cells[at + LOWER] as number;
      const body = cells[at + BODY] as number;
      const bare = cells[at + TENTH_OF_RANGE] as number;
      const usual = cells[at + USUAL_SHADOW] as number;
      bareTop = (bareTop << 1) | Number(upper < bare);
      bareBottom = (bareBottom << 1) | Number(lower < bare);
      tallTop = (tallTop << 1) | Number(upper > body);
      tallBottom = (tallBottom << 1) | Number(lower > body);
      shortTop = (shortTop << 1) | Number(upper < usual);
      shortBottom = (shortBottom << 1) | Number(lower < usual);
      veryTall = (veryTall << 1) | Number(Math.min(upper, lower) > 2 * body);
    }
    planes.setWord(BARE_TOP, first, bareTop);
    planes.setWord(BARE_BOTTOM, first, bareBottom);
    planes.setWord(TALL_TOP, first, tallTop);
    planes.setWord(TALL_BOTTOM, first, tallBottom);
    planes.setWord(LEGGED, first, tallTop | tallBottom);
    planes.setWord(SHORT_TOP, first, shortTop);
    planes.setWord(SHORT_BOTTOM, first, shortBottom);
    planes.setWord(VERY_TALL, first, veryTall);
  }
}
