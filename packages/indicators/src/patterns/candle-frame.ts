import type { Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import {
  BARE_BOTTOM,
  BARE_TOP,
  BLACK,
  BODY_ABOVE,
  BODY_BELOW,
  DOJI,
  INSIDE,
  LONG,
  SHORT,
  SHORT_BOTTOM,
  SHORT_TOP,
  SMALL,
  TALL_BOTTOM,
  TALL_TOP,
  WHITE,
} from './candle-traits.ts';

/** Candles before the current one that a pattern may look at: four, and the ten before the first of these. */
export const FRAME_HISTORY = 14;

/** Rows that are looked at together, while they are in the processor's cache. */
export const FRAME_ROWS = 512;

/** The first row of a frame whose traits are known: it has ten candles before it. */
const TRAITS_FROM = 10;
/** Candles of TA-Lib's shorter averages (Near, Far, Equal); twice as many make the longer ones. */
const HALF = 5;

function sumOfHalf(values: Float64Array, row: number): number {
  return (
    (values[row - 5] as number) +
    (values[row - 4] as number) +
    (values[row - 3] as number) +
    (values[row - 2] as number) +
    (values[row - 1] as number)
  );
}

/**
 * The measures of a stretch of candles, made once for all patterns: bodies, shadows, ranges, their means over the ten
 * (or five) candles **before** each one, and the traits that follow from them. Rows 0 to 13 are the candles before the
 * stretch; the stretch begins at row 14.
 *
 * TA-Lib adds to and subtracts from running totals; here each mean is added up anew from its own candles, so that a
 * result depends on the fifteen candles before it alone, and never on where the series began. Differences of prices
 * are multiples of the last bit of the lowest price, so that sums of a few of them are exact and both ways agree to
 * the bit, unless prices span a range of more than a factor of 2^40.
 */
export class CandleFrame {
  readonly #seen: Int32Array;
  readonly #kept: Float64Array;
  #open = new Float64Array(0);
  #high = new Float64Array(0);
  #low = new Float64Array(0);
  #close = new Float64Array(0);
  #body = new Float64Array(0);
  #range = new Float64Array(0);
  #shadows = new Float64Array(0);
  #bodySum = new Float64Array(0);
  #rangeSum = new Float64Array(0);
  #shadowsSum = new Float64Array(0);
  #traits = new Int32Array(0);

  constructor(memory: StateMemory) {
    this.#seen = memory.counters(1);
    this.#kept = memory.numbers(4 * FRAME_HISTORY);
  }

  /** How many candles came before those that are loaded, counted up to 14. */
  get seen(): number {
    return this.#seen[0] as number;
  }

  /** Makes the frame of the next `count` candles, those from row `from` of `bars` on. */
  load(bars: Bars, from: number, count: number): void {
    if (this.#open.length < FRAME_HISTORY + count)
      this.#allocate(count === 1 ? FRAME_HISTORY + 1 : FRAME_HISTORY + FRAME_ROWS);
    this.#copy(bars, from, count);
    const end = FRAME_HISTORY + count;
    this.#measure(end);
    this.#addUp(end);
    this.#classify(end);
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
    return Math.max(this.open(row), this.close(row));
  }
  /** Lower end of the body. */
  bottom(row: number): number {
    return Math.min(this.open(row), this.close(row));
  }
  upperShadow(row: number): number {
    return this.high(row) - this.top(row);
  }
  lowerShadow(row: number): number {
    return this.bottom(row) - this.low(row);
  }
  /** Half of the two shadows together, mean of the ten candles before `row` (ShadowShort). */
  usualShadow(row: number): number {
    return ((this.#shadowsSum[row - HALF] as number) + (this.#shadowsSum[row] as number)) / 10 / 2;
  }
  /** A tenth of the mean range of the ten candles before `row` (BodyDoji and ShadowVeryShort). */
  tenthOfRange(row: number): number {
    return 0.1 * (((this.#rangeSum[row - HALF] as number) + (this.#rangeSum[row] as number)) / 10);
  }
  /** A fifth of the mean range of the five candles before `row`. */
  near(row: number): number {
    return 0.2 * ((this.#rangeSum[row] as number) / HALF);
  }
  /** Three fifths of the mean range of the five candles before `row`. */
  far(row: number): number {
    return 0.6 * ((this.#rangeSum[row] as number) / HALF);
  }
  /** A twentieth of the mean range of the five candles before `row`: prices so near each other count as equal. */
  equal(row: number): number {
    return 0.05 * ((this.#rangeSum[row] as number) / HALF);
  }

  /** Per row its traits, and 16 bits higher those of the row before. */
  get traits(): Int32Array {
    return this.#traits;
  }

  #allocate(rows: number): void {
    this.#open = new Float64Array(rows);
    this.#high = new Float64Array(rows);
    this.#low = new Float64Array(rows);
    this.#close = new Float64Array(rows);
    this.#body = new Float64Array(rows);
    this.#range = new Float64Array(rows);
    this.#shadows = new Float64Array(rows);
    this.#bodySum = new Float64Array(rows);
    this.#rangeSum = new Float64Array(rows);
    this.#shadowsSum = new Float64Array(rows);
    this.#traits = new Int32Array(rows);
  }

  #copy(bars: Bars, from: number, count: number): void {
    const [open, high, low, close, kept] = [this.#open, this.#high, this.#low, this.#close, this.#kept];
    for (let row = 0; row < FRAME_HISTORY; row++) {
      open[row] = kept[row] as number;
      high[row] = kept[row + FRAME_HISTORY] as number;
      low[row] = kept[row + 2 * FRAME_HISTORY] as number;
      close[row] = kept[row + 3 * FRAME_HISTORY] as number;
    }
    for (let row = 0; row < count; row++) {
      open[row + FRAME_HISTORY] = bars.open[from + row] as number;
      high[row + FRAME_HISTORY] = bars.high[from + row] as number;
      low[row + FRAME_HISTORY] = bars.low[from + row] as number;
      close[row + FRAME_HISTORY] = bars.close[from + row] as number;
    }
  }

  #measure(end: number): void {
    const [body, range, shadows] = [this.#body, this.#range, this.#shadows];
    for (let row = 0; row < end; row++) {
      const [open, close] = [this.open(row), this.close(row)];
      const [high, low] = [this.high(row), this.low(row)];
      body[row] = Math.abs(close - open);
      range[row] = high - low;
      shadows[row] = high - Math.max(open, close) + (Math.min(open, close) - low);
    }
  }

  /** Sums over the five candles before each; those of ten are two of them. */
  #addUp(end: number): void {
    for (let row = HALF; row < end; row++) {
      this.#bodySum[row] = sumOfHalf(this.#body, row);
      this.#rangeSum[row] = sumOfHalf(this.#range, row);
      this.#shadowsSum[row] = sumOfHalf(this.#shadows, row);
    }
  }

  #classify(end: number): void {
    const traits = this.#traits;
    let before = 0;
    for (let row = TRAITS_FROM; row < end; row++) {
      const own = this.#bodyTraits(row) | this.#shadowTraits(row) | this.#placeTraits(row);
      traits[row] = own | (before << 16);
      before = own;
    }
  }

  #bodyTraits(row: number): number {
    const body = this.body(row);
    const usual = ((this.#bodySum[row - HALF] as number) + (this.#bodySum[row] as number)) / 10;
    return (
      (this.close(row) >= this.open(row) ? WHITE : BLACK) |
      (body > usual ? LONG : body < usual ? SMALL | SHORT : SMALL) |
      (body <= this.tenthOfRange(row) ? DOJI : 0)
    );
  }

  #shadowTraits(row: number): number {
    const [upper, lower] = [this.upperShadow(row), this.lowerShadow(row)];
    const [bare, usual, body] = [this.tenthOfRange(row), this.usualShadow(row), this.body(row)];
    return (
      (upper < bare ? BARE_TOP : 0) |
      (lower < bare ? BARE_BOTTOM : 0) |
      (upper < usual ? SHORT_TOP : 0) |
      (lower < usual ? SHORT_BOTTOM : 0) |
      (upper > body ? TALL_TOP : 0) |
      (lower > body ? TALL_BOTTOM : 0)
    );
  }

  /** Where the candle lies beside the one before. */
  #placeTraits(row: number): number {
    return (
      (this.bottom(row) > this.top(row - 1) ? BODY_ABOVE : 0) |
      (this.top(row) < this.bottom(row - 1) ? BODY_BELOW : 0) |
      (this.high(row) < this.high(row - 1) && this.low(row) > this.low(row - 1) ? INSIDE : 0)
    );
  }
}
