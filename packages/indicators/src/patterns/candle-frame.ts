import type { Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { CandlePlanes, planeRows, WORD_ROWS } from './candle-planes.ts';
import {
  BARE_BOTTOM,
  BARE_TOP,
  BLACK,
  BODY_ABOVE,
  BODY_BELOW,
  BOTTOM_HIGHER,
  BOTTOM_LOWER,
  BOTTOM_SAME,
  DOJI,
  HIGHER_CLOSE,
  HIGHER_HIGH,
  HIGHER_LOW,
  LEGGED,
  LONG,
  LOWER_CLOSE,
  LOWER_HIGH,
  LOWER_LOW,
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
  WHITE,
} from './candle-traits.ts';

/** Candles before the current one that a pattern may look at: four, and the ten before the first of these. */
export const FRAME_HISTORY = 14;

/** Candles that are looked at together, while their measures are in the processor's cache. */
export const FRAME_ROWS = 512;

/** Candles of TA-Lib's shorter averages (Near, Far, Equal); twice as many make the longer ones. */
const HALF = 5;

/** Per row the sum over the five rows before it. */
function addUp(values: Float64Array, sums: Float64Array, end: number): void {
  let first = values[0] as number;
  let second = values[1] as number;
  let third = values[2] as number;
  let fourth = values[3] as number;
  let fifth = values[4] as number;
  for (let row = HALF; row < end; row++) {
    sums[row] = first + second + third + fourth + fifth;
    first = second;
    second = third;
    third = fourth;
    fourth = fifth;
    fifth = values[row] as number;
  }
}

/**
 * The measures of a stretch of candles, made once for all patterns: bodies, shadows, ranges, their means over the ten
 * (or five) candles **before** each one, and the traits that follow from them. Rows 0 to 13 are the candles before the
 * stretch; the stretch begins at row 14.
 *
 * TA-Lib adds to and subtracts from running totals; here each mean is added up anew from its own candles, so that a
 * result depends on the fifteen candles before it alone, and never on where the series began. Differences of prices
 * are multiples of the last bit of the lowest price, so sums of ten of them are exact, and both ways agree to the bit,
 * as long as ten ranges together are below the lowest price of the series.
 */
export class CandleFrame {
  readonly planes: CandlePlanes;
  readonly #seen: Int32Array;
  readonly #kept: Float64Array;
  #open = new Float64Array(0);
  #high = new Float64Array(0);
  #low = new Float64Array(0);
  #close = new Float64Array(0);
  #top = new Float64Array(0);
  #bottom = new Float64Array(0);
  #body = new Float64Array(0);
  #upper = new Float64Array(0);
  #lower = new Float64Array(0);
  #range = new Float64Array(0);
  #shadows = new Float64Array(0);
  #bodySum = new Float64Array(0);
  #rangeSum = new Float64Array(0);
  #shadowsSum = new Float64Array(0);
  #usualBody = new Float64Array(0);
  #tenthOfRange = new Float64Array(0);
  #usualShadow = new Float64Array(0);

  constructor(memory: StateMemory) {
    this.#seen = memory.counters(1);
    this.#kept = memory.numbers(4 * FRAME_HISTORY);
    this.planes = new CandlePlanes();
  }

  /** How many candles came before those that are loaded, counted up to 14. */
  get seen(): number {
    return this.#seen[0] as number;
  }

  /** Makes the frame of the next `count` candles, at most 512, those from row `from` of `bars` on. */
  load(bars: Bars, from: number, count: number): void {
    const end = FRAME_HISTORY + count;
    if (this.#open.length < end) this.#allocate(planeRows(count === 1 ? end : FRAME_HISTORY + FRAME_ROWS));
    this.#copy(this.#open, bars.open, 0, from, count);
    this.#copy(this.#high, bars.high, 1, from, count);
    this.#copy(this.#low, bars.low, 2, from, count);
    this.#copy(this.#close, bars.close, 3, from, count);
    this.planes.begin(end);
    this.#measure(end);
    addUp(this.#body, this.#bodySum, end);
    addUp(this.#range, this.#rangeSum, end);
    addUp(this.#shadows, this.#shadowsSum, end);
    this.#average(end);
    this.#compare(end);
    this.planes.finish();
  }

  /** Keeps the last 14 of the candles that were loaded for the next stretch. To be called when the patterns are done. */
  keep(count: number): void {
    const kept = this.#kept;
    for (let row = 0; row < FRAME_HISTORY; row++) {
      kept[row] = this.#open[row + count] as number;
      kept[row + FRAME_HISTORY] = this.#high[row + count] as number;
      kept[row + 2 * FRAME_HISTORY] = this.#low[row + count] as number;
      kept[row + 3 * FRAME_HISTORY] = this.#close[row + count] as number;
    }
    this.#seen[0] = Math.min(FRAME_HISTORY, this.seen + count);
  }

  open(row: number): number {
    return this.#open[row] as number;
  }
  high(row: number): number {
    return this.#high[row] as number;
  }
  low(row: number): number {
    return this.#low[row] as number;
  }
  close(row: number): number {
    return this.#close[row] as number;
  }
  /** Size of the body. */
  body(row: number): number {
    return this.#body[row] as number;
  }
  /** Upper end of the body. */
  top(row: number): number {
    return this.#top[row] as number;
  }
  /** Lower end of the body. */
  bottom(row: number): number {
    return this.#bottom[row] as number;
  }
  upperShadow(row: number): number {
    return this.#upper[row] as number;
  }
  lowerShadow(row: number): number {
    return this.#lower[row] as number;
  }
  /** Half of the two shadows together, mean of the ten candles before `row` (ShadowShort). */
  usualShadow(row: number): number {
    return this.#usualShadow[row] as number;
  }
  /** A tenth of the mean range of the ten candles before `row` (BodyDoji and ShadowVeryShort). */
  tenthOfRange(row: number): number {
    return this.#tenthOfRange[row] as number;
  }
  /** A fifth of the mean range of the five candles before `row`: prices so near each other are near. */
  near(row: number): number {
    return 0.2 * ((this.#rangeSum[row] as number) / HALF);
  }
  /** Three fifths of the mean range of the five candles before `row`: prices so far from each other are far. */
  far(row: number): number {
    return 0.6 * ((this.#rangeSum[row] as number) / HALF);
  }
  /** A twentieth of the mean range of the five candles before `row`: prices so near each other count as equal. */
  equal(row: number): number {
    return 0.05 * ((this.#rangeSum[row] as number) / HALF);
  }

  #allocate(rows: number): void {
    this.#open = new Float64Array(rows);
    this.#high = new Float64Array(rows);
    this.#low = new Float64Array(rows);
    this.#close = new Float64Array(rows);
    this.#top = new Float64Array(rows);
    this.#bottom = new Float64Array(rows);
    this.#body = new Float64Array(rows);
    this.#upper = new Float64Array(rows);
    this.#lower = new Float64Array(rows);
    this.#range = new Float64Array(rows);
    this.#shadows = new Float64Array(rows);
    this.#bodySum = new Float64Array(rows);
    this.#rangeSum = new Float64Array(rows);
    this.#shadowsSum = new Float64Array(rows);
    this.#usualBody = new Float64Array(rows);
    this.#tenthOfRange = new Float64Array(rows);
    this.#usualShadow = new Float64Array(rows);
    this.planes.allocate(rows);
  }

  /** A column of prices: those that were kept, then the new ones. */
  #copy(target: Float64Array, prices: Float64Array, column: number, from: number, count: number): void {
    const kept = this.#kept;
    const offset = column * FRAME_HISTORY;
    for (let row = 0; row < FRAME_HISTORY; row++) target[row] = kept[offset + row] as number;
    for (let row = 0; row < count; row++) target[FRAME_HISTORY + row] = prices[from + row] as number;
  }

  /** Bodies, shadows and ranges, and how each candle lies beside the one before. Row 0 has measures only. */
  #measure(end: number): void {
    this.#measureRow(0);
    for (let first = 1; first < end; first += WORD_ROWS) {
      for (let row = first; row < first + WORD_ROWS; row++) this.#measureRow(row);
      this.#markColours(first);
      this.#markBodies(first);
      this.#markRanges(first);
    }
  }

  #measureRow(row: number): void {
    const open = this.#open[row] as number;
    const close = this.#close[row] as number;
    const high = this.#high[row] as number;
    const low = this.#low[row] as number;
    const top = Math.max(open, close);
    const bottom = Math.min(open, close);
    this.#top[row] = top;
    this.#bottom[row] = bottom;
    this.#body[row] = top - bottom;
    this.#upper[row] = high - top;
    this.#lower[row] = bottom - low;
    this.#range[row] = high - low;
    this.#shadows[row] = high - top + (bottom - low);
  }

  // The loops that mark traits make 32 bits at a time from comparisons without a branch, last row first.

  #markColours(first: number): void {
    const { planes } = this;
    const [opens, highs, lows, closes] = [this.#open, this.#high, this.#low, this.#close];
    let [black, higher, lower, above, below] = [0, 0, 0, 0, 0];
    for (let row = first + WORD_ROWS - 1; row >= first; row--) {
      const open = opens[row] as number;
      const close = closes[row] as number;
      const before = closes[row - 1] as number;
      black = (black << 1) | Number(close < open);
      higher = (higher << 1) | Number(close > before);
      lower = (lower << 1) | Number(close < before);
      above = (above << 1) | Number(open > (highs[row - 1] as number));
      below = (below << 1) | Number(open < (lows[row - 1] as number));
    }
    planes.setWord(BLACK, first, black);
    planes.setWord(WHITE, first, ~black);
    planes.setWord(HIGHER_CLOSE, first, higher);
    planes.setWord(LOWER_CLOSE, first, lower);
    planes.setWord(OPENS_ABOVE, first, above);
    planes.setWord(OPENS_BELOW, first, below);
  }

  #markBodies(first: number): void {
    const { planes } = this;
    const [tops, bottoms] = [this.#top, this.#bottom];
    let [above, below, topHigher, topLower, bottomHigher, bottomLower] = [0, 0, 0, 0, 0, 0];
    for (let row = first + WORD_ROWS - 1; row >= first; row--) {
      const top = tops[row] as number;
      const bottom = bottoms[row] as number;
      const topBefore = tops[row - 1] as number;
      const bottomBefore = bottoms[row - 1] as number;
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

  #markRanges(first: number): void {
    const { planes } = this;
    const [highs, lows] = [this.#high, this.#low];
    let [higherHigh, lowerHigh, higherLow, lowerLow] = [0, 0, 0, 0];
    for (let row = first + WORD_ROWS - 1; row >= first; row--) {
      const high = highs[row] as number;
      const low = lows[row] as number;
      const highBefore = highs[row - 1] as number;
      const lowBefore = lows[row - 1] as number;
      higherHigh = (higherHigh << 1) | Number(high > highBefore);
      lowerHigh = (lowerHigh << 1) | Number(high < highBefore);
      higherLow = (higherLow << 1) | Number(low > lowBefore);
      lowerLow = (lowerLow << 1) | Number(low < lowBefore);
    }
    planes.setWord(HIGHER_HIGH, first, higherHigh);
    planes.setWord(LOWER_HIGH, first, lowerHigh);
    planes.setWord(HIGHER_LOW, first, higherLow);
    planes.setWord(LOWER_LOW, first, lowerLow);
  }

  /** Means over ten candles, in the order of TA-Lib's divisions and factors, so that ties fall as there. */
  #average(end: number): void {
    const [bodies, ranges, shadows] = [this.#bodySum, this.#rangeSum, this.#shadowsSum];
    for (let row = 2 * HALF; row < end; row++) {
      this.#usualBody[row] = ((bodies[row - HALF] as number) + (bodies[row] as number)) / 10;
      this.#tenthOfRange[row] = 0.1 * (((ranges[row - HALF] as number) + (ranges[row] as number)) / 10);
      this.#usualShadow[row] = ((shadows[row - HALF] as number) + (shadows[row] as number)) / 10 / 2;
    }
  }

  /** How each candle compares with what is usual. */
  #compare(end: number): void {
    for (let first = 1; first < end; first += WORD_ROWS) {
      this.#markSizes(first);
      this.#markShadows(first);
    }
  }

  #markSizes(first: number): void {
    const { planes } = this;
    const [bodies, usualBodies, bares] = [this.#body, this.#usualBody, this.#tenthOfRange];
    let [long, short, more] = [0, 0, 0];
    for (let row = first + WORD_ROWS - 1; row >= first; row--) {
      const body = bodies[row] as number;
      const usual = usualBodies[row] as number;
      long = (long << 1) | Number(body > usual);
      short = (short << 1) | Number(body < usual);
      more = (more << 1) | Number(body > (bares[row] as number));
    }
    planes.setWord(LONG, first, long);
    planes.setWord(SMALL, first, ~long);
    planes.setWord(SHORT, first, short);
    planes.setWord(DOJI, first, ~more);
  }

  #markShadows(first: number): void {
    const { planes } = this;
    const [uppers, lowers, bodies, bares] = [this.#upper, this.#lower, this.#body, this.#tenthOfRange];
    const usuals = this.#usualShadow;
    let [bareTop, bareBottom, tallTop, tallBottom, shortTop, shortBottom] = [0, 0, 0, 0, 0, 0];
    for (let row = first + WORD_ROWS - 1; row >= first; row--) {
      const upper = uppers[row] as number;
      const lower = lowers[row] as number;
      const body = bodies[row] as number;
      const bare = bares[row] as number;
      const usual = usuals[row] as number;
      bareTop = (bareTop << 1) | Number(upper < bare);
      bareBottom = (bareBottom << 1) | Number(lower < bare);
      tallTop = (tallTop << 1) | Number(upper > body);
      tallBottom = (tallBottom << 1) | Number(lower > body);
      shortTop = (shortTop << 1) | Number(upper < usual);
      shortBottom = (shortBottom << 1) | Number(lower < usual);
    }
    planes.setWord(BARE_TOP, first, bareTop);
    planes.setWord(BARE_BOTTOM, first, bareBottom);
    planes.setWord(TALL_TOP, first, tallTop);
    planes.setWord(TALL_BOTTOM, first, tallBottom);
    planes.setWord(LEGGED, first, tallTop | tallBottom);
    planes.setWord(SHORT_TOP, first, shortTop);
    planes.setWord(SHORT_BOTTOM, first, shortBottom);
  }
}
