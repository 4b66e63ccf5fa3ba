// What indicators do with whole columns around their cells, row by row, in AssemblyScript over the memory of the kernels of cells:
// the same operations in the same order as their own loops, so that the results are the same bits, two rows at once where
// no row waits for the one before.
//
// All pointers are byte offsets of columns with room for one row more. Memory: 4 to 4 pages, not shared.

// @ts-ignore: decorators of AssemblyScript
@inline
function splat(value: f64): v128 {
  return f64x2.splat(value);
}

/** Below this size a denominator counts as nothing: see `quotient`. */
const NOTHING: f64 = 1e-150;

// @ts-ignore: decorators of AssemblyScript
@inline
function isNothing(column: v128): v128 {
  return f64x2.lt(f64x2.abs(column), f64x2.splat(NOTHING));
}

// @ts-ignore: decorators of AssemblyScript
@inline
function two(column: usize, at: usize): v128 {
  return v128.load(column + at);
}

// @ts-ignore: decorators of AssemblyScript
@inline
function endOf(rows: i32): usize {
  return <usize>rows << 3;
}

/** Typical price: (high + low + close) / 3. */
export function typical(high: usize, low: usize, close: usize, rows: i32, out: usize): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const sum = f64x2.add(f64x2.add(two(high, at), two(low, at)), two(close, at));
    v128.store(out + at, f64x2.div(sum, splat(3)));
  }
}

/** CCI of typical prices, their means and mean deviations. */
export function cci(prices: usize, means: usize, deviations: usize, rows: i32, out: usize): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const mean = two(means, at);
    const deviation = two(deviations, at);
    const ratio = f64x2.div(f64x2.sub(two(prices, at), mean), f64x2.mul(splat(0.015), deviation));
    const isStill = f64x2.le(deviation, f64x2.mul(f64x2.abs(mean), splat(1e-14)));
    v128.store(out + at, v128.andnot(ratio, isStill));
  }
}

/** Flow at rising and at falling typical prices. Returns the last typical price. */
export function flows(
  high: usize,
  low: usize,
  close: usize,
  volume: usize,
  rows: i32,
  rising: usize,
  falling: usize,
  previous: f64,
): f64 {
  const one = splat(1);
  let before = splat(previous);
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const sum = f64x2.add(f64x2.add(two(high, at), two(low, at)), two(close, at));
    const price = f64x2.div(sum, splat(3));
    const last = v128.shuffle<f64>(before, price, 1, 2);
    const flow = f64x2.add(f64x2.mul(price, two(volume, at)), f64x2.sub(last, last));
    v128.store(rising + at, f64x2.mul(flow, v128.and(one, f64x2.gt(price, last))));
    v128.store(falling + at, f64x2.mul(flow, v128.and(one, f64x2.lt(price, last))));
    before = price;
  }
  return (rows & 1) == 1 ? f64x2.extract_lane(before, 0) : f64x2.extract_lane(before, 1);
}

/** `part` in percent of `part` and `rest`; 50 where both are 0. */
export function share(part: usize, rest: usize, rows: i32, out: usize): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const some = two(part, at);
    const all = f64x2.add(some, two(rest, at));
    const percent = f64x2.div(f64x2.mul(splat(100), some), all);
    v128.store(out + at, v128.bitselect(splat(50), percent, isNothing(all)));
  }
}

/** Where the close lies between two columns: `scale` times its distance from `edge`, over the range; `none` without one. */
export function place(
  from: usize,
  to: usize,
  highest: usize,
  lowest: usize,
  rows: i32,
  scale: f64,
  none: f64,
  out: usize,
): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const range = f64x2.sub(two(highest, at), two(lowest, at));
    const ratio = f64x2.div(f64x2.mul(splat(scale), f64x2.sub(two(to, at), two(from, at))), range);
    v128.store(out + at, v128.bitselect(splat(none), ratio, isNothing(range)));
  }
}

/** Bollinger's bands from means and deviations. */
export function bands(
  column: usize,
  means: usize,
  deviations: usize,
  rows: i32,
  factor: f64,
  upper: usize,
  lower: usize,
  percentB: usize,
  width: usize,
): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const mean = two(means, at);
    const half = f64x2.mul(splat(factor), two(deviations, at));
    const whole = f64x2.mul(splat(2), half);
    const inside = f64x2.div(f64x2.add(f64x2.sub(two(column, at), mean), half), whole);
    v128.store(upper + at, f64x2.add(mean, half));
    v128.store(lower + at, f64x2.sub(mean, half));
    v128.store(percentB + at, v128.bitselect(splat(0.5), inside, isNothing(half)));
    v128.store(width + at, v128.andnot(f64x2.div(whole, mean), isNothing(mean)));
  }
}

/** Distances from the means in deviations; 0 without one. */
export function scores(column: usize, means: usize, deviations: usize, rows: i32, out: usize): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const deviation = two(deviations, at);
    const score = f64x2.div(f64x2.sub(two(column, at), two(means, at)), deviation);
    v128.store(out + at, v128.andnot(score, isNothing(deviation)));
  }
}

/** Aroon, in place of the ages, and its oscillator. */
export function aroon(up: usize, down: usize, rows: i32, period: f64, oscillator: usize): void {
  for (let at: usize = 0; at < endOf(rows); at += 16) {
    const upper = f64x2.div(f64x2.mul(splat(100), f64x2.sub(splat(period), two(up, at))), splat(period));
    const lower = f64x2.div(f64x2.mul(splat(100), f64x2.sub(splat(period), two(down, at))), splat(period));
    v128.store(up + at, upper);
    v128.store(down + at, lower);
    v128.store(oscillator + at, f64x2.sub(upper, lower));
  }
}

/** Absolute changes from row to row. */
export function moves(column: usize, rows: i32, previous: f64, out: usize): void {
  if (rows > 0) store<f64>(out, abs(load<f64>(column) - previous));
  for (let at: usize = 8; at < endOf(rows); at += 16) {
    v128.store(out + at, f64x2.abs(f64x2.sub(two(column, at), two(column, at - 8))));
  }
}

/** Kaufman's average and its ratios, from the values of `period` rows before and the ways between. Returns the last one. */
export function kama(
  column: usize,
  before: usize,
  ways: usize,
  rows: i32,
  faster: f64,
  slow: f64,
  average: f64,
  out: usize,
  ratios: usize,
): f64 {
  for (let at: usize = 0; at < endOf(rows); at += 8) {
    const value = load<f64>(column + at);
    const way = load<f64>(ways + at);
    const ratio = way == 0 ? 0 : abs(value - load<f64>(before + at)) / way;
    const weight = ratio * faster + slow;
    average += weight * weight * (value - average);
    store<f64>(ratios + at, ratio);
    store<f64>(out + at, average);
  }
  return average;
}
