// The inner loop of `RollingRegression` in AssemblyScript: what its `run` does, with the same operations in the same
// order, so that the results are the same bits.
//
// All pointers are byte offsets. `position` is the cell's place in its block of `period` values; a whole block was seen.
// Memory: 4 to 4 pages, not shared.

// @ts-ignore: decorators of AssemblyScript
@inline
function value(column: usize, row: i32): f64 {
  return load<f64>(column + (<usize>row << 3));
}

/** In place of the variances, the share that the line explains: what is not above 0 is 0, and what is above 1 is 1. */
function shares(slopes: usize, variances: usize, rows: i32, positionVariance: f64): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let row = 0; row < rows; row += 2) {
    const at = <usize>row << 3;
    const slope = v128.load(slopes + at);
    const variance = v128.load(variances + at);
    const explained = f64x2.mul(f64x2.mul(slope, slope), f64x2.splat(positionVariance));
    const share = v128.bitselect(one, f64x2.div(explained, variance), f64x2.ge(explained, variance));
    v128.store(variances + at, v128.bitselect(share, zero, f64x2.gt(variance, zero)));
  }
}

/** Sums, products and squares from each position of a whole block to its end. */
function turn(block: usize, period: i32): void {
  const size = <usize>(period + 1) << 3;
  const reference = value(block, period - 1);
  let total: f64 = 0;
  let product: f64 = 0;
  let square: f64 = 0;
  for (let index = period - 1; index >= 0; index--) {
    const at = block + (<usize>index << 3);
    const distance = load<f64>(at) - reference;
    product += total;
    total += distance;
    square += distance * distance;
    store<f64>(at + size, total);
    store<f64>(at + 2 * size, product);
    store<f64>(at + 3 * size, square);
  }
}

/** `RollingRegression`: `known`, `sums`, `products` and `squares` have `period` + 1 numbers, `current` four. */
export function lines(
  column: usize,
  rows: i32,
  slopes: usize,
  rSquares: usize,
  ends: usize,
  block: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const size = <usize>(period + 1) << 3;
  const sums = block + size;
  const products = sums + size;
  const squares = products + size;
  const count = <f64>period;
  const half = (count - 1) / 2;
  const positionVariance = (count * count - 1) / 12;
  const perSquaredPosition = 12 / (count * (count * count - 1));
  const perValue = 1 / count;
  let reference = load<f64>(current);
  let total = load<f64>(current, 8);
  let product = load<f64>(current, 16);
  let square = load<f64>(current, 24);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    let here = <f64>position;
    for (; row < end; row++) {
      const next = value(column, row);
      const at = <usize>row << 3;
      store<f64>(block + (<usize>position << 3), next);
      const distance = next - reference;
      total += distance;
      product += here * distance;
      here += 1;
      square += distance * distance;
      position++;
      const all = value(sums, position) + total;
      const crossed = value(products, position) + (product + (count - here) * total);
      const slope = (crossed - half * all) * perSquaredPosition;
      const mean = all * perValue;
      const variance = (value(squares, position) + square) * perValue - mean * mean;
      store<f64>(slopes + at, slope);
      store<f64>(rSquares + at, variance);
      store<f64>(ends + at, reference + mean + slope * half);
    }
    if (position < period) break;
    turn(block, period);
    reference = value(block, period - 1);
    total = load<f64>(sums);
    product = load<f64>(products);
    square = load<f64>(squares);
    const at = <usize>(end - 1) << 3;
    const slope = (product - half * total) * perSquaredPosition;
    const mean = total * perValue;
    store<f64>(slopes + at, slope);
    store<f64>(rSquares + at, square * perValue - mean * mean);
    store<f64>(ends + at, reference + mean + slope * half);
    total = 0;
    product = 0;
    square = 0;
    position = 0;
  }
  store<f64>(current, reference);
  store<f64>(current, total, 8);
  store<f64>(current, product, 16);
  store<f64>(current, square, 24);
  shares(slopes, rSquares, rows, positionVariance);
  return position;
}
